"""Cells as people fill them in."""

import pytest

from geo.forms.layout import all_funds, item_columns
from geo.forms.values import CellAbout, parse_cell, unit_of

COLUMNS = {each.field: each for each in item_columns("台账", all_funds())}
PLAIN = CellAbout()


def read(field, raw, **about):
    return parse_cell(COLUMNS[field], raw, PLAIN._replace(**about))


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2023.5.1", "2023-05-01"),
        ("2023/5/1", "2023-05-01"),
        ("2023年5月1日", "2023-05-01"),
        ("２０２３－５－１", "2023-05-01"),
        ("2023-05-01", "2023-05-01"),
        (45047.0, "2023-05-01"),  # 2023-05-01 in Excel: =DATEVALUE("2023-05-01")
        ("2023年5月", "2023-05-31"),
        (2023.5, "2023-05-31"),
        (None, None),
        ("/", None),
    ],
)
def test_days_of_a_finish(raw, day):
    found = read("planned_finish", raw)
    assert (found.value, found.wrong) == (day, "")


def test_a_month_of_a_start_is_its_first_day_and_said():
    found = read("actual_start", "2024年2月")
    assert found.value == "2024-02-01"
    assert "没有写日" in found.note


@pytest.mark.parametrize("raw", [2023.1, "2023年", "2023-2-30", "5/1/2023", "年底", "九" * 200])
def test_days_that_are_none(raw):
    found = read("planned_finish", raw)
    assert found.value is None
    assert "；" in found.wrong  # what is wrong, and what to do


def test_days_of_a_workbook_that_counts_from_1904():
    assert read("planned_start", 43585.0, from_1904=True).value == "2023-05-01"


@pytest.mark.parametrize(
    ("raw", "sum_"),
    [
        (1234.5, 1234.5),
        ("1,234.5", 1234.5),
        ("１，２３４．５", 1234.5),
        ("1.2亿元", 12000.0),
        ("1亿2000万元", 12000.0),
        ("3500万", 3500.0),
        ("5000000元", 500.0),
        ("—", None),
    ],
)
def test_sums_in_any_unit(raw, sum_):
    found = read("total_unsplit", raw)
    assert (found.value, found.wrong) == (sum_, "")


@pytest.mark.parametrize("raw", ["约3000", "2000万1亿", "-5", -5.0, "三千万", "2023-05-01"])
def test_sums_that_are_none(raw):
    found = read("total_unsplit", raw)
    assert found.value is None
    assert found.wrong


def test_a_header_that_names_another_unit():
    header = "总投资（亿元）"
    assert read("total_unsplit", 1.5, header=header).value == 15000.0
    assert read("total_unsplit", "800万元", header=header).value == 800.0
    # what was given out in 万元 and not touched stays what it was
    assert read("total_unsplit", 12000.0, header=header, held=12000.0).value == 12000.0
    assert [unit_of(each) for each in ("总投资(元)", "总投资", "总投资（单位：千元）")] == [
        "元", "", "千元",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "percent", "share"),
    [
        (60.0, False, 60.0),
        ("60%", False, 60.0),
        ("６０％", False, 60.0),
        (0.6, True, 60.0),
        (1.0, True, 100.0),
        (0.6, False, 60.0),
        ("0.07", False, 7.0),
        (0.0, False, 0.0),
        (100.0, False, 100.0),
    ],
)
def test_shares_of_a_hundred(raw, percent, share):
    found = read("progress", raw, percent=percent)
    assert (found.value, found.wrong) == (share, "")


def test_a_share_that_may_be_two_things():
    assert "可能" in read("progress", 1.0).wrong
    assert "如应为 0.6%" in read("progress", 0.6).note
    assert read("progress", 0.6, held=0.6) == (0.6, "", "0.6 按 0.6% 记；如应为 60%，请改填")


@pytest.mark.parametrize("raw", [101.0, -1.0, "六成", "60%左右"])
def test_shares_that_are_none(raw):
    assert read("progress", raw).wrong


def test_a_word_of_a_list():
    assert read("status", " 在 建 ").value == "在建"
    assert read("status", "未填报").value is None
    assert "可填：未启动" in read("status", "已完工").wrong


def test_what_a_cell_is_beside_its_value():
    assert "没有算好的值" in read("remark", None, formula=True).wrong
    assert "公式出错" in read("remark", "#N/A", error=True).wrong
    assert read("progress", 70.0, formula=True) == (70.0, "", "来自公式，只取算好的值")
    assert "合并" in read("status", "在建", merged=True).note
