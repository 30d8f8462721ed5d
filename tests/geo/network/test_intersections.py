"""Where a few lines meet, each place worked out by hand."""

import numpy as np
import pytest
import shapely

from geo import box_intersections
from geo.errors import DataError
from geo.network import intersections
from geo.network.intersections import meetings_of, segments_of, vertices_of

LINES = shapely.linestrings([0, 3, 3, 20, 30], [0, 4, 10, 7, 7], indices=[0, 0, 0, 1, 1])
"""3-4-5 and 6 m more to the north; 10 m to the east."""

CORNER = (1000, 500)
"""Metres are told from here."""


def found(runs, levels=None, tolerance_m=1.0):
    """Pairs of (line, offset) that are to become one node, whichever is told first."""
    lines = np.array([shapely.LineString(np.add(run, CORNER)) for run in runs])
    heights = np.array(levels or [0] * len(runs))
    columns = meetings_of(segments_of(lines), heights, tolerance_m)
    rows = zip(*(column.round(6).tolist() for column in columns), strict=True)
    return {frozenset({(line, at), (other, there)}) for line, at, other, there in rows}


def meeting(*ends):
    return frozenset(ends)


STREET = ((0, 0), (100, 0))


def test_lines_fall_into_segments_and_those_of_no_length_go():
    """Doubled vertices within the first line and at the end of the second."""
    runs = [(0, 0), (3, 4), (3, 4), (3, 10)], [(20, 7), (30, 7), (30, 7)]
    parts = segments_of(np.array([shapely.LineString(run) for run in runs]))
    assert parts.start.tolist() == [[0, 0], [3, 4], [20, 7]]
    assert parts.stop.tolist() == [[3, 4], [3, 10], [30, 7]]
    assert parts.line.tolist() == [0, 0, 1]
    assert parts.offset.tolist() == [0, 5, 0]
    assert parts.length.tolist() == [5, 6, 10]
    assert parts.first.tolist() == [True, False, True]
    assert parts.last.tolist() == [False, True, True]


def test_a_crossing_is_told_by_metres_along_both_lines():
    """50 m to the bend and 50 m on, 40 m along the other."""
    bent = ((0, 0), (30, 40), (130, 40))
    assert found([bent, ((80, 0), (80, 100))]) == {meeting((0, 100), (1, 40))}


def test_a_slanting_crossing():
    """From (0, 0) to (60, 80) and from (0, 60) to (80, 0): at (28.8, 38.4), 48 and 36 m along."""
    assert found([((0, 0), (60, 80)), ((0, 60), (80, 0))]) == {meeting((0, 48), (1, 36))}


def test_lines_that_would_cross_farther_on_do_not_meet():
    assert found([STREET, ((40, 2), (40, 50))]) == set()
    assert found([STREET, ((102, -50), (102, 50))]) == set()
    assert found([STREET, ((0, 5), (100, 5))]) == set()


def test_a_line_that_crosses_itself_meets_itself():
    """70 m up to the crossing, then round the loop of 30 m squares."""
    run = ((0, 0), (100, 0), (100, 30), (70, 30), (70, -20))
    assert found([run]) == {meeting((0, 70), (0, 190))}


def test_a_line_crosses_itself_with_the_next_but_one_of_its_segments():
    """3-4-5: 100 m, 50 m back and 30 m down to where it was at 60 m."""
    assert found([((0, 0), (100, 0), (60, 30), (60, -20))]) == {meeting((0, 60), (0, 180))}


def test_a_short_piece_of_a_line_is_crossed_too():
    """0.4 m between two bends."""
    run = ((0, 0), (50, 0), (50, 0.4), (100, 0.4))
    met = found([run, ((40, 0.2), (60, 0.2))], tolerance_m=0.1)
    assert met == {meeting((0, 50.2), (1, 10))}


def test_lines_side_by_side_meet_where_one_of_them_ends():
    """Half a metre beside each other, and on top of each other."""
    assert found([STREET, ((10, 0.5), (90, 0.5))]) == {
        meeting((0, 10), (1, 0)),
        meeting((0, 90), (1, 80)),
    }
    assert found([STREET, ((50, 0), (150, 0))]) == {
        meeting((0, 50), (1, 0)),
        meeting((0, 100), (1, 50)),
    }


@pytest.mark.parametrize("portion", [10**7, 1])
def test_more_meetings_than_roads_have_are_refused(monkeypatch, portion):
    """Five by five lines cross in 25 places, however few are looked at in one go."""
    grid = [((0, y), (100, y)) for y in range(10, 60, 10)]
    grid += [((x, 0), (x, 70)) for x in range(10, 60, 10)]
    monkeypatch.setattr(box_intersections, "_PORTION", portion)
    monkeypatch.setattr(intersections, "MOST_MEETINGS", 25)
    assert len(found(grid)) == 25
    monkeypatch.setattr(intersections, "MOST_MEETINGS", 24)
    words = (
        "线与线相交、相近处超过 24 处，不是道路中心线；请检查图层是否重复叠加，或先裁剪到规划范围"
    )
    with pytest.raises(DataError, match=f"^{words}$"):
        found(grid)


def test_lines_of_different_levels_do_not_cross():
    cross = [STREET, ((40, -50), (40, 50))]
    assert found(cross, [0, 1]) == set()
    assert found(cross, [1, 1]) == {meeting((0, 40), (1, 50))}


@pytest.mark.parametrize(
    ("end", "met"),
    [
        ((50, 0.5), meeting((0, 50), (1, 49.5))),
        ((50, 1.0), meeting((0, 50), (1, 49))),
        ((50, 1.01), None),
    ],
)
def test_an_end_within_the_tolerance_lies_on_the_line(end, met):
    for lane in (((50, 50), end), (end, (50, 50))):
        offset = 0 if lane[0] == end else round(50 - end[1], 6)
        expected = {meeting((0, 50), (1, offset))} if met else set()
        assert found([STREET, lane]) == expected


def test_an_end_beside_the_end_of_a_line_meets_its_end():
    """Half a metre past the end and 0.8 m beside it: 0.94 m away."""
    assert found([STREET, ((100.5, 0.8), (100.5, 50))]) == {meeting((0, 100), (1, 0))}
    assert found([STREET, ((-0.5, 0.8), (-0.5, 50))]) == {meeting((0, 0), (1, 0))}


def test_a_bend_that_touches_a_line_lies_on_it():
    """3-4-5: 50 m to the bend, whose tip is 1 m off the street."""
    bend = ((10, 41), (40, 1), (70, 41))
    assert found([STREET, bend]) == {meeting((0, 40), (1, 50))}
    assert found([bend, STREET]) == {meeting((1, 40), (0, 50))}


def test_on_another_level_an_end_joins_and_a_bend_does_not():
    """A ramp begins on the street; a viaduct whose bend is above the street has no way down."""
    ramp, viaduct = ((40, 0.5), (40, 60)), ((10, 41), (40, 0.5), (70, 41))
    assert found([STREET, ramp], [0, 1]) == {meeting((0, 40), (1, 0))}
    assert found([STREET, ramp[::-1]], [0, 1]) == {meeting((0, 40), (1, 59.5))}
    assert found([STREET, viaduct], [0, 1]) == set()


def test_a_line_does_not_touch_itself():
    """The end comes back to 0.5 m from the middle of the first stretch without crossing it."""
    assert found([((0, 0), (100, 0), (100, 30), (50, 30), (50, 0.5))]) == set()


def test_offsets_begin_anew_with_each_line():
    found = vertices_of(LINES)
    assert found.place.tolist() == [[0, 0], [3, 4], [3, 10], [20, 7], [30, 7]]
    assert found.line.tolist() == [0, 0, 0, 1, 1]
    assert found.offset.tolist() == [0, 5, 11, 0, 10]


def test_no_lines_have_no_vertices():
    assert [len(column) for column in vertices_of(LINES[:0])] == [0, 0, 0]
