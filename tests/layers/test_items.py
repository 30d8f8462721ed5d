"""Features as script-safe texts, with names where they have room."""

import json

import pytest
from geopandas import GeoDataFrame
from shapely import LineString, MultiLineString, MultiPoint, Point, box

from layers.items import collection, items_of, script_json, script_safe
from layers.label_anchor import anchor
from layers.spec import LayerSpec, Symbol

SPEC = LayerSpec(
    "demo", "示例", "projects", "point",
    (Symbol("新建", "新建", "school"), Symbol("", "其他", "school")),
    class_column="work", label_zoom=12,
)  # fmt: skip
BAD = "</script><script>alert(1)</script>{{7*7}}<img src=x onerror=1>\u2028"


def frame(*rows):
    columns = {"name": [name for name, _, _ in rows], "work": [work for _, work, _ in rows]}
    shapes = [shape for _, _, shape in rows]
    index = [f"id{number}" for number in range(len(rows))]
    return GeoDataFrame(columns, index=index, geometry=shapes, crs="EPSG:4326")


def test_an_item_is_a_feature_with_its_symbol_and_name():
    (item,) = items_of(frame(("甲", "新建", Point(115.9123456789, 28.6))), SPEC)
    feature = json.loads(item.text)
    assert feature["properties"] == {"layer": "demo", "id": "id0", "tip": "甲\n示例 · 新建", "s": 0}
    assert feature["geometry"] == {"type": "Point", "coordinates": [115.912346, 28.6]}
    assert json.loads(item.label)["text"] == "甲"


def test_an_unknown_class_takes_the_last_symbol():
    (item,) = items_of(frame(("甲", "未听说过", Point(0, 0))), SPEC)
    assert item.symbol == 1


def test_unplaced_features_are_no_items():
    assert (
        items_of(frame(("甲", "新建", None), ("乙", "新建", Point(1, 1))), SPEC)[0].feature_id
        == "id1"
    )
    assert items_of(frame(("甲", "新建", None)), SPEC) == ()


def test_nothing_in_a_name_leaves_the_json():
    (item,) = items_of(frame((BAD, "新建", Point(0, 0))), SPEC)
    for text in (item.text, item.label, collection([item])):
        assert "<" not in text
        assert "{{" not in text
        assert "\u2028" not in text
    assert json.loads(item.text)["properties"]["tip"].startswith(BAD)
    assert json.loads(item.label)["text"] == BAD


def test_a_collection_of_none_and_of_many_is_geojson():
    assert json.loads(collection([])) == {"type": "FeatureCollection", "features": []}
    many = items_of(frame(("甲", "", Point(0, 0)), ("乙", "", Point(1, 1))), SPEC)
    assert len(json.loads(collection(many))["features"]) == 2


@pytest.mark.parametrize("value", ["a<b", {"x": ["{{", ">"]}, None, 1.5, "中文"])
def test_script_json_reads_back_as_it_was(value):
    assert json.loads(script_json(value)) == value


def test_script_safe_leaves_plain_json_alone():
    assert script_safe('{"a":1}') == '{"a":1}'


def test_the_name_of_a_point_stands_on_it():
    assert anchor(Point(1, 2)) == (Point(1, 2), 0.0)


def test_the_name_of_several_points_stands_on_the_first():
    assert anchor(MultiPoint([(1, 2), (3, 4)])) == (Point(1, 2), 0.0)


def test_the_name_of_an_area_stands_inside_where_it_is_widest():
    dumbbell = box(0, 0, 0.01, 0.01).union(box(0.01, 0.0045, 0.05, 0.0055))
    spot, _ = anchor(dumbbell)
    assert spot.distance(Point(0.005, 0.005)) < 0.001


def test_the_name_of_a_line_turns_along_it_and_reads_from_the_left():
    for line, angle in (
        (LineString([(0, 0), (1, 0)]), 0),
        (LineString([(1, 0), (0, 0)]), 0),
        (LineString([(0, 0), (0.001, 0.001)]), -45),
        (LineString([(0, 0), (0.001, -0.001)]), 45),
    ):
        assert anchor(line)[1] == pytest.approx(angle, abs=0.1)


def test_the_name_of_a_broken_line_stands_on_its_longest_part():
    parts = MultiLineString([[(0, 0), (0.1, 0)], [(5, 5), (6, 5)]])
    assert anchor(parts)[0].x == pytest.approx(5.5)
