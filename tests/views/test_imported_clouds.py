"""Large layers that a planner brought: parted, drawn as clouds, narrowed, their columns told."""

import pytest
from geopandas import GeoDataFrame
from pandas import DataFrame, Series
from shapely import GeometryCollection, LineString, Point, box

from geo.attributes import AttributeFilter, AttributeRule
from geo.importing.feature_names import with_feature_names
from layers.drawable import MANY
from layers.imported import families
from layers.point_cloud import PointCloud
from views import imported_filter, layer_registry
from views.map_choices import MapChoices


@pytest.mark.usefixtures("session")
def test_many_points_are_a_cloud_that_a_filter_narrows_once():
    many = GeoDataFrame(
        {"店名": [f"店{n}" for n in range(MANY)], "类别": ["药店", "超市"] * (MANY // 2)},
        geometry=[Point(115.9, 28.6)] * MANY,
        crs=4326,
    )
    layer_id = layer_registry.add("点", "点", with_feature_names(many, "店名"))
    wanted = AttributeFilter("", (AttributeRule("类别", ("超市",)),))
    layer_registry.change(layer_id, wanted=wanted)
    spec, items = layer_registry.spec(layer_id), layer_registry.own_items()[layer_id]
    choices = MapChoices((layer_id,), "规范色", "", own=(spec,), filters=layer_registry.filters())
    kept = choices.pick(spec, items)
    assert isinstance(items, PointCloud)
    assert len(items) == MANY
    assert len(kept) == MANY // 2
    assert choices.pick(spec, items).key == kept.key
    assert MapChoices((layer_id,), "规范色", "", own=(spec,)).pick(spec, items) is items


def test_families_part_by_geometry_and_leave_out_what_has_no_place():
    shapes = [
        Point(0, 0),
        None,
        LineString([(0, 0), (1, 1)]),
        Point(1, 1),
        box(0, 0, 1, 1),
        Point(),
    ]
    parts = families(GeoDataFrame({"n": range(6)}, geometry=shapes, crs=4326))
    assert {family: part["n"].tolist() for family, part in parts.items()} == {
        "面": [4],
        "线": [2],
        "点": [0, 3],
    }
    assert families(GeoDataFrame({"n": []}, geometry=[], crs=4326)) == {}


def test_a_collection_goes_by_the_largest_dimension_in_it():
    line = LineString([(0, 0), (1, 1)])
    shapes = [GeometryCollection([Point(0, 0), line]), GeometryCollection([Point(0, 0)])]
    parts = families(GeoDataFrame({"n": [0, 1]}, geometry=shapes, crs=4326))
    assert {family: part["n"].tolist() for family, part in parts.items()} == {"线": [0], "点": [1]}


def test_columns_tell_their_values_most_frequent_first():
    frame = DataFrame({"类别": ["超市", "药店", "药店"], "面积": [1.0, None, 3.0]})
    assert imported_filter._column(frame["类别"]) == (("药店", "超市"), None)
    assert imported_filter._column(frame["面积"]) == (("1.0", "（空）", "3.0"), (1.0, 3.0))
    assert imported_filter._column(Series(range(5_000)))[0] == ()
    assert imported_filter._column(Series([[1], [1], "a"]))[0] == ("[1]", "a")
