"""An atlas drawn by children and bound: PDF and ZIP, index, what failed, what another run keeps."""

import zipfile
from dataclasses import replace

import pymupdf
import pytest

from geo.errors import DataError
from sheets.atlas.atlas_spec import make_atlas
from sheets.atlas.compose import draw_page
from sheets.atlas.folder import Job
from sheets.atlas.job import AtlasJob
from sheets.atlas.worker import work
from sheets.title_block import Imprint

NO_SCALE_HOLDS = (110.0, 20.0, 120.0, 30.0)


def drawn(job):
    *_, last = job.watch()
    return last


def test_pdf_with_index_bookmarks_and_labels(ask, tmp_path):
    atlas = make_atlas(ask("zones", "projects", unplaced=False))
    with AtlasJob(atlas, tmp_path / "job", 1) as job:
        last = drawn(job)
        bound = job.finish(tmp_path / "册.pdf")
    assert (last.done, last.total, last.failed) == (4, 4, ())
    assert (bound.sheets, bound.lacking) == (4, ())
    book = pymupdf.open(bound.path)
    assert [round(side * 25.4 / 72) for side in book[1].rect[2:]] == [297, 210]
    assert [entry[1:] for entry in book.get_toc()] == [
        ["目录", 1], ["一区一图", 2], ["分区-1 甲区", 2], ["分区-2 乙区", 3],
        ["一项目一图", 4], ["项目-1 丁路", 4], ["项目-2 甲校新建", 5],
    ]  # fmt: skip
    index = book[0].get_text()
    for words in ("图册目录", "项目-2", "±800 米", "1:12 500", "戊路", "未落图，未出图幅"):
        assert words in index
    assert "位置误差范围（±800 米）" in book[4].get_text()
    assert "图号 项目-2" in book[4].get_text()


def test_zip_keeps_pages_for_the_next_run(ask, tmp_path):
    atlas = make_atlas(ask("projects", file_format="png", unplaced=False))
    broken = replace(
        atlas, pages=(atlas.pages[0], replace(atlas.pages[1], extent_ll=NO_SCALE_HOLDS))
    )
    job = AtlasJob(broken, tmp_path / "job")
    work(job.store, 1)
    last, bound = job.progress(), job.finish(tmp_path / "a.zip")
    job.stop()
    assert last.done == 1
    assert last.failed[0].startswith("项目-2 甲校新建：")
    assert bound.lacking == (last.failed[0],)
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "job/pages").iterdir()}
    job = AtlasJob(atlas, tmp_path / "job")
    assert job.progress().done == 1, "what was drawn before is there at once"
    work(job.store, 1)
    job.finish(tmp_path / "b.zip")
    job.stop()
    assert all(path.stat().st_mtime_ns == before for path, before in kept.items())
    archive = zipfile.ZipFile(tmp_path / "b.zip")
    names = [
        "目录.csv",
        "目录-1.png",
        "一项目一图/项目-001_丁路.png",
        "一项目一图/项目-002_甲校新建.png",
    ]
    assert archive.namelist() == names
    assert all(each.flag_bits & 0x800 for each in archive.infolist()), "names marked as UTF-8"
    table = archive.read("目录.csv").decode("utf-8")
    assert table.startswith("\ufeff图号,图名,条目,所在分区,位置精度,比例,说明,文件")
    assert "戊路" in table


def test_a_scale_that_cannot_hold_a_page_gives_way(ask):
    atlas = make_atlas(ask("projects", scale=10_000, file_format="svg"))
    job = Job(atlas.pages, (), atlas.style, atlas.background, atlas.locator_ll)
    content, scale = draw_page(job, next(page for page in atlas.pages if page.name == "甲校新建"))
    assert scale == 12_500, "1 600 m of doubt on 159 mm need 1:10 063"
    assert "比例 1:12 500" in content.decode()


def test_a_page_of_any_name_is_drawn_and_a_typed_word_is_named(ask):
    fish = "\U0001f41f"
    atlas = make_atlas(ask("projects", unplaced=False))
    page = replace(atlas.pages[0], title=f"丁路{fish}", facts=(("位置", fish),))
    job = Job((page,), (), atlas.style, atlas.background, atlas.locator_ll)
    text = pymupdf.open(stream=draw_page(job, page)[0])[0].get_text()
    assert "丁路〓" in text
    with pytest.raises(DataError, match=f"^字体没有字符“{fish}”"):
        make_atlas(ask("projects", imprint=Imprint(office=fish)))
