"""Geometries of a file that nobody vouches for: which places and which shapes are taken."""

import pytest
import shapely
from shapely import GeometryCollection, Point

from geo.errors import DataError
from geo.importing.limits import DEEPEST
from geo.project_file.geometry import TYPES, read_geometries

BOW = [[[115.9, 28.6], [115.92, 28.62], [115.92, 28.6], [115.9, 28.62], [115.9, 28.6]]]


def point(lon, lat, *more):
    return {"type": "Point", "coordinates": [lon, lat, *more]}


def nested(depth):
    """A point in collections, that many levels in all."""
    shape = point(115.9, 28.6)
    for _ in range(depth - 1):
        shape = {"type": "GeometryCollection", "geometries": [shape]}
    return shape


@pytest.mark.parametrize("place", [(180, 90), (-180, -90), (0, 0), (100, -90), (-180, 89.9)])
def test_every_place_on_earth_is_taken(place):
    (shape,), _ = read_geometries([point(*place)], "层")
    assert (shape.x, shape.y) == place


@pytest.mark.parametrize("place", [(100, 90.1), (100, -95), (180.1, 0), (-181, 28), (28.6, 115.9)])
def test_latitudes_end_at_90_and_longitudes_at_180_degrees(place):
    with pytest.raises(DataError, match="层 第 2 个要素 geometry：应为经纬度（度），实为 ") as told:
        read_geometries([point(1, 2), point(*place)], "层")
    assert f"{place[0]:g}, {place[1]:g}" in str(told.value)


def test_one_wrong_vertex_is_found_with_its_feature():
    line = {"type": "LineString", "coordinates": [[115.9, 28.6], [115.9, 91]]}
    with pytest.raises(DataError, match="第 3 个要素 geometry：应为经纬度（度），实为 115.9, 91"):
        read_geometries([None, point(1, 2), line, point(200, 0)], "层")


def test_areas_that_cross_themselves_are_mended_and_counted():
    """The bow of 0.02° each way is two triangles: half of its square."""
    bow = {"type": "Polygon", "coordinates": BOW}
    shapes, mended = read_geometries([bow, point(1, 2), bow, None], "层")
    assert mended == 2
    assert [shape is None for shape in shapes] == [False, False, False, True]
    assert shapes[0].is_valid
    assert shapes[0].area == pytest.approx(0.0002)


def test_shapes_are_flat_and_empty_ones_are_no_place():
    empty = {"type": "Polygon", "coordinates": []}
    shapes, mended = read_geometries([point(1, 2, 3), empty, None], "层")
    assert not shapely.has_z(shapes[0])
    assert shapes[1:].tolist() == [None, None]
    assert mended == 0


def test_every_type_of_the_format_is_taken_and_a_feature_is_none():
    assert len(TYPES) == 7
    both = {"type": "GeometryCollection", "geometries": [point(1, 2), point(3, 4)]}
    (shape,), _ = read_geometries([both], "层")
    assert shape.equals_exact(GeometryCollection([Point(1, 2), Point(3, 4)]))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"type": "Feature", "geometry": point(1, 2)}, "Feature"), ({}, "空"), (5, "5"),
        ([1, 2], "2 项的列表"), ("Point", "Point"), ({"type": "Point"}, "Point"),
        ({"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]}, "Polygon"),
        ({"type": "Point", "coordinates": [float("nan"), 1]}, "Point"),
    ],
)  # fmt: skip
def test_what_is_no_geometry_is_told_with_its_place_and_its_type(wrong, told):
    words = f"^项目文件 层 第 2 个要素 geometry：应为GeoJSON 几何，实为 {told}；"
    with pytest.raises(DataError, match=words):
        read_geometries([None, wrong], "层")


def test_a_hole_that_reaches_beyond_its_area_takes_nothing_outside_into_it():
    """Of 2 x 2 a hole of 2 x 1 covers 1 x 1: 3 are left, and not 1 more beyond the rim."""
    outer = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]
    hole = [[1, 0.5], [3, 0.5], [3, 1.5], [1, 1.5], [1, 0.5]]
    shapes, mended = read_geometries([{"type": "Polygon", "coordinates": [outer, hole]}], "层")
    assert shapes[0].area == pytest.approx(3)
    assert mended == 1


def test_what_is_not_known_of_a_geometry_is_left_out():
    (shape,), _ = read_geometries([{**point(1, 2), "crs": {"type": "link"}, "x": 1}], "层")
    assert shape == Point(1, 2)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None, "x", [1]])
def test_a_coordinate_that_is_no_number_is_refused(value):
    with pytest.raises(DataError, match="第 2 个要素 geometry：应为"):
        read_geometries([None, point(115.9, value)], "层")


def test_collections_may_be_nested_as_deep_as_files_that_are_imported():
    assert read_geometries([nested(DEEPEST)], "层")[0][0] is not None
    with pytest.raises(DataError, match="第 2 个要素 geometry：应为GeoJSON 几何"):
        read_geometries([None, nested(DEEPEST + 1)], "层")


def test_depth_is_that_of_the_deepest_branch():
    wide = {"type": "GeometryCollection", "geometries": [point(1, 2), nested(DEEPEST), point(3, 4)]}
    with pytest.raises(DataError, match="第 1 个要素 geometry：应为GeoJSON 几何"):
        read_geometries([wide], "层")


def test_no_geometries_at_all():
    shapes, mended = read_geometries([], "层")
    assert (len(shapes), mended) == (0, 0)


@pytest.mark.parametrize("inner", [[1], ["x"], [None], [[point(1, 2)]], {"a": 1}, "x"])
def test_a_collection_of_what_is_no_geometry_is_refused(inner):
    shape = {"type": "GeometryCollection", "geometries": inner}
    with pytest.raises(DataError, match="层 第 1 个要素 geometry：应为 ?GeoJSON 几何"):
        read_geometries([shape], "层")
