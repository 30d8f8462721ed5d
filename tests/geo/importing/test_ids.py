"""Ids: text, unique, the file's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame

from geo.errors import DataError
from geo.importing.ids import ids_of


def test_rows_are_numbered_where_there_are_no_ids():
    found = ids_of(DataFrame({"名称": ["甲", "乙"]}), "")
    assert list(found.index) == ["1", "2"]
    assert (found.column, found.repeated.any()) == ("", False)


def test_the_files_own_are_taken():
    assert list(ids_of(DataFrame({"ID": [7.0, 9.0]}), "").index) == ["7", "9"]
    assert list(ids_of(DataFrame({"id": [7.0, None]}), "").index) == ["7", "2"]
    assert list(ids_of(DataFrame({"编号": ["001", " A "]}), "").index) == ["001", "A"]
    assert ids_of(DataFrame({"编号": ["x"], "名称": ["甲"]}), "名称").index[0] == "甲"


def test_repeated_ones_are_marked_and_told_apart():
    found = ids_of(DataFrame({"id": ["a", "a", "b", ""]}), "")
    assert list(found.index) == ["a", "a_2", "b", "4"]
    assert found.repeated.tolist() == [False, True, False, False]


def test_a_column_that_is_not_there():
    with pytest.raises(DataError, match="没有列“代号”；请从 名称 中选择"):
        ids_of(DataFrame({"名称": ["甲"]}), "代号")


@given(st.lists(st.sampled_from(["", "a", "a_2", "2", "1"]), max_size=9))
def test_ids_are_unique(cells):
    assert ids_of(DataFrame({"id": cells}, dtype="str"), "").index.is_unique


@pytest.mark.parametrize(
    "name",
    [
        "id",
        "ＩＤ",
        "编号",
        "代码",
        "编码",
        "要素编号",
        "项目编号",
        "唯一标识",
        "UID",
        "bsm",
        "标识码",
    ],
)
def test_usual_names_of_ids(name):
    found = ids_of(DataFrame({"名称": ["甲"], name: ["x"]}), "")
    assert (found.column, found.index.tolist()) == (name, ["x"])
    assert (found.index.name, str(found.index.dtype)) == ("feature_id", "str")


def test_the_first_usual_column_is_taken_and_a_chosen_one_before_it():
    frame = DataFrame({"代码": ["c"], "id": ["i"], "名称": ["甲"]})
    assert ids_of(frame, "").column == "代码"
    assert ids_of(frame, "id").index.tolist() == ["i"]


def test_numbers_keep_their_fractions_and_rows_count_from_one_whatever_the_index():
    frame = DataFrame({"id": [0.5, 10.0, None]}, index=[7, 8, 9])
    assert ids_of(frame, "").index.tolist() == ["0.5", "10", "3"]
    assert ids_of(DataFrame({"id": ["10.0", " "]}), "").index.tolist() == ["10.0", "2"]


def test_an_id_that_is_a_rows_number_already_is_told_apart():
    found = ids_of(DataFrame({"id": ["2", ""]}), "")
    assert found.index.tolist() == ["2", "2_2"]
    assert found.repeated.tolist() == [False, True]


def test_twenty_columns_are_named_where_the_chosen_one_is_not_there():
    frame = DataFrame({f"c{at:02}": [1] for at in range(21)})
    with pytest.raises(DataError, match="^没有列“x”；请从 c00、c01、.*、c19 中选择$"):
        ids_of(frame, "x")
