"""Attributes within the limits of dBASE, each rim from both sides."""

import pandas as pd
import pytest
from pandas import DataFrame

from geo.outgoing.dbf import cut_texts, dbf_columns


def column(values):
    return dbf_columns(DataFrame({"a": values}, index=range(5, 5 + len(values))))["a"]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([10**17 - 1, 1], None),
        ([10**17, 1], [str(10**17), "1"]),
        ([1, -(10**17)], ["1", str(-(10**17))]),
        (pd.array([10**17, None], dtype="Int64"), [str(10**17), None]),
        (pd.array([5, None], dtype="Int64"), None),
        (pd.array([None, None], dtype="Int64"), None),
        ([9e19, float("nan")], None),
        ([1e20, float("nan")], ["1e+20", None]),
        ([-1e20, 0.5], ["-1e+20", "0.5"]),
        ([True, False], None),
        (pd.array([True, None], dtype="boolean"), None),
        (["x", "y"], None),
    ],
)
def test_numbers_that_dbase_has_no_room_for_are_text(values, text):
    given = DataFrame({"a": values}, index=range(5, 7))["a"]
    found = column(values)
    assert found.index.tolist() == [5, 6]
    if text is None:
        assert found.equals(given)
    else:
        assert [None if pd.isna(each) else each for each in found] == text


def test_moments_are_text_to_the_second():
    found = column(pd.to_datetime(["2024-01-02 03:04:05.678", None]))
    assert found[5] == "2024-01-02 03:04:05"
    assert pd.isna(found[6])


def texts(*values):
    return DataFrame({"文": [*values], "数": range(len(values))}).astype({"文": "str"})


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a" * 254, "a" * 254),
        ("a" * 255, "a" * 254),
        ("长" * 127, "长" * 127),  # two bytes each in GB18030
        ("长" * 128, "长" * 127),
        ("a" + "长" * 127, "a" + "长" * 126),
        ("𠮷" * 63, "𠮷" * 63),  # four bytes each
        ("𠮷" * 64, "𠮷" * 63),
    ],
)
def test_texts_are_cut_to_254_bytes_between_characters(text, kept):
    table, counts = cut_texts(texts(text, "短"), "GB18030")
    assert table["文"].tolist() == [kept, "短"]
    assert counts == ({} if kept == text else {"文": 1})


def test_cut_texts_are_counted_and_missing_ones_stay():
    given = texts("a" * 300, None, "b" * 300, "c")
    table, counts = cut_texts(given, "GB18030")
    assert counts == {"文": 2}
    assert table["文"].isna().tolist() == [False, True, False, False]
    assert table["数"].tolist() == [0, 1, 2, 3]
    assert given["文"][0] == "a" * 300


def test_a_table_without_columns_keeps_its_rows():
    assert dbf_columns(DataFrame(index=[5, 6])).index.tolist() == [5, 6]
