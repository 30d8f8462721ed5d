"""Features where metres are wrong, ids, the system, and the lines of the report on a layer."""

import numpy as np
import pytest
from geopandas import GeoDataFrame, GeoSeries
from pandas import DataFrame, Index
from shapely import LineString, Point, box

from geo.crs import EASTING_M, NORTHING_M, to_metric
from geo.errors import DataError
from geo.importing.assembly import (
    ZONE_HIGH,
    ZONE_LOW,
    feature_issues,
    issue,
    row_issues,
    split_issue,
)
from geo.importing.georeferencing import Placed
from geo.importing.ids import Ids
from geo.importing.layer_reading import read
from geo.importing.model import Asked, CoordinateColumns, Guess, ReadingChoices
from geo.importing.repair import Repaired

HERE = "在,116,28.6"

LINE, AREA = LineString([(0, 0), (1, 1)]), box(0, 0, 1, 1)


def far(write, *rows):
    """Names of the features that are told to be far from the meridian."""
    path = write("点.csv", "\n".join(["名称,经度,纬度", HERE, *rows]) + "\n")
    layer = read(path, path.name, Asked(ReadingChoices(crs="EPSG:4326")))
    assert len(layer.frame_ll) == 1 + len(rows)
    issues = {issue.key: issue for issue in layer.report.issues}
    return issues["far"].first["名称"].tolist() if "far" in issues else []


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        ((115.0, 28.6), (114.99, 28.6)),  # half a degree beyond 115.5°
        ((119.0, 28.6), (119.01, 28.6)),  # half a degree beyond 118.5°
        ((117.0, 13.5), (117.0, 13.49)),  # China's south
        ((117.0, 58.7), (117.0, 58.71)),  # China's north, as geo.crs says in metres
    ],
)
def test_features_beyond_the_zone_are_told_and_kept(write, inside, outside):
    rows = [f"{name},{x},{y}" for name, (x, y) in (("内", inside), ("外", outside))]
    assert far(write, *rows) == ["外"]


def test_the_rims_are_those_that_are_said_in_metres():
    """To a tenth of a degree, 11 km.

    115° and 119° lie 195 km from the meridian at 28.6°N: 500 -+ 195 km, inside 300-700 km.
    """
    corners = GeoSeries([Point(at) for at in (ZONE_LOW, ZONE_HIGH)], crs="EPSG:4326")
    (_, south), (_, north) = ((each.x, each.y) for each in to_metric(corners))
    assert NORTHING_M[0] == pytest.approx(south, abs=11_100)
    assert NORTHING_M[1] == pytest.approx(north, abs=11_100)
    across = GeoSeries([Point(lon, 28.6) for lon in (ZONE_LOW[0], ZONE_HIGH[0])], crs="EPSG:4326")
    west, east = (each.x for each in to_metric(across))
    assert EASTING_M[0] <= west < EASTING_M[0] + 10_000
    assert EASTING_M[1] - 10_000 < east <= EASTING_M[1]


LINES = (("近", 114), ("远", 113.6))


def test_the_middle_of_a_shape_tells_where_it_is(write):
    """From 114° to 116.2° the middle is 115.1°: near; from 113.6° to 116.2° it is 114.9°: far."""
    rows = [f'{name},"LINESTRING ({west} 28.6,116.2 28.6)"' for name, west in LINES]
    path = write("线.csv", "\n".join(["名称,wkt", *rows]) + "\n")
    (issue,) = read(path, path.name).report.issues
    assert (issue.key, issue.first["名称"].tolist()) == ("far", ["远"])


def test_a_layer_wholly_beyond_the_zone_is_refused_and_nothing_placed_is_not(write):
    path = write("远.csv", "名称,经度,纬度\n甲,114.9,28.6\n")
    with pytest.raises(DataError, match=r"^远\.csv 没有任何要素.*115\.5°–118\.5°.*EPSG:4326"):
        read(path, path.name)
    path = write("空.csv", "名称,wkt\n甲,POINT EMPTY\n")
    layer = read(path, path.name, Asked(ReadingChoices(crs="EPSG:4326")))
    assert (layer.report.rows, layer.report.placed, len(layer.unplaced)) == (1, 0, 1)


def test_what_was_used_is_told(write):
    path = write("点.csv", f"名称,经度,纬度\n{HERE}\n")
    layer = read(path, path.name)
    assert (layer.choices.crs, layer.choices.columns.kind) == ("EPSG:4326", "xy")
    assert layer.notes == ("坐标系：EPSG:4326，坐标值是经纬度（度）",)
    by_hand = read(path, path.name, Asked(ReadingChoices(crs="EPSG:4490")))
    assert by_hand.notes == ("坐标系：EPSG:4490，由您指定",)


def test_a_system_that_the_file_declares_is_not_told_again(write):
    """GeoJSON is in WGS 84 by its standard."""
    path = write("点.geojson", '{"type": "Point", "coordinates": [115.91, 28.62]}')
    assert read(path, path.name).notes == ()


def test_ids_come_from_the_column_that_is_chosen_or_usual_and_it_is_told(write):
    path = write("点.csv", "编号,名称,经度,纬度\nA1,甲,115.9,28.6\n")
    for chosen, column, name in (("名称", "名称", "甲"), ("", "编号", "A1")):
        layer = read(path, path.name, Asked(ReadingChoices(id_column=chosen)))
        assert (layer.choices.id_column, layer.frame_ll.index.tolist()) == (column, [name])


def test_what_is_wrong_far_from_the_meridian_is_said(write):
    path = write("点.csv", f"名称,经度,纬度\n{HERE}\n远,114.9,28.6\n")
    (issue,) = read(path, path.name, Asked(ReadingChoices(crs="EPSG:4326"))).report.issues
    assert (issue.text, issue.count) == ("离中央经线 117° 太远，长度和面积不准", 1)


def wide(rows):
    return DataFrame({f"c{at}": range(rows) for at in range(8)}, index=list("abcdefgh"[:rows]))


def layer(*shapes):
    return GeoDataFrame({"n": range(len(shapes))}, geometry=list(shapes), crs="EPSG:4326")


def of_features(frame_ll, district_ll=None):
    """What is told of features that lie where metres are right."""
    return feature_issues(frame_ll, district_ll, np.ones(len(frame_ll), dtype=bool))


def told(issues):
    return [(each.key, each.text, each.count, each.first.index.tolist()) for each in issues]


def test_a_line_shows_the_first_five_rows_of_six_columns():
    marks = np.array([True, False, True, True, True, True, True, True])
    (found,) = issue("k", "话", wide(8), marks)
    assert (found.key, found.text, found.count) == ("k", "话", 7)
    assert found.first.index.tolist() == list("acdef")
    assert list(found.first) == ["c0", "c1", "c2", "c3", "c4", "c5"]
    assert list(issue("k", "话", wide(2), np.array([False, False]))) == []


def test_what_is_told_of_rows():
    """Five rows: two without place for one reason, one for another, one mended, one of each."""
    frame = wide(5)
    shapes = np.array([None] * 5, dtype=object)
    heights, repeated = np.array([0, 0, 0, 1, 0], bool), np.array([0, 1, 0, 0, 1], bool)
    at = Placed(frame, shapes, heights, CoordinateColumns("none"), Guess("", ""))
    reasons = np.array(["乙", "甲", "", "乙", ""])
    done = Repaired(shapes, reasons, np.array([0, 0, 1, 0, 0], bool))
    ids = Ids(Index(list("abcde")), "代码", repeated)
    assert told(row_issues(frame, at, done, ids)) == [
        ("unplaced", "未上图：乙", 2, ["a", "d"]),
        ("unplaced", "未上图：甲", 1, ["b"]),
        ("invalid", "图形自相交等无效，已修复", 1, ["c"]),
        ("duplicate_id", "编号（列“代码”）重复，已加后缀区分", 2, ["b", "e"]),
        ("height", "带有高程，只保留平面位置", 1, ["d"]),
    ]


@pytest.mark.parametrize(
    ("shapes", "words", "first"),
    [
        ([Point(1, 1), Point(2, 2), AREA], "点 2 个、面 1 个", [2]),
        ([LINE, AREA, LINE], "线 2 个、面 1 个", [1]),
        ([AREA, Point(1, 1), LINE, AREA], "点 1 个、线 1 个、面 2 个", [1, 2]),
    ],
)
def test_mixed_shapes_are_told_and_the_rarer_shown(shapes, words, first):
    (found,) = of_features(layer(*shapes))
    assert (found.key, found.count) == ("mixed", len(shapes))
    assert found.text == f"图形类型混杂（{words}），全部保留，可按类型分层"
    assert found.first.index.tolist() == first
    assert list(found.first) == ["n"]


def test_of_mixed_shapes_five_are_shown_of_six_columns():
    shapes = [AREA] * 7 + [LINE] * 6
    frame = GeoDataFrame({f"c{at}": range(13) for at in range(8)}, geometry=shapes, crs=4326)
    (found,) = of_features(frame)
    assert found.first.index.tolist() == [7, 8, 9, 10, 11]
    assert list(found.first) == ["c0", "c1", "c2", "c3", "c4", "c5"]


def test_thousands_are_parted():
    (found,) = of_features(layer(*[Point(1, 1)] * 1000, LINE))
    assert "点 1,000 个、线 1 个" in found.text


def test_what_lies_outside_the_district_is_told_and_what_touches_it_is_not():
    district = layer(box(0, 0, 1, 1), box(1, 0, 2, 1))
    inside, rim, outside = Point(1, 0.5), Point(2, 1), Point(2.01, 1)
    found = told(of_features(layer(inside, rim, outside), district))
    assert found == [("outside", "在区界以外，已保留", 1, [2])]
    assert told(of_features(layer(inside, rim), district)) == []


def test_collections_are_told_by_their_ids():
    found = told(split_issue(wide(3), ["c", "x"]))
    assert found == [("collection", "一个要素含多种图形，已按点、线、面拆成多行", 1, ["c"])]
