"""`planmap atlas` draws the real plan, and says what it cannot do."""

from pathlib import Path

import pymupdf
import pytest

from sheets.atlas import command
from sheets.atlas.command import main

DATA = Path(__file__).parents[3] / "data"
needs_data = pytest.mark.skipif(
    not (DATA / "projects.csv").exists(), reason="the plan's data folder is not here"
)


def run(out, *words):
    return main(["--out", str(out), "--data", str(DATA), "--date", "2025-06-30", *words])


@needs_data
def test_projects_of_a_clause_as_pdf(tmp_path, capsys):
    out = tmp_path / "图册.pdf"
    words = [
        "--subjects",
        "projects",
        "--column",
        "专栏8",
        "--no-unplaced",
        "--text",
        "博文",
        "--workers",
        "1",
    ]
    assert (
        run(out, *words, "--scale", "1:25000", "--office", "甲局", "--keep", str(tmp_path / "k"))
        == 0
    )
    book = pymupdf.open(out)
    assert len(book) == 2
    assert "比例 1:25 000" in book[1].get_text()
    assert "甲局" in book[1].get_text()
    told = capsys.readouterr()
    assert told.out == ""
    assert "共 1 幅" in told.err
    assert "100%" in told.err


@needs_data
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--subjects", "moons"], "没有图册内容“moons”；可选：zones、projects、schools"),
        (["--subjects", "zones", "--layers", "moon"], "没有图层“moon”；可选：zones"),
        (["--subjects", "zones", "--zone", "x"], "没有分区“x”；可选：core"),
        (["--subjects", "projects", "--text", "无此字样"], "没有可绘的图幅"),
        (["--subjects", "schools", "--buffer", "-5"], "步行距离 -5.0 米无效"),
        (["--subjects", "schools", "--school-kind", "塔"], "没有类别“塔”；可选："),
    ],
)
def test_bad_choice_ends_with_code_2(tmp_path, capsys, words, told):
    assert run(tmp_path / "a.pdf", *words) == 2
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_bad_files_end_with_code_2(tmp_path, capsys):
    assert run(tmp_path / "a.gif", "--subjects", "zones") == 2
    assert "请用 .pdf 或 .zip" in capsys.readouterr().err
    assert run(tmp_path / "none" / "a.pdf", "--subjects", "zones") == 2
    assert "请先建立" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--paper", "A5"], ["--workers", "0"], ["--date", "昨天"]])
def test_bad_option_ends_with_code_2(tmp_path, words):
    with pytest.raises(SystemExit) as caught:
        run(tmp_path / "a.pdf", "--subjects", "zones", *words)
    assert caught.value.code == 2


@needs_data
def test_ctrl_c_keeps_the_pages(tmp_path, capsys, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "_changes", interrupted)
    assert run(tmp_path / "a.pdf", "--subjects", "zones", "--keep", str(tmp_path / "k")) == 130
    assert "再次运行即可接着画" in capsys.readouterr().err
    assert (tmp_path / "k" / "pages").is_dir()
    assert not (tmp_path / "a.pdf").exists()
