"""The command line draws the real plan, and says what it cannot do."""

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pymupdf
import pytest

from geo.filtering import Criteria, apply
from geo.ledger import Act, Edit
from geo.store import open_store
from layers.features import with_derived_columns
from sheets.command import main

DATA = Path(__file__).parents[2] / "data"
needs_data = pytest.mark.skipif(
    not (DATA / "projects.csv").exists(), reason="the plan's data folder is not here"
)


def run(out, *words):
    return main(["--out", str(out), "--data", str(DATA), "--date", "2025-06-30", *words])


@needs_data
def test_whole_plan_as_pdf(tmp_path, capsys):
    out = tmp_path / "图.pdf"
    assert run(out, "--paper", "A4", "--title", "命令行出图") == 0
    assert "命令行出图" in pymupdf.open(out)[0].get_text()
    told = capsys.readouterr()
    assert told.out == ""
    assert [words in told.err for words in ("读取数据", "绘制", "写出")] == [True] * 3


@needs_data
def test_filter_zone_and_rings(tmp_path, capsys):
    out = tmp_path / "s.pdf"
    words = ["--layers", "zones,education", "--zone", "core", "--column", "专栏8", "--kind", "学校"]
    rings = ["--buffer", "500", "--buffer", "1000", "--around", "education"]
    assert run(out, "--paper", "A4", *words, *rings) == 0
    text = pymupdf.open(out)[0].get_text()
    assert "筛选：专栏：专栏8；类别：学校" in text.replace("\n", "")
    assert "缓冲圈 500、1000 米（直线距离筛查）" in text
    assert "学校与体育" in capsys.readouterr().err


@needs_data
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--layers", "moon"], "没有图层“moon”；可选：zones"),
        (["--zone", "nowhere"], "没有分区“nowhere”；可选：core"),
        (["--buffer", "500"], "--around"),
        (["--buffer", "-5", "--around", "education"], "半径"),
        (["--text", "无此字样", "--buffer", "500", "--around", "education"], "没有已落图的要素"),
        (["--title", " "], "图题为空"),
    ],
)
def test_bad_choice_ends_with_code_2(tmp_path, capsys, words, told):
    out = tmp_path / "s.png"
    assert run(out, *words) == 2
    assert told in capsys.readouterr().err
    assert not out.exists()


def test_bad_files_end_with_code_2(tmp_path, capsys):
    assert run(tmp_path / "s.gif") == 2
    assert ".png、.pdf 或 .svg" in capsys.readouterr().err
    assert run(tmp_path / "none" / "s.png") == 2
    assert "请先建立" in capsys.readouterr().err
    assert main(["--out", str(tmp_path / "s.png"), "--data", str(tmp_path)]) == 2
    assert "不存在或为空" in capsys.readouterr().err
    (tmp_path / "说明.txt").write_text("空", encoding="utf-8")
    assert main(["--out", str(tmp_path / "s.png"), "--data", str(tmp_path)]) == 2
    assert "boundary.geojson" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--paper", "A5"], ["--date", "昨天"], ["--dpi", "72"]])
def test_bad_option_ends_with_code_2(tmp_path, words):
    with pytest.raises(SystemExit) as caught:
        run(tmp_path / "s.png", *words)
    assert caught.value.code == 2


def test_help_is_bilingual(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    told = capsys.readouterr().out
    assert "绘制规划图纸" in told
    assert "draw a sheet" in told


@needs_data
def test_svg_with_scale_and_imprint(tmp_path, capsys):
    out = tmp_path / "s.svg"
    words = ["--paper", "A3", "--scale", "1:15 000", "--zone", "core", "--office", "甲局"]
    assert run(out, *words) == 0
    text = out.read_text(encoding="utf-8")
    assert all(f">{each}</text>" in text for each in ("比例 1:15 000", "甲局", "区位示意"))
    assert run(tmp_path / "s.png", "--scale", "5000") == 2
    told = capsys.readouterr().err
    assert "约需内存" in told
    assert "A3横向 按 1:5 000 只容" in told


@needs_data
@pytest.mark.parametrize("ending", ["pdf", "png", "svg"])
def test_an_older_sheet_outlives_a_full_disk(tmp_path, capsys, room, ending):
    out = tmp_path / f"图.{ending}"
    out.write_bytes(b"good")
    with room(50_000):
        assert run(out, "--paper", "A4", "--dpi", "150") == 2
    assert f"错误：无法写出“{out.name}”：" in capsys.readouterr().err
    assert out.read_bytes() == b"good"
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_is_no_sheet(tmp_path, capsys):
    (tmp_path / "图.pdf").mkdir()
    assert run(tmp_path / "图.pdf") == 2
    assert "请换一个文件名" in capsys.readouterr().err


@needs_data
def test_what_is_late_in_a_zone_on_a3(tmp_path, monkeypatch):
    """Three items of the core zone: late to begin, late to end, in time; one late elsewhere."""
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    store = open_store(DATA, {"PLANMAP_STORE": url})
    late, ahead = {"planned_finish": "2024-06-30"}, {"planned_finish": "2199-01-01"}
    begun = {"status": "在建", "actual_start": "2023-03-01"}
    told = {
        "P5-1-04": {**begun, **late},
        "P8-1-03": {"status": "前期", "planned_start": "2024-03-01", **ahead},
        "P5-1-05": {**begun, **ahead},
        "P6-2-03": {**begun, **late},
    }
    plan = with_derived_columns(store.read())
    within = apply(plan.projects, Criteria(zones=("core",), placed="placed")).index
    assert [item in within for item in told] == [True, True, True, False]
    act = Act("张三", datetime(2026, 3, 1, tzinfo=UTC), "月报")
    with closing(store.writable()):
        store.write_all([Edit("projects", item, values, act) for item, values in told.items()])
    monkeypatch.setenv("PLANMAP_STORE", url)
    words = ["--filter", "时限=逾期未开工", "--filter", "时限=逾期未完工", "--in-zone", "core"]
    out = tmp_path / "逾期.pdf"
    assert run(out, "--by", "状态", "--zone", "core", "--paper", "A3", *words) == 0
    page = pymupdf.open(out)[0]
    assert [round(side * 25.4 / 72) for side in page.rect[2:]] == [420, 297]
    text = page.get_text().replace("\n", "")
    day = date.today().isoformat()
    assert f"台账截至 {day}。筛选：时限：逾期未开工、逾期未完工；分区：洪都新城核心区。" in text
    assert "规划项目状态（图上项数）" in text
    assert all(words in text for words in ("前期 1", "在建 1", "逾期 2"))
    assert "未填报" not in text
    assert run(out, "--in-zone", "nowhere") == 2
