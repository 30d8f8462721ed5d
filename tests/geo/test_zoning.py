"""Zones of points, lines and polygons, on two squares side by side."""

import pytest
from geopandas import GeoDataFrame
from shapely import LineString, MultiPoint, box

from geo.crs import to_lonlat
from geo.zoning import with_zones, zone_of


@pytest.fixture
def zones_ll(zones_m):
    return to_lonlat(zones_m)


def test_a_point_is_in_the_zone_that_holds_it(at, zones_ll):
    points = to_lonlat(at((500, 500), (1500, 500), (2500, 500), None))
    assert zone_of(points, zones_ll).to_dict() == {"p0": "west", "p1": "east", "p2": "", "p3": ""}
    assert with_zones(points, zones_ll)["zones_touched"].tolist() == [("west",), ("east",), (), ()]


@pytest.mark.parametrize(
    ("shape", "zone", "touched"),
    [
        (LineString([(800, 500), (1500, 500)]), "east", ("west", "east")),
        (LineString([(100, 500), (1500, 500)]), "west", ("west", "east")),
        (LineString([(500, 500), (1000, 500)]), "west", ("west",)),  # ends at the edge
        (LineString([(1990, 500), (5000, 500)]), "east", ("east",)),  # leaves the district
        (LineString([(3000, 500), (5000, 500)]), "", ()),
        (box(900, 100, 1300, 200), "east", ("west", "east")),
        (MultiPoint([(100, 100), (200, 100), (1100, 100)]), "west", ("west", "east")),
    ],
)
def test_the_larger_share_decides_and_every_zone_touched_is_told(
    shapes_at, zones_ll, shape, zone, touched
):
    features = to_lonlat(shapes_at(shape))
    assert zone_of(features, zones_ll).tolist() == [zone]
    assert with_zones(features, zones_ll)["zones_touched"].tolist() == [touched]


def test_a_line_along_the_shared_edge_is_in_both(shapes_at, zones_m):
    features = shapes_at(LineString([(1000, 100), (1000, 900)]))
    assert with_zones(features, zones_m)["zones_touched"].tolist() == [("west", "east")]
    assert zone_of(features, zones_m).tolist() == ["west"]


def test_both_columns_at_once_leave_the_input_alone(at, zones_ll):
    points = to_lonlat(at((500, 500), None))
    told = with_zones(points, zones_ll)
    assert told["zone"].equals(zone_of(points, zones_ll))
    assert told["zones_touched"].tolist() == [("west",), ()]
    assert "zone" not in points.columns


def test_no_feature_and_no_zone(at, zones_ll):
    points = to_lonlat(at((500, 500)))
    assert zone_of(points.iloc[:0], zones_ll).tolist() == []
    assert zone_of(points, zones_ll.iloc[:0]).tolist() == [""]
    assert with_zones(points, zones_ll.iloc[:0])["zones_touched"].tolist() == [()]


def test_a_repeated_index_is_kept(at, zones_ll):
    points: GeoDataFrame = to_lonlat(at((500, 500), (1500, 500))).set_axis(["a", "a"])
    assert list(zone_of(points, zones_ll).items()) == [("a", "west"), ("a", "east")]
