"""Nearest places and pairs by straight distance; brute force as oracle."""

import math

import numpy as np
import pytest
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point, box

from geo.crs import to_lonlat
from geo.distance import StraightLine
from geo.errors import UnexpectedCRSError
from geo.nearest_places import closest_straight, pairs_straight

SPOTS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=12)


def frame(spots):
    return GeoDataFrame(geometry=[Point(spot) for spot in spots], crs="EPSG:4548")


def test_the_nearest_place_is_named_with_its_distance(at):
    table = closest_straight(at((0, 0), (900, 0), None), at((300, 400), None, (1000, 0)))
    assert table["place_id"].tolist() == ["p0", "p2", ""]
    assert table["distance_m"].tolist()[:2] == [500, 100]
    assert math.isnan(table["distance_m"].iloc[2])


def test_a_limit_takes_its_rim_in(at):
    pairs = pairs_straight(at((500, 0), (500.01, 0)), at((0, 0)), 500)
    assert pairs.point.tolist() == [0]


def test_lines_and_polygons_as_places(at, shapes_at):
    places = shapes_at(LineString([(0, 50), (100, 50)]), box(200, 0, 300, 100))
    table = closest_straight(at((50, 0), (250, 50), (150, 50)), places)
    assert table["place_id"].tolist()[:2] == ["s0", "s1"]
    assert table["distance_m"].tolist() == [50, 0, 50]


def test_nothing_gives_nothing(at):
    for places in (at(), at(None)):
        assert closest_straight(at((0, 0)), places)["distance_m"].tolist() == [math.inf]
        assert len(pairs_straight(at((0, 0)), places, 500).point) == 0
    assert closest_straight(at(), at((0, 0))).empty


def test_degrees_are_refused(at):
    with pytest.raises(UnexpectedCRSError, match="places_m"):
        closest_straight(at((0, 0)), to_lonlat(at((0, 0))))
    with pytest.raises(UnexpectedCRSError, match="points_m"):
        pairs_straight(to_lonlat(at((0, 0))), at((0, 0)), 5)


@given(SPOTS, SPOTS, st.integers(1, 80))
@settings(max_examples=60)
def test_pairs_are_those_of_brute_force(here, there, limit_m):
    near = [
        (i, j, math.dist(a, b))
        for i, a in enumerate(here)
        for j, b in enumerate(there)
        if math.dist(a, b) <= limit_m
    ]
    pairs = pairs_straight(frame(here), frame(there), limit_m)
    assert list(zip(pairs.point, pairs.place, strict=True)) == [row[:2] for row in near]
    assert np.allclose(pairs.distance_m, [row[2] for row in near])


def test_the_detour_lengthens_what_is_walked(at):
    model = StraightLine(1.5)
    assert model.closest(at((400, 0)), at((0, 0)))["distance_m"].tolist() == [600]
    assert model.pairs(at((400, 0)), at((0, 0)), 600).distance_m.tolist() == [600]
    assert model.connected(at((0, 0), None)).tolist() == [True, False]
