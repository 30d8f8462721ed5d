"""Distances to the nearest origin; brute force and the ellipsoid as oracles."""

import math

import pytest
from geopandas import GeoDataFrame
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely import LineString, Point, box

from geo.crs import to_lonlat, to_metric
from geo.distance import StraightLine
from geo.errors import DataError, UnexpectedCRSError

SPOTS = st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 9000)), min_size=1, max_size=12)

nearest = StraightLine().nearest


def frame(spots):
    return GeoDataFrame(geometry=[Point(spot) for spot in spots], crs="EPSG:4548")


def test_points_lines_and_polygons_as_origins(at, shapes_at):
    points = at((0, 0), (300, 400), (50, 50), None)
    line = shapes_at(LineString([(-100, 100), (1000, 100)]))
    square = shapes_at(box(0, 0, 100, 100))
    assert nearest(points, at((0, 0))).tolist()[:2] == [0, 500]
    assert nearest(points, line).tolist()[:3] == [100, 300, 50]
    assert nearest(points, square).tolist()[1:3] == [
        pytest.approx(math.hypot(200, 300)),
        0,
    ]


def test_no_place_is_nan_and_no_origin_is_infinite(at):
    points = at((0, 0), None)
    for origins in (at(), at(None)):
        metres = nearest(points, origins)
        assert metres.iloc[0] == math.inf
        assert math.isnan(metres.iloc[1])
    assert nearest(at(), at((0, 0))).empty


def test_a_reach_takes_the_rim_in_and_the_placeless_out(at):
    points = at((500, 0), (500.01, 0), None)
    near = nearest(points, at((0, 0))) <= 500
    assert near.to_dict() == {"p0": True, "p1": False, "p2": False}


def test_a_point_between_polygon_and_circle_counts_by_distance(at):
    """A 128-sided disc misses its sagitta of 0.15 m at 500 m; distance does not."""
    angle = math.pi / 128
    rim = (499.9 * math.cos(angle), 499.9 * math.sin(angle))
    assert (nearest(at(rim), at((0, 0))) <= 500).all()


def test_degrees_are_refused(at):
    with pytest.raises(UnexpectedCRSError, match="points_m"):
        nearest(to_lonlat(at((0, 0))), at((0, 0)))
    with pytest.raises(UnexpectedCRSError, match="places_m"):
        nearest(at((0, 0)), to_lonlat(at((0, 0))))


@given(SPOTS, SPOTS)
def test_nearest_equals_brute_force(points, origins):
    expected = [min(math.dist(point, origin) for origin in origins) for point in points]
    assert nearest(frame(points), frame(origins)).tolist() == pytest.approx(expected)


@pytest.mark.parametrize("spot", [(115.88, 28.59), (115.93, 28.66), (115.912, 28.622)])
def test_metric_distance_is_ellipsoidal_to_two_permille(spot):
    centre = (115.91, 28.62)
    ends = [
        to_metric(GeoDataFrame(geometry=[Point(lonlat)], crs="EPSG:4326"))
        for lonlat in (spot, centre)
    ]
    expected = Geod(ellps="WGS84").inv(*spot, *centre)[2]
    assert nearest(*ends).iloc[0] == pytest.approx(expected, rel=0.002)


def test_the_detour_lengthens_the_walk_and_shortens_the_ring(at):
    model = StraightLine(detour_factor=1.3)
    assert model.label == "直线距离筛查"
    assert model.nearest(at((1000, 0)), at((0, 0))).tolist() == [1300]
    area = model.area(at((0, 0)), [1300, 650, 650])
    assert area["reach_m"].tolist() == [650, 1300]
    assert area["radius_m"].tolist() == [500, 1000]
    assert area.area.iloc[0] == pytest.approx(math.pi * 500**2, rel=0.001)


def test_no_origin_has_no_area(at):
    area = StraightLine().area(at(), [300])
    assert area.empty
    assert "reach_m" in area.columns


def test_a_detour_below_one_is_refused():
    with pytest.raises(DataError, match="绕行系数"):
        StraightLine(detour_factor=0.5)
