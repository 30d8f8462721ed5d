"""CoordinateColumns that say where a row is, and coordinates as people write them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame, Series
from shapely import Point

from geo.importing.coordinate_columns import columns_of, numbers, pairs, shapes_of_rows
from geo.importing.model import CoordinateColumns

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
    assert columns_of(frame) == CoordinateColumns("xy", x, y)


def test_text_cells_count_if_they_are_mostly_numbers():
    frame = DataFrame({"经度": ["115.9", "东经116°", "?"], "纬度": ["28.6", "28.7", "28.8"]})
    assert columns_of(frame).kind == "xy"
    assert columns_of(frame.assign(经度="见图")).kind == "none"


def test_columns_by_name_need_numbers_in_half_of_their_filled_cells():
    """Two of four filled cells are enough, one of three is not; empty ones are not asked."""
    half = ["115.9", "", "见图", "116", "另册", ""]
    third = ["115.9", "", "见图", "见图", "", ""]
    frame = DataFrame({"经度": half, "纬度": ["28.6"] * 6})
    assert columns_of(frame).kind == "xy"
    assert columns_of(frame.assign(经度=third)).kind == "none"
    assert columns_of(frame.assign(经度=[""] * 6)).kind == "xy"


def test_a_column_of_wkt_has_it_in_more_than_half_of_its_filled_cells():
    point = "POINT (115.9 28.6)"
    assert columns_of(DataFrame({"a": [point, "", "x", point]})) == CoordinateColumns("wkt", "a")
    assert columns_of(DataFrame({"a": [point, "", "x", ""]})) == CoordinateColumns("none")
    assert columns_of(DataFrame({"a": ["", ""]})) == CoordinateColumns("none")


def test_a_column_of_pairs_has_them_in_more_than_half_of_its_filled_cells():
    pair = "115.9,28.6"
    assert columns_of(DataFrame({"a": [pair, "", "x", pair]})) == CoordinateColumns("pair", "a")
    assert columns_of(DataFrame({"a": [pair, "", "x", ""]})) == CoordinateColumns("none")
    assert columns_of(DataFrame({"a": ["", ""]})) == CoordinateColumns("none")


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ((113.0, 26.0), True), ((112.9, 26.1), False), ((113.1, 25.9), False),
        ((119.0, 32.0), True), ((119.1, 31.9), False), ((118.9, 32.1), False),
        ((28.6, 115.9), True), ((300_001.0, 3_000_000.0), True), ((100.0, 150.0), False),
    ],
)  # fmt: skip
def test_degrees_under_names_that_say_nothing_count_near_the_district_alone(place, found):
    """28-30°N, 115-117°E and 2 degrees around, in any order; metres need no such care."""
    frame = DataFrame({"a": [place[0]], "b": [place[1]]})
    assert columns_of(frame) == (
        CoordinateColumns("xy", "a", "b") if found else CoordinateColumns("none")
    )


def test_only_the_first_200_rows_tell_the_columns():
    wkt, words = "POINT (115.9 28.6)", "x"
    assert columns_of(DataFrame({"a": [words] * 99 + [wkt] * 101 + [words] * 500})).kind == "wkt"
    assert columns_of(DataFrame({"a": [words] * 100 + [wkt] * 600})).kind == "none"


def test_only_the_first_twelve_columns_of_numbers_are_tried():
    others = {f"n{number}": [1] for number in range(11)}
    assert columns_of(DataFrame({**others, "a": EAST[:1], "b": NORTH[:1]})).kind == "none"
    fewer = {name: others[name] for name in list(others)[:10]}
    assert columns_of(DataFrame({**fewer, "a": EAST[:1], "b": NORTH[:1]})).kind == "xy"


def test_one_column_is_not_both_ways():
    assert columns_of(DataFrame({"x_y": [1.0]})) == CoordinateColumns("none")


def test_the_first_of_several_columns_of_a_name_is_taken():
    frame = DataFrame({"经度": LON, "纬度": LAT, "lng2": [1, 2], "经度_原": [3, 4]})
    assert columns_of(frame) == CoordinateColumns("xy", "经度", "纬度")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("point(1 2)", True), ("  MULTIPOLYGON (((0 0,1 0,1 1,0 0)))", True),
        ("SRID=4490;LINESTRING (0 0,1 1)", True), ("GEOMETRYCOLLECTION EMPTY", True),
        ("MULTILINESTRING ((0 0,1 1))", True), ("POINTS 1 2", False), ("见 POINT (1 2)", False),
    ],
)  # fmt: skip
def test_what_looks_like_wkt(text, found):
    assert (columns_of(DataFrame({"a": [text]})).kind == "wkt") == found


def test_wkt_goes_first():
    frame = DataFrame({"lng": LON, "lat": LAT, "范围": ["POLYGON((0 0,1 0,1 1,0 0))", ""]})
    assert columns_of(frame) == CoordinateColumns("wkt", "范围")


def test_a_pair_in_one_cell():
    frame = DataFrame({"name": ["甲", "乙"], "location": ["115.91,28.62", "115.92,28.63"]})
    assert columns_of(frame) == CoordinateColumns("pair", "location")


def test_names_that_say_nothing_leave_the_values():
    frame = DataFrame({"列1": [1, 2], "列2": NORTH, "列3": EAST})
    assert columns_of(frame) == CoordinateColumns("xy", "列2", "列3")


@pytest.mark.parametrize(
    "frame",
    [
        DataFrame(),
        DataFrame({"名称": ["甲"], "班数": [36]}),
        DataFrame({"a": [100.5], "b": [30.5]}),
    ],
)
def test_a_table_without_places_says_so(frame):
    assert columns_of(frame) == CoordinateColumns("none")


def test_shapes_of_every_kind():
    frame = DataFrame(
        {"x": ["1", "", "inf"], "y": ["2", "3", "4"], "p": ["1,2", "?", "3 4"]}
        | {"w": ["SRID=4326;POINT (1 2)", "POINT (", ""]}
    )
    by_xy = shapes_of_rows(frame, CoordinateColumns("xy", "x", "y"))
    assert by_xy[0] == Point(1, 2)
    assert by_xy[1] is None
    assert by_xy[2].x == float("inf")
    assert list(shapes_of_rows(frame, CoordinateColumns("pair", "p"))) == [
        Point(1, 2),
        None,
        Point(3, 4),
    ]
    assert list(shapes_of_rows(frame, CoordinateColumns("wkt", "w"))) == [Point(1, 2), None, None]


def test_a_number_too_large_for_a_place_is_set_aside_later():
    shapes = shapes_of_rows(DataFrame({"w": ["POINT (1e999 2)"]}), CoordinateColumns("wkt", "w"))
    assert shapes[0] is None or shapes[0].x == float("inf")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("115.9", 115.9),
        (" -3e2 ", -300),
        ("１１５．９", 115.9),
        ("东经115.9°", 115.9),
        ("115.9E", 115.9),
        ("392,000.5 m", 392000.5),
        ("115°54′36″", 115.91),
        ("115度54分36秒", 115.91),
        ("28°37'12\"N", 28.62),
        ("28°37.2'", 28.62),
        ("115º54’36”", 115.91),
        ("28° 37' 12''", 28.62),
        ("28.5°30'", 29.0),
        ("0°0'36\"", 0.01),
        ("28°36″", 28.01),
        ("北纬28.62", 28.62),
        ("西115.9", None),
        ("28.62n", 28.62),
        ("28.62 米", 28.62),
        ("115°54", None),
        ("-28.5°", None),
    ],
)
def test_ways_of_writing(cell, number):
    wanted = [np.nan if number is None else number, 1]
    assert numbers(Series([cell, "1"], dtype="str")) == pytest.approx(wanted, rel=1e-9, nan_ok=True)


def test_no_number_is_nan_and_infinity_stays():
    found = numbers(Series(["", "无", "=1+1", "nan", "inf"], dtype="str"))
    assert np.isnan(found[:4]).all()
    assert np.isinf(found[4])


def test_numeric_columns_and_empty_ones_pass():
    assert numbers(Series([1, 2])).tolist() == [1, 2]
    assert numbers(Series([True, False])).tolist() == [1, 0]
    assert numbers(Series([1, 2], dtype="uint8")).dtype == float
    assert numbers(Series([], dtype="str")).tolist() == []


def test_pairs_with_any_mark_between():
    good = ["115.9,28.6", "(115.9， 28.6)", " 115.9 28.6 ", "（115.9；28.6）", "[115.9;\t28.6]"]
    bad = ["1,2,3", "x,y", "", "115.9"]
    found = pairs(Series([*good, *bad], dtype="str"))
    assert found[:5].tolist() == [[115.9, 28.6]] * 5
    assert np.isnan(found[5:]).all()
    assert np.isnan(pairs(Series(["115.9,x"], dtype="str"))).tolist() == [[False, True]]


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_what_is_written_plainly_is_read_exactly(x, y):
    assert numbers(Series([repr(x)], dtype="str"))[0] == x
    assert pairs(Series([f"{x!r},{y!r}"], dtype="str"))[0].tolist() == [x, y]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_text_is_a_number_or_nan(cells):
    column = Series(cells, dtype="str")
    assert numbers(column).shape == (len(cells),)
    assert pairs(column).shape == (len(cells), 2)
