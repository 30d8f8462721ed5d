"""Blocks get their numbers in order; columns fill the text; values become harmless text."""

import pytest

from sheets.report.model import Chart, Figure, Heading, Paragraph, ReportTable, numbered
from sheets.report.wording import LONGEST, amount, cell, clean, day, percent


def table(caption="t"):
    return ReportTable(caption, ("a", "b"), (1.0, 3.0), (("1", "2"),))


def test_numbers_run_through():
    blocks = [
        Heading("甲"),
        Heading("子", 2),
        Heading("丑", 2),
        Heading("细目", 3),
        table(),
        Heading("乙"),
        Heading("寅", 2),
        table(),
        Figure("图", b"", 1, 1),
        Chart("柱", b"", 1, 1),
        Paragraph("文"),
    ]
    done = tuple(numbered(blocks))
    heads = [block.numbered for block in done if isinstance(block, Heading)]
    assert heads == ["1 甲", "1.1 子", "1.2 丑", "细目", "2 乙", "2.1 寅"]
    assert [block.numbered for block in done if isinstance(block, ReportTable)] == [
        "表 1　t",
        "表 2　t",
    ]
    assert [done[8].numbered, done[9].numbered] == ["图 1　图", "图 2　柱"]
    assert blocks[0].number == ""


def test_nothing_has_no_numbers():
    assert list(numbered([])) == []


def test_columns_fill_the_text():
    assert table().widths_mm() == (42.5, 127.5)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (" 甲\t乙\r\n丙 ", "甲 乙 丙"),
        ("a\x00b\x0bc\x1f", "ab c"),
        ("甲\u202e乙\ufeff\ud800\uffff", "甲乙"),
        ("<script>&", "<script>&"),
        (3, "3"),
    ],
)
def test_values_become_one_line(value, text):
    assert clean(value) == text


def test_long_text_says_what_it_leaves_out():
    told = clean("长" * (LONGEST + 7))
    assert told == "长" * LONGEST + "…（余 7 字从略）"
    assert clean("长" * LONGEST) == "长" * LONGEST


def test_words_of_figures():
    assert cell("") == amount(float("nan"), "") == percent(float("nan")) == "—"
    assert amount(30.17, "公里") == "30.17 公里"
    assert percent(0.125) == "12.5%"
    assert day("2026-01-31") == "2026 年 1 月 31 日"
