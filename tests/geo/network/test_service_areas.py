"""Which place serves which part of the streets, borders worked out by hand."""

import pytest
import shapely
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import concat
from shapely import LineString, Point, box

from geo.network.build import build_network
from geo.network.isochrone_outline import outline
from geo.network.service_areas import nearest_areas
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


def test_the_one_in_the_middle_has_a_border_to_each_side(at, town):
    """At 100, 700 and 300 m of 1 000 m: borders at 200 and 500 m."""
    areas = served(town(((0, 0), (1000, 0))), at((100, 0), (700, 0), (300, 0)), 5000)
    assert list(areas.columns) == ["facility_id", "length_m", "geometry"]
    assert areas["facility_id"].tolist() == ["p0", "p1", "p2"]
    assert lengths(areas) == {"p0": 200, "p1": 500, "p2": 300}
    assert areas.crs.to_epsg() == 4548


def test_who_is_farther_from_everywhere_serves_nothing(at, town):
    """100 m off the street beside one who is on it."""
    areas = served(town(((0, 0), (1000, 0))), at((510, 100), (500, 0), (490, 100)), 5000)
    assert lengths(areas) == {"p1": 1000}


def test_less_than_a_metre_is_served_too(at, town):
    """0.8 m from each neighbour: half of it to each side."""
    areas = served(town(((0, 0), (1000, 0))), at((500, 0), (500.8, 0), (501.6, 0)), 5000)
    assert lengths(areas) == {"p0": 500.4, "p1": 0.8, "p2": 498.8}


@pytest.mark.parametrize("east", [499.5, 500.5])
def test_who_is_a_little_farther_serves_nothing(at, town, east):
    """1.2 m off the street, half a metre before or past one who is on it."""
    areas = served(town(((0, 0), (1000, 0))), at((east, 1.2), (500, 0)), 5000)
    assert lengths(areas) == {"p1": 1000}


def test_areas_share_what_is_drawn_along_the_street(at, town):
    """The first has the whole of its half and round its end; the second what is left."""
    street = town(((0, 0), (1000, 0)))
    areas = served(street, at((200, 0), (600, 0)), 5000)
    whole, first = outline(street.network.shapes), areas.geometry.iloc[0]
    assert first.bounds == pytest.approx((X0 - 40, Y0 - 40, X0 + 440, Y0 + 40))
    assert areas.geometry.iloc[1].area == pytest.approx(whole.area - first.area)


def test_of_a_park_every_door_serves(at, town, shapes_at):
    """Doors every 50 m from 400 to 500 m, 20 m off; the other is at 700 m: 20 + x = 200 - x."""
    park = shapes_at(box(400, 20, 500, 120))
    street = town(((0, 0), (1000, 0)))
    places = concat([park, at((700, 0))])
    assert lengths(served(street, places, 5000)) == {"s0": 500 + 90, "p0": 410}


def test_waiting_at_a_junction_moves_the_border(at, town):
    """100 m to the crossing and 30 m of waiting; from the other end 500 m: 130 + x = 500 - x."""
    runs = ((0, 0), (1000, 0)), ((500, -100), (500, 100))
    areas = served(town(*runs, delay_s=30), at((400, 0), (1000, 0)), 5000)
    assert lengths(areas) == {"p0": 500 + 200 + 185, "p1": 315}


def test_the_limit_ends_a_service_short_of_the_border(at, town):
    """150 m each way of 400 m between them; the lane is 60 m from the one, and 90 m are left."""
    runs = ((0, 0), (1000, 0)), ((260, 0), (260, 300))
    areas = served(town(*runs), at((200, 0), (600, 0)), 150)
    assert lengths(areas) == {"p0": 300 + 90, "p1": 300}
    assert served(town(*runs), at((200, 150)), 50).empty


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
