"""What stands in a box or a cell, read as the value of a column."""

from datetime import date, datetime

import pytest

from geo.entering.values import read_value, several, text_of
from geo.schema import Column, Span
from geo.schema.ledger import PROGRESS, REMARK, STATUS

SUM = Column("sum", "number", span=Span(0, 1e9), title="总投资", unit="万元")


@pytest.mark.parametrize("value", [None, "", "  ", float("nan"), "未填报"])
def test_nothing_is_nothing(value):
    assert read_value(STATUS, value) == (None, "", "")


@pytest.mark.parametrize("word", ["/", "无", "——", "N/A"])
@pytest.mark.parametrize("column", [STATUS, SUM])
def test_a_word_for_nothing_is_nothing_and_that_is_told(word, column):
    assert read_value(column, word) == (None, "", f"“{word}”按空处理")


def test_in_a_free_text_every_word_stands():
    assert read_value(REMARK, "无") == ("无", "", "")
    assert read_value(REMARK, 12.0) == ("12", "", "")
    assert read_value(REMARK, date(2023, 5, 31)).value == "2023-05-31"
    assert read_value(REMARK, datetime(2023, 5, 31, 8)).value == "2023-05-31"  # noqa: DTZ001


def test_a_choice_is_taken_whatever_its_blanks():
    assert read_value(STATUS, " 在　建 ").value == "在建"


def test_a_word_beside_the_list_is_refused_with_the_near_one():
    read = read_value(STATUS, "已完工")
    assert read.value is None
    assert "是否“完工”" in read.wrong
    assert "可填：未启动、前期" in read.wrong
    assert "是否" not in read_value(STATUS, "好").wrong


def test_the_range_of_a_column_holds():
    assert "不在 0–100 之间" in read_value(PROGRESS, "120").wrong
    assert read_value(PROGRESS, "100%").value == 100.0
    assert "不在 0" in read_value(SUM, "-1").wrong
    assert read_value(SUM, "1.2", unit="亿元").value == 12_000.0


@pytest.mark.parametrize("word", ["#REF!", "#VALUE!", "#N/A", "#DIV/0!", "######"])
def test_a_broken_formula_is_no_value(word):
    assert "出错的公式" in read_value(REMARK, word).wrong


def test_names_are_separated_by_one_sign():
    assert several("甲局，乙局; 丙局 、甲局\n丁处,") == "甲局、乙局、丙局、丁处"
    assert several("") == ""


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (35.0, "35"), (1.25, "1.25"), ("甲", "甲"), (12_000.0, "12000")]
)
def test_a_value_as_it_stands_in_a_box(value, text):
    assert text_of(value) == text
