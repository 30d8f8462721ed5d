"""Every command reads the plan as the office has it, says which state that is, and can leave it."""

import csv
import io
import zipfile
from datetime import UTC, datetime

import docx
import pymupdf
import pytest

from geo.data_folder import SHIPPED
from geo.exporting import command as export
from geo.ledger import Act, Edit
from geo.lifecircle import command as lifecircle
from geo.store import open_store
from sheets import command as sheet
from sheets.atlas import command as atlas
from sheets.report import command as report

HOSTILE = "<b>$甲$</b>"
PARK = "POLYGON ((115.915 28.60, 115.922 28.60, 115.922 28.604, 115.915 28.604, 115.915 28.60))"


pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    """A ledger that the environment names: a park, a road and a school placed, one reported."""
    monkeypatch.setenv("PLANMAP_STORE", str(tmp_path / "ledger.sqlite"))
    store = open_store(SHIPPED)
    act = Act("张三", datetime(2026, 3, 4, tzinfo=UTC), "会议确定", HOSTILE)

    def write(table, item, place=None, **values):
        placed = {"geometry": place, "basis": HOSTILE, "accuracy_m": 30} if place else {}
        store.write(Edit(table, item, placed | values, act))

    house = tmp_path / "installation.toml"
    monkeypatch.setenv("PLANMAP_INSTALLATION", str(house))
    house.write_text("review = true", "utf-8")
    write("projects", "P8-2-01", PARK, status="在建", progress=40, remark=HOSTILE)
    house.write_text("review = false", "utf-8")
    line = "LINESTRING (115.90 28.6, 115.925 28.601)"
    write("roads", "x-1", line, name=HOSTILE, grade="C")
    write("projects", "P8-1-06", "POINT (115.91 28.62)", stage="初中", capacity=1800)
    yield
    store.ledger.close()


def page(path):
    return "".join(each.get_text() for each in pymupdf.open(path)).replace("\n", "")


def test_a_sheet_draws_what_was_placed_and_tells_drafts_apart(tmp_path, capsys):
    out = tmp_path / "s.pdf"
    assert sheet.main(["--out", str(out)]) == 0
    assert "台账第 3 版" in capsys.readouterr().err
    text = page(out)
    for words in ("城南体育公园", "草稿，待审核", "主要道路（单位补绘）", HOSTILE):
        assert words in text
    assert sheet.main(["--out", str(out), "--as-published"]) == 0
    assert "仅规划原文" in capsys.readouterr().err
    assert not {"草稿", "单位补绘", "城南体育公园"} & {
        words for words in ("草稿", "单位补绘", "城南体育公园") if words in page(out)
    }


def test_a_filter_of_a_command_knows_the_state(tmp_path, capsys):
    out = tmp_path / "s.pdf"
    assert sheet.main(["--out", str(out), "--layers", "education", "--status", "在建"]) == 0
    assert "学校与体育 1" in capsys.readouterr().err
    assert "筛选：状态：在建" in page(out)


def rows_of(folder, name):
    with zipfile.ZipFile(folder) as archive:
        member = next(each for each in archive.namelist() if each.endswith(name))
        text = archive.read(member).decode("utf-8-sig")
    return {row["编号"]: row for row in csv.DictReader(io.StringIO(text))}


def test_an_export_has_the_columns_that_were_filled_in(tmp_path):
    out = tmp_path / "e.zip"
    words = ["-o", str(out), "--layer", "projects", "roads", "--format", "CSV"]
    assert export.main(words) == 0
    items, roads = rows_of(out, "规划项目.csv"), rows_of(out, "主要道路.csv")
    park = items["P8-2-01"]
    assert (park["状态"], park["形象进度_%"], park["备注"]) == ("在建", "40", HOSTILE)
    assert (park["落图人"], park["落图文件"], park["审核"]) == ("张三", HOSTILE, "草稿")
    assert park["WKT"].startswith("POLYGON")
    assert items["P8-1-06"]["容量"] == "1800"
    assert (items["P5-1-01"]["状态"], items["P5-1-01"]["落图人"]) == ("未填报", "")
    assert (roads["x-1"]["来历"], roads["x-1"]["来源"]) == ("单位补绘", HOSTILE)
    assert export.main([*words, "--force", "--as-published"]) == 0
    assert not {"状态", "备注", "落图人"} & set(rows_of(out, "规划项目.csv")["P8-2-01"])
    assert "x-1" not in rows_of(out, "主要道路.csv")


def test_a_report_has_state_and_progress(tmp_path):
    out = tmp_path / "r.docx"
    assert report.main(["--out", str(out), "--dpi", "150"]) == 0
    tables = [[[cell.text for cell in row.cells] for row in table.rows]
              for table in docx.Document(str(out)).tables]  # fmt: skip
    (row,) = [dict(zip(table[0], each, strict=True)) for table in tables for each in table[1:]
              if each[0] == "P8-2-01" and "状态" in table[0]]  # fmt: skip
    assert (row["状态"], row["形象进度"], row["审核"]) == ("在建", "40%", "草稿")


def test_an_atlas_gives_a_placed_item_its_page(tmp_path):
    out = tmp_path / "a.pdf"
    words = ["--out", str(out), "--subjects", "projects", "--workers", "1", "--status", "在建"]
    assert atlas.main(words) == 0
    text = page(out)
    assert "城南体育公园" in text
    assert "图上不标示本项目" not in text
    assert HOSTILE in text


def test_the_life_circle_counts_a_placed_school_of_a_stated_stage(tmp_path, capsys):
    told = {}
    for name, more in (("now", []), ("published", ["--as-published"])):
        folder = tmp_path / name
        words = [
            "-o",
            str(folder),
            "--preset",
            "学位",
            "--plan",
            "--unstated",
            "不计",
            "--straight",
        ]
        assert lifecircle.main([*words, *more]) == 0
        told[name] = "".join(path.read_text("utf-8-sig") for path in folder.iterdir())
    assert "台账第 3 版" in capsys.readouterr().err
    school = "迎宾中学重建"
    lines = {
        name: [line for line in text.splitlines() if school in line] for name, text in told.items()
    }
    assert any("初中" in line for line in lines["now"])
    assert not any("初中" in line for line in lines["published"])
