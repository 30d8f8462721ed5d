"""Nodes and edges of a few lines, every place and course worked out by hand."""

import numpy as np
import pytest
import shapely

from geo.network.intersections import vertices_of
from geo.network.noding import node_lines, places_at

STREET = ((0, 0), (100, 0))

LINES = shapely.linestrings([0, 3, 3, 20, 30], [0, 4, 10, 7, 7], indices=[0, 0, 0, 1, 1])
"""3-4-5 and 6 m more to the north; 10 m to the east."""


def noded(*runs, levels=None, tolerance_m=1.0):
    lines = np.array([shapely.LineString(run) for run in runs])
    return node_lines(lines, np.array(levels or [0] * len(runs)), tolerance_m)


def nodes(found):
    return sorted(map(tuple, found.nodes_m.round(6).tolist()))


def courses(found):
    """Vertices of every edge, in the direction of its line."""
    return sorted(
        [tuple(spot) for spot in shapely.get_coordinates(shape).round(6).tolist()]
        for shape in found.shapes
    )


def test_edges_run_from_node_to_node_along_their_line():
    found = noded(STREET, ((40, -50), (40, 50)))
    assert nodes(found) == [(0, 0), (40, -50), (40, 0), (40, 50), (100, 0)]
    assert courses(found) == [
        [(0, 0), (40, 0)],
        [(40, -50), (40, 0)],
        [(40, 0), (40, 50)],
        [(40, 0), (100, 0)],
    ]
    for start, end, shape in zip(found.starts, found.ends, found.shapes, strict=True):
        ends = shapely.get_coordinates(shape)[[0, -1]]
        assert ends.tolist() == found.nodes_m[[start, end]].tolist()


def test_bends_between_nodes_stay_and_one_at_a_node_stands_once():
    found = noded(((0, 0), (20, 10), (40, 0), (60, 10), (100, 10)), ((40, -50), (40, 0), (40, 50)))
    assert courses(found) == [
        [(0, 0), (20, 10), (40, 0)],
        [(40, -50), (40, 0)],
        [(40, 0), (40, 50)],
        [(40, 0), (60, 10), (100, 10)],
    ]


def test_a_node_lies_in_the_middle_of_what_meets_there():
    """An end 0.8 m off the street: both move by half of it."""
    found = noded(STREET, ((50, 0.8), (50, 50)))
    assert nodes(found) == [(0, 0), (50, 0.4), (50, 50), (100, 0)]
    assert courses(found) == [
        [(0, 0), (50, 0.4)],
        [(50, 0.4), (50, 50)],
        [(50, 0.4), (100, 0)],
    ]


def test_places_within_the_tolerance_are_one_node():
    """Lanes that lean apart cross the street at 50 and 50.6 m; each place is on two lines."""
    runs = STREET, ((50, 0), (40, 20)), ((50.6, 0), (60.6, 20))
    found = noded(*runs)
    assert nodes(found) == [(0, 0), (40, 20), (50.3, 0), (60.6, 20), (100, 0)]
    assert len(found.shapes) == 4
    assert len(noded(*runs, tolerance_m=0.5).shapes) == 5


def test_three_lines_that_cross_nearly_at_one_spot_cross_in_one_node():
    """Two by two at (50, 0), (50.6, 0) and (50.2, 0.4), each told on both lines."""
    found = noded(STREET, ((40, -20), (60, 20)), ((70.6, -20), (30.6, 20)))
    assert (len(found.nodes_m), len(found.shapes)) == (6 + 1, 6)
    assert (50.266667, 0.133333) in nodes(found)


def test_nodes_of_one_line_keep_to_it():
    """Two lanes cross two streets: what follows on one line does not run on to the next."""
    found = noded(STREET, ((0, 30), (100, 30)), ((20, -10), (20, 40)), ((80, -10), (80, 40)))
    assert (len(found.nodes_m), len(found.shapes)) == (8 + 4, 4 * 3)
    assert shapely.length(found.shapes).sum() == pytest.approx(2 * 100 + 2 * 50)


def test_ends_of_different_levels_join_and_what_lies_above_does_not():
    """A ramp ends 0.6 m from the end of the street; a viaduct ends above its middle, and crosses.

    The end of a line joins whatever it lies on; a stretch that only passes joins nothing.
    """
    ends = noded(STREET, ((100, 0.6), (160, 0.6)), levels=[0, 1])
    assert nodes(ends) == [(0, 0), (100, 0.3), (160, 0.6)]
    over = noded(STREET, ((40, -50), (40, 50)), levels=[0, 1])
    assert len(over.nodes_m) == 4


def test_crossings_above_each_other_are_two_nodes():
    """On the ground and on a viaduct a lane is crossed at the same spot: never one node."""
    runs = STREET, ((50, -20), (50, 20)), ((0, 0.4), (100, 0.4)), ((50.2, -30), (50.2, 30))
    found = noded(*runs, levels=[0, 0, 1, 1])
    spots = [spot for spot in nodes(found) if abs(spot[0] - 50) < 1 and abs(spot[1]) < 1]
    assert spots == [(50, 0), (50.2, 0.4)]


@pytest.mark.parametrize(("metres", "edges"), [(0.9, 0), (1.1, 1)])
def test_a_line_shorter_than_the_tolerance_is_a_node_alone(metres, edges):
    assert len(noded(((0, 0), (metres, 0))).shapes) == edges


@pytest.mark.parametrize("stubs", [1, 2, 3])
def test_lines_shorter_than_the_tolerance_lead_nowhere(stubs):
    """However many there are: no edge leads from one to the next, or to the line after it."""
    short = [((0, 300 * number), (0.9, 300 * number)) for number in range(1, stubs + 1)]
    found = noded(STREET, *short, ((0, 50), (100, 50)))
    assert courses(found) == [[(0, 0), (100, 0)], [(0, 50), (100, 50)]]


def test_a_stub_between_two_streets_joins_them():
    """Its ends and those of the streets are one node, half way along it."""
    found = noded(((0, 0), (10, 0)), ((10, 0), (10.9, 0)), ((10.9, 0), (30, 0)))
    assert courses(found) == [[(0, 0), (10.45, 0)], [(10.45, 0), (30, 0)]]


@pytest.mark.parametrize(("side", "edges"), [(0.65, 0), (0.7, 1)])
def test_a_loop_of_up_to_twice_the_tolerance_shrinks_to_nothing(side, edges):
    """Three sides of 0.65 m are 1.95 m and come back to their start; 2.1 m are a loop."""
    corner = (side / 2, side * 3**0.5 / 2)
    found = noded(((0, 0), (side, 0), corner, (0, 0)))
    assert len(found.shapes) == edges
    assert len(noded(((0, 0), (side, 0), corner, (0, 0)), tolerance_m=0.1).shapes) == 1


def test_a_line_twice_has_each_edge_twice():
    """`geo.network.graph` leaves the second out, and counts it."""
    found = noded(STREET, STREET, ((40, -50), (40, 50)))
    assert courses(found).count([(0, 0), (40, 0)]) == 2
    assert len(found.shapes) == 6


def test_no_lines_have_no_places():
    inner = vertices_of(LINES[:0])
    assert places_at(inner, np.empty(0, dtype=int), np.empty(0)).shape == (0, 2)


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
