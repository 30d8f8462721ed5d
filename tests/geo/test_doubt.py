"""A place known to ±100 m, 60 m from the edge of a reach, is neither in nor out."""

import math

from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame, Series

from geo.doubt import undecided

TABLE = DataFrame(
    {"distance_m": [440.0, 560.0, 390.0, math.inf, math.nan, 500.0]}, index=list("abcdef")
)
ACCURACY = Series(100.0, index=list("abcdefg"))


def test_what_is_nearer_to_the_edge_than_its_accuracy_is_in_doubt():
    assert list(undecided(TABLE, ACCURACY, 500).index) == ["f", "a", "b"]


def test_a_place_that_is_exact_is_never_in_doubt():
    assert undecided(TABLE, ACCURACY * 0, 500).empty


def test_no_rows_no_doubt():
    assert undecided(TABLE.iloc[:0], ACCURACY, 500).empty


@given(st.floats(0, 2000), st.floats(0, 500), st.floats(0, 500), st.floats(1, 1500))
def test_worse_accuracy_never_settles_a_doubt(distance, accuracy, more, reach):
    table = DataFrame({"distance_m": [distance]}, index=["x"])
    rough = undecided(table, Series([accuracy + more], index=["x"]), reach)
    fine = undecided(table, Series([accuracy], index=["x"]), reach)
    assert len(rough) >= len(fine)
