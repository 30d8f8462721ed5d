"""Numbers as people write them: what each becomes was worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.entering.numbers import MONEY, read_number


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("3500", 3500.0),
        ("3,500", 3500.0),
        ("3 500 万元", 3500.0),
        ("３５００万", 3500.0),
        ("￥3500万", 3500.0),
        ("1.2亿", 12_000.0),
        ("1.1 亿元", 11_000.0),
        ("1亿2000万", 12_000.0),
        ("3千万元", 3_000.0),
        ("5百万", 500.0),
        ("12000元", 1.2),
        ("1.2E+04", 12_000.0),
        ("-5", -5.0),
        (".5", 0.5),
    ],
)
def test_an_amount_is_read_in_ten_thousands(text, money):
    assert read_number(text, MONEY).value == money


def test_what_became_of_an_amount_in_another_unit_is_told():
    assert read_number("1.2亿", MONEY).note == "1.2亿 = 12 000 万元"
    assert read_number("3500万元", MONEY).note == ""
    assert read_number(1.1, MONEY, told="亿元").note == "1.1 亿元 = 11 000 万元"


@pytest.mark.parametrize(
    ("value", "told", "money"),
    [("1.2", "亿元", 12_000.0), (35_000, "元", 3.5), (7, "万元", 7.0), ("350万", "亿元", 350.0)],
)
def test_the_unit_of_the_heading_counts_where_the_cell_has_none(value, told, money):
    assert read_number(value, MONEY, told=told).value == money


@pytest.mark.parametrize(
    "text",
    [
        "约3亿",
        "1亿2000",
        "1,2",
        "2000万1亿",
        "1万1万",
        "九千",
        "1.2.3",
        "5%",
        "3米",
        "1e4亿",
        "inf",
        "1e999",
    ],
)
def test_what_is_no_amount_is_refused_with_what_to_do(text):
    read = read_number(text, MONEY)
    assert read.value is None
    assert text in read.wrong
    assert "；请" in read.wrong


def test_what_is_too_large_is_refused():
    assert "太大" in read_number("99999999999亿", MONEY).wrong
    assert "太大" in read_number("1e20", "").wrong


def test_a_flag_is_no_number():
    assert "“是”不是数字" in read_number(True, MONEY).wrong  # noqa: FBT003 - as a sheet holds it


@pytest.mark.parametrize(
    ("value", "fraction", "percent"),
    [("35%", False, 35.0), ("35 ％", False, 35.0), ("35", False, 35.0), (0.07, True, 7.0)],
)
def test_percent(value, fraction, percent):
    assert read_number(value, "%", fraction=fraction) == (percent, "", "")


def test_a_share_that_may_be_meant_as_percent_is_asked_about():
    read = read_number("0.2", "%")
    assert read.value == 0.2
    assert read.note == "0.2 按 0.2% 记；如应为 20%，请改填"


@given(st.decimals(0, 10**6, places=2))
def test_one_amount_in_three_units(amount):
    said = [read_number(f"{amount}{unit}", MONEY).value for unit in ("亿元", "万元")]
    assert said == [float(amount * 10_000), float(amount)]
    assert read_number(f"{amount * 10_000:.0f}元", MONEY).value == float(amount)
