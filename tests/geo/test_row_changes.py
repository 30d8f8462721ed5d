"""Only rows that are not the same are made anew, and together they are what all of them make."""

import geopandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from shapely import Point

from geo.row_changes import ByRow, changed_rows, frames_joined


def frame(rows):
    """Of (id, word, number, place or None)."""
    ids, words, numbers, places = zip(*rows, strict=True) if rows else ((), (), (), ())
    shapes = [None if each is None else Point(each, 0) for each in places]
    made = geopandas.GeoDataFrame(
        {"word": list(words), "number": list(numbers), "pair": [(each,) for each in words]},
        geometry=shapes,
        index=list(ids),
        crs="EPSG:4326",
    )
    return made.astype({"word": "str", "number": float, "pair": object})


NAN = float("nan")
ONE = [("a", "甲", 1.0, 3), ("b", "", NAN, None), ("c", "丙", 2.0, 4)]


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        (ONE, []),
        ([("a", "乙", 1.0, 3), *ONE[1:]], ["a"]),
        ([ONE[0], ("b", "", 0.0, None), ONE[2]], ["b"]),
        ([ONE[0], ("b", "", NAN, 5), ONE[2]], ["b"]),
        ([("a", "甲", 1.0, None), *ONE[1:]], ["a"]),
        ([*ONE, ("d", "丁", 1.0, 1)], ["d"]),
        (ONE[:2], []),
        (ONE[::-1], []),
    ],
)
def test_rows_that_are_not_the_same_are_told(now, changed):
    assert list(changed_rows(frame(ONE), frame(now))) == changed


def test_frames_of_other_columns_or_systems_cannot_be_compared():
    before = frame(ONE)
    assert changed_rows(before, before.assign(more=1)) is None
    assert changed_rows(before, before.to_crs("EPSG:3857")) is None
    assert changed_rows(before, frame([*ONE, ONE[0]])) is None


ROWS = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(st.sampled_from(["", "甲", "乙"]), st.sampled_from([NAN, 1.0, 2.0]),
              st.sampled_from([None, 1, 2])),
    min_size=1,
)  # fmt: skip


def twice(rows):
    return rows.assign(number=rows["number"] * 2, geometry=rows.geometry)


@given(st.lists(ROWS, min_size=2, max_size=4))
def test_what_is_made_by_row_is_what_is_made_whole(states):
    by_row = ByRow(twice, frames_joined)
    for state in states:
        now = frame([(name, *told) for name, told in state.items()])
        assert_frame_equal(by_row.of(now), twice(now))


def test_only_the_changed_row_is_made():
    asked = []

    def make(rows):
        asked.append(list(rows.index))
        return twice(rows)

    by_row = ByRow(make, frames_joined)
    first = frame(ONE)
    made = by_row.of(first)
    assert by_row.of(first) is made
    assert by_row.of(frame(ONE)) is made
    by_row.of(frame([("a", "乙", 1.0, 3), *ONE[1:]]))
    assert asked == [["a", "b", "c"], ["a"]]
