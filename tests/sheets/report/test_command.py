"""The command writes both kinds of file, and says what it cannot do."""

import docx
import pymupdf
import pytest

from sheets.report.command import main


def run(out, data, *words):
    return main(["--out", str(out), "--data", str(data), "--date", "2026-01-31", *words])


pytestmark = pytest.mark.usefixtures("plan")


def test_word_of_a_zone(tmp_path, data, capsys):
    out = tmp_path / "报告.docx"
    assert run(out, data, "--zone", "洪都新城核心区", "--office", "甲局", "--dpi", "150") == 0
    assert "分区报告：洪都新城核心区" in [p.text for p in docx.Document(str(out)).paragraphs]
    told = capsys.readouterr()
    assert told.out == ""
    assert "写出" in told.err


def test_public_pdf(tmp_path, data):
    out = tmp_path / "报告.PDF"
    assert run(out, data, "--mode", "公开示意图", "--dpi", "150") == 0
    assert "公开前须依法送审" in pymupdf.open(out)[0].get_text()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--zone", "月球"], "没有分区“月球”"),
        (["--date", "昨天"], "日期“昨天”无效"),
        (["--preset", "无"], "没有名为"),
    ],
)
def test_bad_choice_ends_with_code_2(tmp_path, data, capsys, words, told):
    out = tmp_path / "r.pdf"
    assert run(out, data, *words) == 2
    assert told in capsys.readouterr().err
    assert not out.exists()


def test_bad_files_end_with_code_2(tmp_path, capsys):
    assert run(tmp_path / "r.odt", tmp_path) == 2
    assert ".docx 或 .pdf" in capsys.readouterr().err
    assert run(tmp_path / "none" / "r.pdf", tmp_path) == 2
    assert "请先建立" in capsys.readouterr().err
    assert run(tmp_path / "r.pdf", tmp_path) == 2
    assert "不存在或为空" in capsys.readouterr().err
    (tmp_path / "说明.txt").write_text("空", encoding="utf-8")
    assert run(tmp_path / "r.pdf", tmp_path) == 2
    assert "boundary.geojson" in capsys.readouterr().err


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_an_older_report_outlives_a_full_disk(tmp_path, data, capsys, room, ending):
    out = tmp_path / f"报告.{ending}"
    out.write_bytes(b"good")
    with room(20_000):
        assert run(out, data, "--dpi", "150") == 2
    assert f"错误：无法写出“{out.name}”：" in capsys.readouterr().err
    assert out.read_bytes() == b"good"
    assert list(tmp_path.iterdir()) == [out]
