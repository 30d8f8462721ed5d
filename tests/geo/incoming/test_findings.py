"""Lines of the report on a layer."""

import numpy as np
import pytest
from geopandas import GeoDataFrame
from pandas import DataFrame, Index
from shapely import LineString, Point, box

from geo.incoming.findings import feature_issues, issue, row_issues, split_issue
from geo.incoming.ids import Ids
from geo.incoming.model import Columns, Guess
from geo.incoming.placing import Placed
from geo.incoming.repair import Repaired

LINE, AREA = LineString([(0, 0), (1, 1)]), box(0, 0, 1, 1)


def wide(rows):
    return DataFrame({f"c{at}": range(rows) for at in range(8)}, index=list("abcdefgh"[:rows]))


def layer(*shapes):
    return GeoDataFrame({"n": range(len(shapes))}, geometry=list(shapes), crs="EPSG:4326")


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
    at = Placed(frame, shapes, heights, Columns("none"), Guess("", ""))
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
    (found,) = feature_issues(layer(*shapes), None)
    assert (found.key, found.count) == ("mixed", len(shapes))
    assert found.text == f"图形类型混杂（{words}），全部保留，可按类型分层"
    assert found.first.index.tolist() == first
    assert list(found.first) == ["n"]


def test_of_mixed_shapes_five_are_shown_of_six_columns():
    shapes = [AREA] * 7 + [LINE] * 6
    frame = GeoDataFrame({f"c{at}": range(13) for at in range(8)}, geometry=shapes, crs=4326)
    (found,) = feature_issues(frame, None)
    assert found.first.index.tolist() == [7, 8, 9, 10, 11]
    assert list(found.first) == ["c0", "c1", "c2", "c3", "c4", "c5"]


def test_thousands_are_parted():
    (found,) = feature_issues(layer(*[Point(1, 1)] * 1000, LINE), None)
    assert "点 1,000 个、线 1 个" in found.text


def test_what_lies_outside_the_district_is_told_and_what_touches_it_is_not():
    district = layer(box(0, 0, 1, 1), box(1, 0, 2, 1))
    inside, rim, outside = Point(1, 0.5), Point(2, 1), Point(2.01, 1)
    found = told(feature_issues(layer(inside, rim, outside), district))
    assert found == [("outside", "在区界以外，已保留", 1, [2])]
    assert told(feature_issues(layer(inside, rim), district)) == []


def test_collections_are_told_by_their_ids():
    found = told(split_issue(wide(3), ["c", "x"]))
    assert found == [("collection", "一个要素含多种图形，已按点、线、面拆成多行", 1, ["c"])]
