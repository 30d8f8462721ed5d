"""Columns that say where a row is."""

import pytest
from pandas import DataFrame
from shapely import Point

from geo.incoming.columns import columns_of, shapes_of_rows
from geo.incoming.model import Columns

LON, LAT = [115.91, 115.92], [28.62, 28.63]
EAST, NORTH = [393_420, 393_430], [3_167_000, 3_167_010]


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ("经度", "纬度"), ("lng", "lat"), ("lon", "lat"), ("Longitude", "Latitude"),
        ("坐标_经度", "坐标_纬度"), ("wgs84_lng", "wgs84_lat"), ("X", "Y"),
        ("x坐标", "y坐标"), ("POINT_X", "POINT_Y"), ("东坐标", "北坐标"),
        ("横坐标(m)", "纵坐标(m)"), ("Easting", "Northing"),
    ],
)  # fmt: skip
def test_two_columns_by_name(x, y):
    frame = DataFrame({"名称": ["甲", "乙"], y: LAT, "数量": [1, 2], x: LON})
    assert columns_of(frame) == Columns("xy", x, y)


def test_text_cells_count_if_they_are_mostly_numbers():
    frame = DataFrame({"经度": ["115.9", "东经116°", "?"], "纬度": ["28.6", "28.7", "28.8"]})
    assert columns_of(frame).kind == "xy"
    assert columns_of(frame.assign(经度="见图")).kind == "none"


def test_wkt_goes_first():
    frame = DataFrame({"lng": LON, "lat": LAT, "范围": ["POLYGON((0 0,1 0,1 1,0 0))", ""]})
    assert columns_of(frame) == Columns("wkt", "范围")


def test_a_pair_in_one_cell():
    frame = DataFrame({"name": ["甲", "乙"], "location": ["115.91,28.62", "115.92,28.63"]})
    assert columns_of(frame) == Columns("pair", "location")


def test_names_that_say_nothing_leave_the_values():
    frame = DataFrame({"列1": [1, 2], "列2": NORTH, "列3": EAST})
    assert columns_of(frame) == Columns("xy", "列2", "列3")


@pytest.mark.parametrize(
    "frame",
    [
        DataFrame(),
        DataFrame({"名称": ["甲"], "班数": [36]}),
        DataFrame({"a": [100.5], "b": [30.5]}),
    ],
)
def test_a_table_without_places_says_so(frame):
    assert columns_of(frame) == Columns("none")


def test_shapes_of_every_kind():
    frame = DataFrame(
        {"x": ["1", "", "inf"], "y": ["2", "3", "4"], "p": ["1,2", "?", "3 4"]}
        | {"w": ["SRID=4326;POINT (1 2)", "POINT (", ""]}
    )
    by_xy = shapes_of_rows(frame, Columns("xy", "x", "y"))
    assert by_xy[0] == Point(1, 2)
    assert by_xy[1] is None
    assert by_xy[2].x == float("inf")
    assert list(shapes_of_rows(frame, Columns("pair", "p"))) == [Point(1, 2), None, Point(3, 4)]
    assert list(shapes_of_rows(frame, Columns("wkt", "w"))) == [Point(1, 2), None, None]


def test_a_number_too_large_for_a_place_is_set_aside_later():
    shapes = shapes_of_rows(DataFrame({"w": ["POINT (1e999 2)"]}), Columns("wkt", "w"))
    assert shapes[0] is None or shapes[0].x == float("inf")
