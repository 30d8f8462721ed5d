"""`planmap ledger report` and `planmap ledger chart`, as they are called."""

import io
import json

import docx
import pymupdf
import pytest

from planmap.__main__ import main


@pytest.fixture
def store(tmp_path):
    return f"sqlite:///{tmp_path / 'ledger.sqlite'}"


@pytest.fixture
def filled(store):
    for words in (
        ["P5-1-01", "状态=完工", "责任单位=甲局", "计划开工=2022-03-01", "实际开工=2022-04-01"],
        [
            "P5-1-02",
            "状态=在建",
            "责任单位=甲局",
            "累计完成·未分来源=300",
            "2023 年计划投资·未分来源=100",
        ],
    ):
        assert (
            main(["ledger", "set", *words, "--by", "张三", "--why", "核实", "--store", store]) == 0
        )
    return store


def run(capsys, *words):
    capsys.readouterr()
    code = main(["ledger", *map(str, words)])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_pdf_and_a_word_file_are_written(filled, tmp_path, capsys):
    pdf, word = tmp_path / "a.pdf", tmp_path / "a.docx"
    code, out, _ = run(capsys, "report", "-o", pdf, "--store", filled, "--dpi", 150)
    assert code == 0
    assert "终期评估，全区" in out
    text = "".join(page.get_text() for page in pymupdf.open(pdf)).replace("\n", "")
    assert "其中 2 项填报了状态" in text
    assert run(capsys, "report", "-o", word, "--store", filled, "--dpi", 150)[0] == 0
    told = docx.Document(io.BytesIO(word.read_bytes()))
    assert any("其中 2 项填报了状态" in each.text for each in told.paragraphs)


def test_the_answer_for_a_program(filled, tmp_path, capsys):
    code, out, _ = run(
        capsys, "report", "-o", tmp_path / "a.docx", "--kind", "中期评估", "--scope", "单位:甲局",
        "--without", "circles", "map", "--store", filled, "--json",
    )  # fmt: skip
    told = json.loads(out)
    assert code == 0
    assert (told["kind"], told["scope"], told["items"]) == ("中期评估", "单位：甲局", 2)
    assert told["states"]["完工"] == told["states"]["在建"] == 1
    assert told["sums_wan_yuan"]["done"] == {"sum": 300.0, "items": 1}
    assert told["sums_wan_yuan"]["total"] == {"sum": None, "items": 0}
    assert told["changes"] == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--scope", "分区:没有"], "没有分区“没有”"),
        (["--scope", "单位:没有"], "没有责任单位“没有”；已填报的有：甲局"),
        (["--scope", "街道"], "范围“街道”无法识别"),
        (["--day", "2025-13-01"], "日期“2025-13-01”无法识别"),
        (["--kind", "年度评估"], "年度评估"),
    ],
)
def test_what_cannot_be_made_ends_with_a_line(filled, tmp_path, capsys, words, said):
    try:
        code, _, err = run(capsys, "report", "-o", tmp_path / "a.pdf", "--store", filled, *words)
    except SystemExit as error:
        code, err = error.code, capsys.readouterr().err
    assert code == 2
    assert said in err
    assert not (tmp_path / "a.pdf").exists()


def test_another_ending_is_refused(filled, tmp_path, capsys):
    code, _, err = run(capsys, "report", "-o", tmp_path / "a.txt", "--store", filled)
    assert (code, ".docx 或 .pdf" in err) == (2, True)


@pytest.mark.parametrize(
    ("board", "kind"),
    [("状态", ("png", b"\x89PNG")), ("投资", ("svg", b"<?xml")), ("甘特", ("pdf", b"%PDF"))],
)
def test_a_chart_is_a_file(filled, tmp_path, capsys, board, kind):
    ending, begins = kind
    out = tmp_path / f"a.{ending}"
    code, told, _ = run(capsys, "chart", "--board", board, "-o", out, "--store", filled)
    assert code == 0
    assert board in told
    assert out.read_bytes().startswith(begins)


def test_a_chart_by_unit_names_units_in_chinese_text(filled, tmp_path, capsys):
    out = tmp_path / "a.pdf"
    words = ("chart", "--board", "状态", "--by", "责任单位", "-o", out, "--store", filled)
    assert run(capsys, *words)[0] == 0
    page = pymupdf.open(out)[0]
    assert {"甲局", "2 项", "未填报"} <= set(page.get_text().split("\n"))
    assert {name for _, _, _, name, *_ in page.get_fonts()} != {"Helvetica"}


@pytest.mark.parametrize("board", ["投资", "甘特", "指标"])
def test_a_chart_of_nothing_is_refused(store, tmp_path, capsys, board):
    out = tmp_path / "a.png"
    code, _, err = run(capsys, "chart", "--board", board, "-o", out, "--store", store)
    assert code == 2
    assert "没有可画的" in err
    assert not out.exists()
