"""Days as people write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.entering.dates import read_day


@pytest.mark.parametrize(
    "value",
    [
        "2023-5-31", "2023年5月31日", "2023.5.31", "2023/05/31 00:00:00", "20230531", 20230531.0,
        "２０２３－０５－３１", "2023 年 5 月 31 号", "2023-05-31T10:00", date(2023, 5, 31),
        datetime(2023, 5, 31, 8, 30),  # noqa: DTZ001 - a cell has no zone
    ],
)  # fmt: skip
def test_a_day(value):
    assert read_day(value) == ("2023-05-31", "", "")


@pytest.mark.parametrize(
    ("text", "first", "day"),
    [
        ("2023年5月", False, "2023-05-31"),
        ("2023.2", False, "2023-02-28"),
        ("2024-02", False, "2024-02-29"),
        ("2023-02", True, "2023-02-01"),
    ],
)
def test_a_month_is_its_first_or_last_day_and_that_is_told(text, first, day):
    read = read_day(text, first=first)
    assert read.value == day
    assert read.note == f"{text} 没有写日，按 {day} 记"


@pytest.mark.parametrize("value", [45077, 45077.0, "45077"])
def test_the_number_of_a_sheet(value):
    read = read_day(value)  # 45077 days after 30 December 1899
    assert read.value == "2023-05-31"
    assert "Excel 日期序号" in read.note


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2023-02-30", "没有这一天"),
        ("2023-13", "不是日期"),
        ("5/31/2023", "分不清年、月、日"),
        ("23.5.31", "分不清年、月、日"),
        (2023, "只有年份"),
        ("1023-01-01", "1950–2100"),
        ("明年", "不是日期"),
        (True, "不是日期"),
    ],
)
def test_what_is_no_day_is_refused(value, words):
    read = read_day(value)
    assert read.value is None
    assert words in read.wrong
    assert "；" in read.wrong


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_every_way_to_write_a_day_is_the_same_day(day):
    ways = (f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}", day)
    assert {read_day(each).value for each in ways} == {day.isoformat()}
