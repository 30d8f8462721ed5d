"""Cells become what they are."""

import datetime as dt

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame

from geo.importing.cell_types import to_numbers, typed


def column(*cells):
    return typed(pa.table({"a": list(cells)}))["a"]


def test_numbers_where_all_are_numbers():
    assert column("1", " 2 ", "-3").tolist() == [1, 2, -3]
    assert column("1.5", "2e3").tolist() == [1.5, 2000]
    assert column("2e3", "1").tolist() == column("2E3", "1").tolist() == [2000, 1]
    part = typed(pa.table({"a": ["1", ""], "b": ["x", "y"]}))["a"]
    assert part[0] == 1
    assert pd.isna(part[1])


def test_numbers_may_stand_far_below_blank_cells():
    """The first hundred cells are looked at first: that they are blank says nothing."""
    found = typed(pa.table({"a": [""] * 100 + ["7"], "b": ["x"] * 101}))["a"]
    assert (found[100], found[:100].isna().all()) == (7, True)


@pytest.mark.parametrize("far", ["x", "001"])
def test_text_far_below_numbers_makes_a_column_text(far):
    assert column(*["7"] * 100, far).tolist() == [*["7"] * 100, far]


@pytest.mark.parametrize(
    "cells",
    [("001", "002"), ("360104199901010011",), ("1", "x"), ("=1+1",), ("1,234",), ("+86",)],
)
def test_all_else_stays_text(cells):
    given_cells = [*cells, "."]
    assert typed(pa.table({"a": [*cells], "b": ["."] * len(cells)}))["a"].tolist() == list(cells)
    assert column(*given_cells).tolist() == given_cells


def test_formulas_and_html_are_characters():
    nasty = ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "@SUM(A1)", "+1+cmd"]
    assert column(*nasty).tolist() == nasty


def test_blank_rows_go():
    frame = typed(pa.table({"a": ["1", " ", ""], "b": ["x", "", "y"]}))
    assert frame["b"].tolist() == ["x", "y"]


def test_an_empty_table():
    assert typed(pa.table({"a": pa.array([], pa.string())})).shape == (0, 1)


def test_cells_of_databases():
    frame = DataFrame(
        {
            "day": pd.to_datetime(["2021-05-01", None]),
            "time": pd.to_datetime(["2021-05-01 08:30", "2021-05-02 00:00"]),
            "text": ["甲", None],
            "bytes": [b"\xe7\x94\xb2", None],
            "list": [[1, 2], {"a": 1}],
            "number": [1.5, float("inf")],
            "date": [dt.date(2021, 5, 1), None],
            "flag": [True, False],
            "geometry": ["x", "y"],
        },
        index=[7, 7],
    )
    found = to_numbers(frame)
    assert found["day"].tolist() == ["2021-05-01", ""]
    assert found["time"].tolist() == ["2021-05-01T08:30:00", "2021-05-02"]
    assert found["text"].tolist() == ["甲", ""]
    assert found["bytes"].tolist() == ["甲", ""]
    assert found["list"].tolist() == ["[1, 2]", "{'a': 1}"]
    assert found["number"].isna().tolist() == [False, True]
    assert found["date"].tolist() == ["2021-05-01", ""]
    assert found["flag"].tolist() == [True, False]
    assert found["原geometry"].tolist() == ["x", "y"]
    assert list(found.index) == [0, 1]


def test_repeated_names_and_no_columns():
    assert list(to_numbers(DataFrame([[1, 2]], columns=["a", "a"]))) == ["a", "a_2"]
    assert to_numbers(DataFrame(index=[0, 1])).shape == (2, 0)


@given(st.lists(st.text(max_size=5).map(str.strip).filter(bool), min_size=1, max_size=5))
def test_no_cell_is_lost(cells):
    found = column(*cells).tolist()
    assert len(found) == len(cells)
    assert all(
        kept == cell or float(kept) == float(cell) for kept, cell in zip(found, cells, strict=True)
    )


def plain_column(values, dtype=None):
    return to_numbers(DataFrame({"a": pd.Series(values, dtype=dtype)}))["a"]


@pytest.mark.parametrize(
    ("values", "dtype", "kind"),
    [
        ([1, 2], "int64", "int64"),
        ([True, False], "bool", "bool"),
        ([1, 2], "Int64", "Int64"),
        ([1, 2], "float32", "float64"),
        (["a", "b"], "str", "str"),
    ],
)
def test_whole_columns_keep_their_kind(values, dtype, kind):
    found = plain_column(values, dtype)
    assert (str(found.dtype), found.tolist()) == (kind, values)


@pytest.mark.parametrize("dtype", ["Int64", "boolean", "Float32"])
def test_numbers_and_flags_with_gaps_are_numbers(dtype):
    found = plain_column([1, None], dtype)
    assert (str(found.dtype), found[0], found.isna().tolist()) == ("float64", 1, [False, True])


def test_what_is_not_finite_is_missing():
    found = plain_column([float("inf"), float("-inf"), float("nan"), -1.5])
    assert found.isna().tolist() == [True, True, True, False]
    assert str(found.dtype) == "float64"


def test_missing_cells_among_others_are_empty_text():
    given = [None, pd.NaT, float("nan"), 1.5, "x", b"\xff\xe7\x94\xb2"]
    found = plain_column(given, object)
    assert found.tolist() == ["", "", "", "1.5", "x", "\ufffd甲"]
    assert str(found.dtype) == "str"


def test_a_frame_without_rows_keeps_its_columns():
    assert list(to_numbers(DataFrame({"a": [], "b": []}))) == ["a", "b"]
