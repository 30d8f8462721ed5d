"""Collections become rows."""

import pytest
from geopandas import GeoDataFrame
from shapely import GeometryCollection, LineString, MultiLineString, MultiPoint, Point, box

from geo.importing.geometry_types import split


def frame(**shapes):
    return GeoDataFrame({"n": range(len(shapes))}, geometry=[*shapes.values()], crs=4326).set_axis(
        list(shapes)
    )


def test_a_row_a_kind_in_place():
    mixed = GeometryCollection([box(0, 0, 1, 1), Point(0, 0), Point(2, 2)])
    found, ids = split(frame(a=Point(5, 5), b=mixed, c=Point(6, 6)))
    assert list(found.index) == ["a", "b（点）", "b（面）", "c"]
    assert found.geom_type.tolist() == ["Point", "MultiPoint", "Polygon", "Point"]
    assert found["n"].tolist() == [0, 1, 1, 2]
    assert ids == ["b"]
    assert found.crs.to_epsg() == 4326


def test_one_kind_keeps_its_id_however_deep():
    deep = GeometryCollection([GeometryCollection([LineString([(0, 0), (1, 1)])])])
    found, ids = split(frame(a=deep))
    assert list(found.index) == ["a"]
    assert found.geom_type.tolist() == ["LineString"]
    assert ids == ["a"]


def test_ids_stay_unique():
    mixed = GeometryCollection([Point(0, 0), box(0, 0, 1, 1)])
    found, _ = split(frame(**{"a（点）": Point(1, 1), "a": mixed}))
    assert found.index.is_unique


@pytest.mark.parametrize("shapes", [{}, {"a": MultiPoint([(0, 0), (1, 1)])}])
def test_without_collections_nothing_changes(shapes):
    given = frame(**shapes)
    assert split(given).frame_ll is given
    assert split(given).ids == []


def test_three_kinds_of_single_shapes_stay_single_and_lines_become_one():
    line = LineString([(0, 0), (1, 1)])
    mixed = GeometryCollection([line, Point(), Point(0, 0), line, box(0, 0, 1, 1)])
    found, ids = split(frame(a=mixed))
    assert list(found.index) == ["a（点）", "a（线）", "a（面）"]
    assert found.geometry.tolist() == [Point(0, 0), MultiLineString([line] * 2), box(0, 0, 1, 1)]
    assert ids == ["a"]


def test_the_order_of_parts_and_the_name_of_the_ids_stay():
    mixed = GeometryCollection([Point(2, 2), GeometryCollection([Point(1, 1), Point(0, 0)])])
    given = frame(a=mixed).rename_axis("号")
    found, _ = split(given)
    assert found.geometry.tolist() == [MultiPoint([(2, 2), (1, 1), (0, 0)])]
    assert (found.index.name, str(found.index.dtype)) == ("号", "str")
    assert given.geometry.tolist() == [mixed]
