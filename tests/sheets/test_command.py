"""The command line draws the real plan, and says what it cannot do."""

from pathlib import Path

import pymupdf
import pytest

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
