"""Against networkx on random streets and on the real network of Nanchang; laws of walking."""

import math
from pathlib import Path

import geopandas
import networkx
import numpy as np
import pytest
import shapely
from geopandas import GeoDataFrame
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely import LineString, Point

from geo.crs import to_metric
from geo.distance import StraightLine
from geo.network.build import build_network
from geo.network.walking import Walking

NANCHANG = Path(__file__).parents[4] / "shared" / "geodata" / "roads_kdd2021_wgs84.geojson"

TICK = st.integers(0, 12)
STREETS = st.lists(st.tuples(TICK, TICK, TICK, TICK), min_size=2, max_size=12)
SPOTS = st.lists(st.tuples(st.integers(0, 10**6), st.floats(0, 1)), min_size=1, max_size=5)
PLACES = st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 1200)), min_size=1, max_size=5)


def network_of(streets):
    lines = [LineString([(100 * a, 100 * b), (100 * c, 100 * d)]) for a, b, c, d in streets]
    lines = [line for line in lines if line.length]
    assume(lines)
    frame = GeoDataFrame(geometry=lines, crs="EPSG:4548")
    return build_network(frame, label="试", tolerance_m=0.01)


def on_edges(network, spots):
    """Points on edges: (edge, metres from its start, place)."""
    edges = [number % len(network.shapes) for number, _ in spots]
    shares = [share for _, share in spots]
    offsets = network.lengths_m[edges] * shares
    shapes = shapely.line_interpolate_point(network.shapes[edges], offsets)
    return edges, offsets, GeoDataFrame(geometry=list(shapes), crs="EPSG:4548")


def walked_by_networkx(network, here, there):
    """Metres from every spot to every other, over a graph split at the spots."""
    graph, cuts = networkx.Graph(), {}
    for name, (edges, offsets, _) in (("a", here), ("b", there)):
        for place, (edge, offset) in enumerate(zip(edges, offsets, strict=True)):
            cuts.setdefault(edge, []).append((offset, (name, place)))
    for edge, length in enumerate(network.lengths_m):
        ends = [(0.0, int(network.starts[edge])), (length, int(network.ends[edge]))]
        chain = [ends[0], *sorted(cuts.get(edge, [])), ends[1]]
        for (begin, one), (end, two) in zip(chain, chain[1:], strict=False):
            known = graph.get_edge_data(one, two, {"weight": math.inf})["weight"]
            graph.add_edge(one, two, weight=min(known, end - begin))
    found = dict(networkx.all_pairs_dijkstra_path_length(graph))
    return np.array(
        [
            [found[("a", i)].get(("b", j), math.inf) for j in range(len(there[0]))]
            for i in range(len(here[0]))
        ]
    )


def check_against_networkx(network, spots, places):
    here, there = on_edges(network, spots), on_edges(network, places)
    truth = walked_by_networkx(network, here, there)
    model = Walking(network)
    nearest = model.closest(here[2], there[2])["distance_m"].to_numpy()
    assert nearest == pytest.approx(truth.min(axis=1), abs=1e-3)
    limit = 700.0
    pairs = model.pairs(here[2], there[2], limit)
    found = np.full(truth.shape, math.inf)
    found[pairs.point, pairs.place] = pairs.distance_m
    sure = np.abs(truth - limit) > 1e-3
    assert found[sure] == pytest.approx(np.where(truth <= limit, truth, math.inf)[sure], abs=1e-3)


@given(STREETS, SPOTS, SPOTS)
@settings(max_examples=120)
def test_walks_are_those_of_networkx(streets, spots, places):
    check_against_networkx(network_of(streets), spots, places)


@pytest.mark.skipif(not NANCHANG.exists(), reason="../shared/geodata is not there")
def test_walks_in_nanchang_are_those_of_networkx():
    network = build_network(to_metric(geopandas.read_file(NANCHANG)), label="南昌")
    rng = np.random.default_rng(104)
    spots = [(int(rng.integers(10**6)), float(rng.uniform())) for _ in range(40)]
    check_against_networkx(network, spots[:25], spots[25:])


def frame(places):
    return GeoDataFrame(geometry=[Point(place) for place in places], crs="EPSG:4548")


@given(STREETS, PLACES, PLACES)
@settings(max_examples=80)
def test_nobody_walks_less_than_the_crow_flies(streets, spots, places):
    walks = Walking(network_of(streets)).closest(frame(spots), frame(places))["distance_m"]
    crow = StraightLine().closest(frame(spots), frame(places))["distance_m"]
    assert (walks >= crow - 1e-5).all()


@given(STREETS, PLACES, PLACES, st.permutations(range(5)))
@settings(max_examples=80)
def test_order_changes_nothing_and_one_more_lengthens_no_walk(streets, spots, places, order):
    model, points = Walking(network_of(streets)), frame(spots)
    shuffled = [places[place] for place in order if place < len(places)]
    walks = model.nearest(points, frame(places))
    assert np.array_equal(model.nearest(points, frame(shuffled)), walks)
    assert (model.nearest(points, frame([*places, (600, 600)])) <= walks).all()


@given(STREETS, PLACES, st.integers(1, 500), st.integers(0, 500))
@settings(max_examples=60)
def test_more_minutes_reach_no_less(streets, places, reach_m, more_m):
    model = Walking(network_of(streets))
    small, large = (model.area(frame(places), [reach]) for reach in (reach_m, reach_m + more_m))
    if len(small):
        lost = small.geometry.iloc[0].difference(large.geometry.iloc[0])
        assert lost.area < 1


@given(STREETS, PLACES, PLACES)
@settings(max_examples=60)
def test_pairs_and_nearest_agree(streets, spots, places):
    model = Walking(network_of(streets))
    nearest = model.nearest(frame(spots), frame(places))
    pairs = model.pairs(frame(spots), frame(places), 600)
    least = np.full(len(spots), math.inf)
    np.minimum.at(least, pairs.point, pairs.distance_m)
    assert least == pytest.approx(np.where(nearest <= 600, nearest, math.inf), abs=1e-5)
