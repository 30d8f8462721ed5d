"""Names of columns, wherever a table has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.importing.header_rows import Header, header_of, unique

DATA = ["1", "甲校", "115.9", "28.6"]


def test_one_row_of_names():
    assert header_of([["序号", "名称", "经度", "纬度"], DATA]) == Header(
        ("序号", "名称", "经度", "纬度"), 1
    )


def test_titles_above_are_skipped_and_two_rows_join():
    rows = [
        ["学校一览表"] * 4,
        ["", "", "", ""],
        ["序号", "名称", "坐标", "坐标"],
        ["序号", "名称", "经度", "纬度"],
        DATA,
    ]
    assert header_of(rows) == Header(("序号", "名称", "坐标_经度", "坐标_纬度"), 4)


def test_years_are_names():
    assert header_of([["名称", "2021", "2025"], ["甲", "12", "13"]]).names == (
        "名称",
        "2021",
        "2025",
    )


def test_without_names_the_columns_are_numbered():
    assert header_of([DATA, DATA]) == Header(("列1", "列2", "列3", "列4"), 0)


def test_wkt_is_data():
    assert header_of([["名称", "位置"], ["甲", "POINT (115.9 28.6)"]]).rows == 1


def test_text_alone_has_its_names_in_the_fullest_row():
    rows = [["通讯录", ""], ["名称", "地址"], ["甲校", "某路"], ["乙校", "某街"]]
    assert header_of(rows) == Header(("名称", "地址"), 2)


@pytest.mark.parametrize(("chosen", "names"), [(0, ("列1", "列2")), (2, ("c", "d"))])
def test_a_chosen_row_is_taken(chosen, names):
    assert header_of([["a", "b"], ["c", "d"], ["1", "2"]], chosen) == Header(names, chosen)


def test_control_characters_around_a_number():
    assert header_of([["a", "b"], [" \x1c0", "x"]]).rows == 1


def test_nothing_has_no_names():
    assert header_of([]) == Header((), 0)
    assert header_of([], 5) == Header((), 5)


def test_repeated_names_are_told_apart():
    assert unique(["a", "a", "a_2", "a", ""]) == ("a", "a_2", "a_2_2", "a_3", "")


@given(st.lists(st.sampled_from("ab_2"), max_size=12))
def test_names_end_up_unique(names):
    assert len(set(unique(names))) == len(names)


@given(st.lists(st.lists(st.text(max_size=3), max_size=4), max_size=6))
def test_any_table_gets_unique_filled_names(rows):
    header = header_of(rows)
    assert all(header.names)
    assert len(set(header.names)) == len(header.names)
    assert 0 <= header.rows <= len(rows)


def test_blank_rows_before_numbers_leave_a_name_for_every_column():
    assert header_of([[], ["1", ""]]) == (("列1", "列2"), 1)


def test_two_rows_of_two_names_join():
    rows = [["一览表", ""], ["坐标", "名称"], ["经度", "名称"], ["115.9", "甲"]]
    assert header_of(rows) == Header(("坐标_经度", "名称"), 3)


def test_of_titles_alone_the_last_gives_the_names():
    rows = [["甲", ""], ["乙", ""], ["丙", ""], ["1", "2"]]
    assert header_of(rows) == Header(("丙", "列2"), 3)
