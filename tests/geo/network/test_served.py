"""Which place serves which part of the streets, borders worked out by hand."""

import pytest
import shapely
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point

from geo.network.build import build_network
from geo.network.served import nearest_areas
from geo.network.walking import Walking

X0, Y0 = 392_000.0, 3_168_000.0


def served(model, places, limit_m):
    field = model.field(places, limit_m)
    return nearest_areas(model.network, field, list(places.index), limit_m)


def lengths(areas):
    return dict(zip(areas["facility_id"], areas["length_m"].round(6), strict=True))


def test_the_border_lies_half_way_along_the_street(at, town):
    areas = served(town(((0, 0), (1000, 0))), at((200, 0), (600, 0)), 5000)
    assert lengths(areas) == {"p0": 400, "p1": 600}
    first = areas.geometry.iloc[0]
    assert first.contains(Point(X0 + 390, Y0))
    assert not first.contains(Point(X0 + 450, Y0))


def test_a_longer_leg_moves_the_border(at, town):
    areas = served(town(((0, 0), (1000, 0))), at((200, 100), (600, 0)), 5000)
    assert lengths(areas) == {"p0": 350, "p1": 650}


def test_borders_fall_between_nodes_too(at, town):
    """One source before the crossing, one past it: the border is on the edge between."""
    cross = town(((0, 0), (1000, 0)), ((500, 0), (500, 400)))
    areas = served(cross, at((100, 0), (1000, 0)), 5000)
    assert lengths(areas) == {"p0": 100 + 400 + 50 + 400, "p1": 450}


def test_nobody_is_served_beyond_the_limit(at, town):
    areas = served(town(((0, 0), (1000, 0))), at((200, 0), (600, 0)), 150)
    assert lengths(areas) == {"p0": 300, "p1": 300}


def test_a_source_on_a_node_serves_both_sides(at, town):
    areas = served(town(((0, 0), (500, 0)), ((500, 0), (1000, 0))), at((500, 0)), 5000)
    assert lengths(areas) == {"p0": 1000}


def test_two_at_one_place_and_nobody(at, town):
    street = town(((0, 0), (1000, 0)))
    assert lengths(served(street, at((300, 0), (300, 0)), 5000)) == {"p0": 1000}
    assert served(street, at(), 5000).empty


def test_areas_do_not_overlap(at, river):
    areas = served(river, at((100, 0), (100, 200), (950, 0)), 5000)
    assert lengths(areas).keys() == {"p0", "p1", "p2"}
    whole = shapely.union_all(areas.geometry.to_numpy())
    assert areas.area.sum() == pytest.approx(whole.area)


SPOTS = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=1, max_size=5)


@given(SPOTS)
@settings(max_examples=60)
def test_every_metre_is_served_once(spots):
    """A grid in one piece, no limit: the lengths served add up to the whole network."""
    ticks = range(0, 1000, 300)
    lines = [LineString([(x, 0), (x, 900)]) for x in ticks]
    lines += [LineString([(0, y), (900, y)]) for y in ticks]
    network = build_network(GeoDataFrame(geometry=lines, crs="EPSG:4548"), label="试")
    places = GeoDataFrame(geometry=[Point(spot) for spot in spots], crs="EPSG:4548")
    places.index = [f"p{place}" for place in range(len(places))]
    model = Walking(network)
    areas = served(model, places, 1e5)
    assert areas["length_m"].sum() == pytest.approx(network.report.length_m)
