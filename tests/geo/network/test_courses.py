"""Offsets along lines: 3-4-5 and 6 m more to the north; 10 m to the east; a third one."""

import numpy as np
import pytest
import shapely

from geo.network.courses import parts_between, places_at, vertices_of

LINES = shapely.linestrings([0, 3, 3, 20, 30], [0, 4, 10, 7, 7], indices=[0, 0, 0, 1, 1])


def test_offsets_begin_anew_with_each_line():
    found = vertices_of(LINES)
    assert found.place.tolist() == [[0, 0], [3, 4], [3, 10], [20, 7], [30, 7]]
    assert found.line.tolist() == [0, 0, 0, 1, 1]
    assert found.offset.tolist() == [0, 5, 11, 0, 10]


def test_no_lines_have_no_vertices():
    found = vertices_of(LINES[:0])
    assert [len(column) for column in found] == [0, 0, 0]
    assert parts_between(LINES[:0], np.empty(0), np.empty(0)).tolist() == []
    assert places_at(found, np.empty(0, dtype=int), np.empty(0)).shape == (0, 2)


def test_places_are_asked_for_in_any_order():
    """A fourth and a half of the way along a piece, at a bend, at both ends."""
    line, offset = np.array([1, 0, 2, 0, 0, 0, 1, 0]), np.array([2.5, 8, 2, 2.5, 5, 0, 10, 11])
    third = shapely.linestrings([[(50, 0), (50, 8), (58, 8)]])
    found = places_at(vertices_of(np.append(LINES, third)), line, offset)
    spots = [[22.5, 7], [3, 7], [50, 2], [1.5, 2], [3, 4], [0, 0], [30, 7], [3, 10]]
    assert found.tolist() == pytest.approx(np.array(spots))


def test_an_offset_past_an_end_by_a_rounding_is_the_end():
    line, offset = np.array([0, 0, 1, 1]), np.array([11 + 1e-6, -1e-6, 10 + 1e-6, -1e-6])
    found = places_at(vertices_of(LINES), line, offset)
    assert found.tolist() == [[3, 10], [0, 0], [30, 7], [20, 7]]


def coords(lines):
    return [shapely.get_coordinates(line).tolist() for line in lines]


def test_parts_keep_the_bends_between_their_offsets():
    begin_m, end_m = np.array([2.5, 1.0]), np.array([8.0, 4.0])
    assert coords(parts_between(LINES, begin_m, end_m)) == [
        [[1.5, 2], [3, 4], [3, 7]],
        [[21, 7], [24, 7]],
    ]


def test_a_part_that_begins_or_ends_at_a_bend_holds_it_once():
    begin_m, end_m = np.array([5.0, 0.0]), np.array([11.0, 10.0])
    assert coords(parts_between(LINES, begin_m, end_m)) == [[[3, 4], [3, 10]], [[20, 7], [30, 7]]]
    begin_m, end_m = np.array([0.0, 4.0]), np.array([5.0, 10.0])
    assert coords(parts_between(LINES, begin_m, end_m)) == [[[0, 0], [3, 4]], [[24, 7], [30, 7]]]
