"""Many points as one cloud: the same as the items they stand for, column by column."""

import json

import numpy as np
import pytest
from geopandas import GeoDataFrame
from shapely import LineString, Point, Polygon

from layers.drawable import MANY, drawable, items_of_feature, used
from layers.items import items_of
from layers.legend import legend_html
from layers.palettes import STANDARD
from layers.point_cloud import GONE, PointCloud, column, told
from layers.spec import LayerSpec, Symbol
from layers.styles import palette, styles_of
from layers.web_map import Drawing, scene

SPEC = LayerSpec(
    "demo", "示例", "own:x", "point",
    (Symbol("新建", "新建", "school"), Symbol("", "其他", "school")),
    class_column="work", label_zoom=15,
)  # fmt: skip
BAD = "</script><script>alert(1)</script>{{7*7}}\u2028"


def frame(count=MANY, last=None):
    places = [Point(115.9 + step / 1e5, 28.6 - step / 1e5) for step in range(count - 1)]
    return GeoDataFrame(
        {
            "name": [f"点{step}" for step in range(count - 1)] + [BAD],
            "work": ["新建" if step % 2 else "扩建" for step in range(count)],
        },
        index=[f"id{step}" for step in range(count)],
        geometry=[*places, Point(115.123456789, -28.6) if last is None else last],
        crs="EPSG:4326",
    )


def test_a_cloud_holds_the_very_items_that_few_points_are():
    points = frame()
    cloud = drawable(points, SPEC, 2)
    assert isinstance(cloud, PointCloud)
    assert len(cloud) == MANY
    assert tuple(cloud) == items_of(points, SPEC, 2)
    assert cloud[-1].feature_id == f"id{MANY - 1}"
    assert [item.feature_id for item in cloud[1:3]] == ["id1", "id2"]
    with pytest.raises(IndexError):
        cloud[MANY]


@pytest.mark.parametrize("last", [LineString([(0, 0), (1, 1)]), Polygon([(0, 0), (1, 1), (1, 0)])])
def test_anything_but_points_is_drawn_as_it_always_was(last):
    assert isinstance(drawable(frame(last=last), SPEC), tuple)


def test_few_and_none_are_items():
    assert isinstance(drawable(frame(MANY - 1), SPEC), tuple)
    assert drawable(frame(1).iloc[:0], SPEC) == ()


def test_a_filter_keeps_places_and_leaves_the_rest_unmarked():
    cloud = drawable(frame(), SPEC)
    kept = cloud.kept(frozenset({"id1", "id3", "elsewhere"}))
    assert [item.feature_id for item in kept] == ["id1", "id3"]
    assert kept.columns is cloud.columns
    assert kept.key != cloud.key
    assert (kept.marks == GONE).sum() == MANY - 2
    assert items_of_feature(kept, "id0") == []
    assert items_of_feature(kept, "id3") == [cloud[3]]
    assert used(kept) == {(0, "Point")}
    assert used(cloud) == {(0, "Point"), (1, "Point")} == used(tuple(cloud))
    assert items_of_feature(tuple(cloud), "id3") == [cloud[3]]
    assert len(cloud.kept(frozenset())) == 0


def test_columns_read_back_as_they_were():
    points = frame()
    cloud = drawable(points, SPEC)
    places = np.frombuffer(column(cloud.columns, "places"), "<i4").reshape(-1, 2)
    assert places[0].tolist() == [115_900_000, 28_600_000]
    assert places[-1].tolist() == [115_123_457, -28_600_000]
    for name, values in (("names", points["name"]), ("ids", points.index)):
        assert column(cloud.columns, name).decode().split("\x1e") == list(values)


def test_what_stands_between_names_is_taken_out_of_them():
    points = frame()
    points.loc["id1", "name"] = "甲\x1e乙"
    names = column(drawable(points, SPEC).columns, "names").decode().split("\x1e")
    assert len(names) == MANY
    assert names[1] == "甲 乙"


def test_a_scene_of_a_cloud_names_where_its_columns_are_and_nothing_of_them():
    cloud = drawable(frame(), SPEC)
    styles = styles_of(SPEC, palette(STANDARD), 1.0)
    made = scene([Drawing(cloud, styles, source="/here")])
    (layer,) = json.loads(made)["layers"]
    assert layer["cloud"]["places"] == {"url": f"/here/{cloud.columns.key}/places"}
    assert layer["cloud"]["marks"] == {"url": f"/here/{cloud.key}/marks"}
    assert layer["cloud"]["count"] == MANY
    assert layer["styles"] == styles
    assert len(made) < 2_000


def test_a_page_of_its_own_holds_the_columns_and_no_markup():
    cloud = drawable(frame(), SPEC)
    made = scene([Drawing(cloud, [])])
    assert "<" not in made
    assert "{{" not in made
    part = json.loads(made)["layers"][0]["cloud"]
    assert part["names"]["text"].endswith(BAD)
    assert part["ids"] is None


def test_one_look_and_no_filter_needs_no_marks():
    plain = LayerSpec("p", "点", "own:x", "point", (Symbol("", "点", "school"),), role="imported")
    cloud = drawable(frame(), plain)
    assert cloud.is_plain
    assert told(cloud, "/here")["marks"] is None
    assert told(cloud.kept(frozenset({"id0"})), "/here")["marks"] is not None


def test_keys_cannot_be_guessed_and_differ():
    keys = {drawable(frame(), SPEC).columns.key for _ in range(3)}
    assert len(keys) == 3
    assert min(map(len, keys)) >= 24


def test_the_legend_of_a_cloud_is_that_of_its_items():
    cloud, colours = drawable(frame(), SPEC), palette(STANDARD)
    assert legend_html({SPEC: cloud}, colours) == legend_html({SPEC: tuple(cloud)}, colours)
