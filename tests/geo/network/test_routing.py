"""Costs of edges, ways onto nodes and the nearest source, each figure worked out by hand."""

import math

import numpy as np
import pytest

from geo.network.routing import SeedNodes, costs_of, delays_of, entries_of, nearest_source
from geo.network.snapping import Snapped, snap_points_of, snap_to_edges

INF = math.inf
X0, Y0 = 392_000.0, 3_168_000.0
TEE = (((0, 0), (900, 0)), ((500, 0), (500, 100)))
"""A street of 900 m and a lane of 100 m that ends on it at 500 m."""


def node(network, x, y):
    """Number of the node at an offset."""
    (found,) = np.flatnonzero(np.all(np.abs(network.nodes_m - (X0 + x, Y0 + y)) < 0.01, axis=1))
    return found


def metres(table):
    return table["distance_m"].tolist()


def test_one_waits_where_three_ways_meet(at, town):
    """Along the street past the lane: 700 m and 30 s at 60 m/min, which are 30 m."""
    tee = town(*TEE, delay_s=30)
    assert metres(tee.closest(at((100, 0)), at((800, 0)))) == [730]
    assert metres(tee.closest(at((100, 0)), at((500, 50)))) == [480]


def test_one_does_not_wait_where_two_ways_meet_nor_at_an_end(at, town):
    """Two streets end to end, then a bend onto a third: 800 + 100 m."""
    road = town(((0, 0), (500, 0)), ((500, 0), (900, 0)), ((900, 0), (900, 300)), delay_s=30)
    assert metres(road.closest(at((100, 0)), at((900, 100)))) == [900]


def test_a_junction_is_a_node_of_three_ways_or_more(streets):
    network = streets(*TEE)
    found = delays_of(network, 25.0)
    assert found[node(network, 500, 0)] == 25
    assert found.sum() == 25
    crossing = streets(((0, 0), (200, 0)), ((100, -50), (100, 50)))
    assert delays_of(crossing, 25.0)[node(crossing, 100, 0)] == 25


def test_leaving_a_junction_costs_the_delay_and_coming_does_not(streets):
    network = streets(*TEE)
    costs = costs_of(network, 25.0).toarray()
    middle = node(network, 500, 0)
    for x, y, length in ((0, 0, 500), (900, 0, 400), (500, 100, 100)):
        other = node(network, x, y)
        assert (costs[middle, other], costs[other, middle]) == (length + 25, length)
    assert costs.astype(bool).sum() == 6


def test_without_a_delay_an_edge_costs_its_length(streets):
    network = streets(*TEE)
    costs = costs_of(network, 0.0).toarray()
    assert costs == pytest.approx(costs.T)
    assert costs.sum() == 2 * (500 + 400 + 100)


def test_a_place_gets_on_by_both_ends_of_its_edge(at, streets):
    """30 m to a street of 1000 m, 200 m from its start: 230 m to one end, 830 m to the other."""
    network = streets(((0, 0), (1000, 0)))
    entries = entries_of(network, snap_to_edges(network, snap_points_of(at((200, 30), (1000, 0)))))
    west, east = node(network, 0, 0), node(network, 1000, 0)
    rows = zip(entries.place.tolist(), entries.node.tolist(), entries.cost_m, strict=True)
    assert {(place, at): cost for place, at, cost in rows} == pytest.approx(
        {(0, west): 230, (0, east): 830, (1, west): 1000, (1, east): 0}
    )


def test_no_way_is_shorter_than_the_leg_to_the_edge(streets):
    """Where measuring along an edge passes its end by a rounding nothing is walked back."""
    network = streets(((0, 0), (1000, 0)))
    at_end = Snapped(
        *(np.array([value]) for value in (0, 0, 1000.001, 5.0)), place_m=np.array([[X0, Y0]])
    )
    assert entries_of(network, at_end).cost_m.tolist() == [1005.001, 5]


def test_each_node_is_told_its_nearest_source_and_the_walk(at, streets):
    """From 200 m with a leg of 30 m, and from 900 m: the ends are 230 m and 100 m away."""
    network = streets(((0, 0), (1000, 0)))
    entries = entries_of(network, snap_to_edges(network, snap_points_of(at((200, 30), (900, 0)))))
    ends = [node(network, 0, 0), node(network, 1000, 0)]
    walk_m, source = nearest_source(network.matrix, entries, 2)
    assert walk_m[ends].tolist() == [230, 100]
    assert source[ends].tolist() == [0, 1]


def test_a_node_at_the_limit_is_reached_and_one_beyond_is_not(at, streets):
    network = streets(((0, 0), (1000, 0)))
    entries = entries_of(network, snap_to_edges(network, snap_points_of(at((200, 30), (900, 0)))))
    ends = [node(network, 0, 0), node(network, 1000, 0)]
    for limit_m, walk_m, source in (
        (230, [230, 100], [0, 1]),
        (229, [INF, 100], [-1, 1]),
        (99, [INF, INF], [-1, -1]),
    ):
        found = nearest_source(network.matrix, entries, 2, limit_m)
        assert [found[0][ends].tolist(), found[1][ends].tolist()] == [walk_m, source]


def test_no_source_reaches_nothing(streets):
    network = streets(((0, 0), (1000, 0)))
    none = SeedNodes(*(np.empty(0, dtype=kind) for kind in (int, int, float)))
    walk_m, source = nearest_source(network.matrix, none, 0)
    assert walk_m.tolist() == [INF, INF]
    assert source.tolist() == [-1, -1]


def test_sources_keep_their_numbers_where_one_has_no_way_in(streets):
    """Of four sources the second and the last get on nowhere; ways stand in no order."""
    network = streets(((0, 0), (400, 0)))
    west, east = node(network, 0, 0), node(network, 400, 0)
    entries = SeedNodes(np.array([2, 0]), np.array([west, east]), np.array([7.0, 5.0]))
    walk_m, source = nearest_source(network.matrix, entries, 4)
    assert walk_m[[west, east]].tolist() == [7, 5]
    assert source[[west, east]].tolist() == [2, 0]
