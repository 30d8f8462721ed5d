"""Ids: text, unique, the file's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame

from geo.errors import DataError
from geo.incoming.ids import ids_of


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
