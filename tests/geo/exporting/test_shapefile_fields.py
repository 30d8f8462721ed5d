"""Fields within the limits of dBASE: numbers, moments, texts, names of ten bytes."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame

from geo.exporting.shapefile import cut_texts, dbf_columns, short_names


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
    table, counts = cut_texts(texts(text, "短"))
    assert table["文"].tolist() == [kept, "短"]
    assert counts == ({} if kept == text else {"文": 1})


def test_cut_texts_are_counted_and_missing_ones_stay():
    given = texts("a" * 300, None, "b" * 300, "c")
    table, counts = cut_texts(given)
    assert counts == {"文": 2}
    assert table["文"].isna().tolist() == [False, True, False, False]
    assert table["数"].tolist() == [0, 1, 2, 3]
    assert given["文"][0] == "a" * 300


def test_a_table_without_columns_keeps_its_rows():
    assert dbf_columns(DataFrame(index=[5, 6])).index.tolist() == [5, 6]


def test_ascii_names_stay_and_chinese_ones_are_translated_or_numbered():
    full = ["Area_m2", "名称", "某列", "结构", "_x", "2a", "a b", "é"]
    assert short_names(full) == [
        *("Area_m2", "NAME", "F03", "STRUCTURE"),
        *("F05", "F06", "F07", "F08"),
    ]


def test_long_names_are_cut_and_told_apart_whatever_their_case():
    assert short_names(["population_2020", "population_2035", "POPULATION"]) == [
        *("population", "populati_2", "POPULATI_3")
    ]
    assert short_names(["名称", "name", "Name"]) == ["NAME", "name_2", "Name_3"]


def test_there_is_room_for_numbers_of_two_digits():
    """Seven letters, a mark and two digits are ten."""
    names = short_names(["population"] * 11)
    assert names[8:] == ["populati_9", "populat_10", "populat_11"]
    assert len(set(names)) == 11


@given(st.lists(st.text(min_size=1, max_size=14), max_size=40))
def test_short_names_are_ascii_short_and_unique(names):
    short = short_names(names)
    assert len(short) == len(names)
    assert len({name.casefold() for name in short}) == len(names)
    assert all(name.isascii() and 1 <= len(name) <= 10 for name in short)


def test_names_that_fit_stay():
    assert short_names(["NAME", "name", "名称", "longer_than_ten", "备注"]) == [
        "NAME",
        "name_2",
        "NAME_3",
        "longer_tha",
        "NOTE",
    ]
