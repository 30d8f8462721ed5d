"""Crossings counted by hand, and boxes that meet against every pair of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import GeometryCollection, LineString, MultiPolygon, Polygon, box

from geo import box_intersections as module
from geo.box_intersections import meeting_boxes
from geo.self_intersections import crossings_of, tangled

BOW = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
"""Two of its four sides cross."""

STAR = Polygon([(0, 3), (2, -3), (-3, 1), (3, 1), (-2, -3)])
"""A pentagram: five crossings."""


@pytest.mark.parametrize(
    ("shape", "count"),
    [
        (BOW, 1),
        (STAR, 5),
        (box(0, 0, 1, 1), 0),
        (MultiPolygon([box(0, 0, 2, 2), box(1, 1, 3, 3)]), 2),
        (GeometryCollection([BOW, GeometryCollection([LineString([(-9, 1.5), (9, 1.5)])])]), 5),
        (Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(1, 1), (3, 3), (3, 1), (1, 3)]]), 1),
    ],
)
def test_crossings(shape, count):
    assert crossings_of(shape, 100) == count


def test_the_count_ends_above_what_is_allowed():
    assert crossings_of(STAR, 0) > 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_PORTION", 1)
        assert 0 < crossings_of(STAR, 0) < 5


def comb(teeth):
    """A ring whose lower side goes up and down across a straight one, twice a tooth."""
    ups = [(x, 1 - 2 * (x % 2)) for x in range(1, 2 * teeth + 2)]
    return Polygon([(0, 0), *ups, (2 * teeth + 2, 0)])


def test_a_comb_of_ten_teeth_crosses_twenty_times():
    assert crossings_of(comb(10), 1000) == 20


def test_shapes_with_too_many_alone_or_with_others():
    shapes = np.array([comb(10), BOW, comb(10), comb(30), comb(10)], dtype=object)
    assert tangled(shapes, 59, 1000).tolist() == [False, False, False, True, False]
    assert tangled(shapes, 60, 1000).tolist() == [False] * 5
    assert tangled(shapes, 59, 59).tolist() == [False, False, False, True, True]
    assert tangled(shapes, 59, 60).tolist() == [False, False, False, True, False]


PLACES = st.tuples(st.integers(0, 20), st.integers(0, 20))


@settings(max_examples=100)
@given(st.lists(st.tuples(PLACES, PLACES), max_size=25), st.sampled_from([1, 5, 10_000]))
def test_boxes_that_meet_are_all_found_once(corners, portion):
    low = np.array([np.minimum(*pair) for pair in corners], dtype=float).reshape(-1, 2)
    high = np.array([np.maximum(*pair) for pair in corners], dtype=float).reshape(-1, 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_PORTION", portion)
        found = [
            pair for one, two in meeting_boxes(low, high) for pair in zip(one, two, strict=True)
        ]
    wanted = [
        (i, j)
        for i in range(len(low))
        for j in range(i + 1, len(low))
        if (low[i] <= high[j]).all() and (low[j] <= high[i]).all()
    ]
    assert sorted(found) == wanted
