"""Shapes parted by kind, all single or all multi."""

import numpy as np
import shapely
from shapely import (
    GeometryCollection,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    box,
)

from geo.exporting.geometry_split import by_kind, collections

LINE = LineString([(0, 0), (1, 1)])
AREA = box(0, 0, 1, 1)
DEEP = GeometryCollection(
    [
        MultiPoint([(5, 5), (6, 6)]),
        GeometryCollection([GeometryCollection([LINE, AREA]), Point()]),
        Point(7, 7),
    ]
)


def array(*shapes):
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


def test_each_kind_has_its_rows_and_a_collection_is_in_all_that_it_holds():
    points, lines, areas = by_kind(array(AREA, DEEP, None, Point(1, 1), LINE))
    assert (points.kind, lines.kind, areas.kind) == ("点", "线", "面")
    assert [part.rows.tolist() for part in (points, lines, areas)] == [[1, 3], [1, 4], [0, 1]]
    assert points.shapes.tolist() == [MultiPoint([(5, 5), (6, 6), (7, 7)]), MultiPoint([(1, 1)])]
    assert lines.shapes.tolist() == [MultiLineString([LINE]), MultiLineString([LINE])]
    assert areas.shapes.tolist() == [MultiPolygon([AREA]), MultiPolygon([AREA])]


def test_what_is_alike_stays_as_it_is():
    (singles,) = by_kind(array(Point(1, 1), Point(2, 2)))
    assert singles.shapes.tolist() == [Point(1, 1), Point(2, 2)]
    (multis,) = by_kind(array(MultiPolygon([AREA]), None))
    assert (multis.kind, multis.shapes.tolist()) == ("面", [MultiPolygon([AREA])])


def test_a_kind_that_a_collection_lacks_has_no_part():
    one = GeometryCollection([Point(1, 1), Point()])
    (points,) = by_kind(array(one, GeometryCollection()))
    assert (points.rows.tolist(), points.shapes.tolist()) == ([0], [MultiPoint([(1, 1)])])
    assert by_kind(array()) == []
    assert by_kind(array(None)) == []


def test_what_is_given_stays():
    given = array(DEEP, LINE)
    by_kind(given)
    assert [shapely.get_type_id(shape) for shape in given] == [7, 1]


def test_shapes_of_several_kinds_are_counted():
    assert collections(array(DEEP, LINE, MultiPoint([(1, 1)]), None, GeometryCollection())) == 2
