"""Coordinates as people write them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import Series

from geo.incoming.numbers import numbers, pairs


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("115.9", 115.9),
        (" -3e2 ", -300),
        ("１１５．９", 115.9),
        ("东经115.9°", 115.9),
        ("115.9E", 115.9),
        ("392,000.5 m", 392000.5),
        ("115°54′36″", 115.91),
        ("115度54分36秒", 115.91),
        ("28°37'12\"N", 28.62),
        ("28°37.2'", 28.62),
        ("115º54’36”", 115.91),
        ("28° 37' 12''", 28.62),
        ("28.5°30'", 29.0),
        ("0°0'36\"", 0.01),
        ("28°36″", 28.01),
        ("北纬28.62", 28.62),
        ("西115.9", None),
        ("28.62n", 28.62),
        ("28.62 米", 28.62),
        ("115°54", None),
        ("-28.5°", None),
    ],
)
def test_ways_of_writing(cell, number):
    wanted = [np.nan if number is None else number, 1]
    assert numbers(Series([cell, "1"], dtype="str")) == pytest.approx(wanted, rel=1e-9, nan_ok=True)


def test_no_number_is_nan_and_infinity_stays():
    found = numbers(Series(["", "无", "=1+1", "nan", "inf"], dtype="str"))
    assert np.isnan(found[:4]).all()
    assert np.isinf(found[4])


def test_numeric_columns_and_empty_ones_pass():
    assert numbers(Series([1, 2])).tolist() == [1, 2]
    assert numbers(Series([True, False])).tolist() == [1, 0]
    assert numbers(Series([1, 2], dtype="uint8")).dtype == float
    assert numbers(Series([], dtype="str")).tolist() == []


def test_pairs_with_any_mark_between():
    good = ["115.9,28.6", "(115.9， 28.6)", " 115.9 28.6 ", "（115.9；28.6）", "[115.9;\t28.6]"]
    bad = ["1,2,3", "x,y", "", "115.9"]
    found = pairs(Series([*good, *bad], dtype="str"))
    assert found[:5].tolist() == [[115.9, 28.6]] * 5
    assert np.isnan(found[5:]).all()
    assert np.isnan(pairs(Series(["115.9,x"], dtype="str"))).tolist() == [[False, True]]


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_what_is_written_plainly_is_read_exactly(x, y):
    assert numbers(Series([repr(x)], dtype="str"))[0] == x
    assert pairs(Series([f"{x!r},{y!r}"], dtype="str"))[0].tolist() == [x, y]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_text_is_a_number_or_nan(cells):
    column = Series(cells, dtype="str")
    assert numbers(column).shape == (len(cells),)
    assert pairs(column).shape == (len(cells), 2)
