"""Paths from points to places, by hand from rows of metres."""

import numpy as np

from geo.network.paths import Paths, along_edge, gathered, straight_across, through_nodes
from geo.network.routing import SeedNodes
from geo.network.snapping import Snapped
from geo.network.subgraph import ReachedTargets


def access(*rows):
    """Access of rows (edge, metres along it, leg, east, north)."""
    table = np.array(rows, dtype=float).reshape(-1, 5)
    edge = table[:, 0].astype(int)
    return Snapped(np.arange(len(table)), edge, table[:, 1], table[:, 2], table[:, 3:])


def rows(ways):
    return sorted(zip(*(column.tolist() for column in ways), strict=True))


NOBODY = access()


def test_along_one_edge_from_leg_to_leg():
    """1 m to edge 3, 6 m along, 8 m to the place; and so on: nobody leaves its edge."""
    points = access((3, 10, 1, 0, 0), (5, 20, 2, 0, 0), (9, 0, 0, 0, 0))
    places = access((5, 50, 7, 0, 0), (3, 4, 8, 0, 0), (3, 30, 0, 0, 0))
    assert rows(along_edge(points, places)) == [(0, 1, 15), (0, 2, 21), (1, 0, 39)]
    assert rows(along_edge(points, NOBODY)) == rows(along_edge(NOBODY, points)) == []


def test_straight_to_what_lies_nearer_than_the_own_path():
    """3-4-5: at 10 m with a leg of 10 m; 11 m is too far, unless the leg of the other is 25 m."""
    points = access((0, 0, 10, 0, 0))
    places = access((0, 0, 3, 6, 8), (0, 0, 3, 0, 11), (0, 0, 25, 0, 20))
    assert rows(straight_across(points, places)) == [(0, 0, 10), (0, 2, 20)]
    assert rows(straight_across(places, points)) == [(0, 0, 10), (2, 0, 20)]


def test_of_several_points_each_has_a_leg_of_its_own():
    points = access((0, 0, 5, 0, 0), (0, 0, 50, 1000, 0))
    places = access((0, 0, 0, 1000, 40), (0, 0, 0, 0, 4), (0, 0, 0, 0, 40))
    assert rows(straight_across(points, places)) == [(0, 1, 4), (1, 0, 40)]


def test_nobody_walks_straight_to_nobody():
    someone = access((0, 0, 10, 0, 0))
    for ways in (straight_across(someone, NOBODY), straight_across(NOBODY, someone)):
        assert rows(ways) == []
        assert [column.dtype.kind for column in ways] == ["i", "i", "f"]


def test_through_a_node_to_every_place_whose_edge_ends_there():
    """Source 0 is at node 4 after 10 m and at node 6 after 20 m, source 1 at node 4 after 5 m."""
    reached = ReachedTargets(np.array([0, 0, 1]), np.array([4, 6, 4]), np.array([10.0, 20.0, 5.0]))
    entries = SeedNodes(np.array([0, 0, 1, 1]), np.array([6, 9, 4, 6]), np.array([1.0, 2, 3, 4]))
    assert rows(through_nodes(reached, entries)) == [(0, 0, 21), (1, 0, 13), (1, 0, 24), (1, 1, 8)]
    nothing = SeedNodes(*(column[:0] for column in entries))
    assert rows(through_nodes(reached, nothing)) == []


def test_ways_are_gathered_in_order():
    one, two = np.array([1]), np.array([2, 3])
    both = gathered(Paths(one, one, one * 1.5), Paths(two, two, two * 1.5))
    assert [column.tolist() for column in both] == [[1, 2, 3], [1, 2, 3], [1.5, 3, 4.5]]
