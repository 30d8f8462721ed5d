"""GeoJSON as people write it."""

import json

import pytest
import shapely
from shapely import Point

from geo.errors import DataError
from geo.importing import geojson
from geo.importing.formats import FORMATS
from geo.importing.georeferencing import georeferenced
from geo.importing.limits import ReadingLimits
from geo.importing.model import ReadingChoices


def collection(*features, **more):
    return json.dumps({"type": "FeatureCollection", **more, "features": list(features)})


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


POINT = {"type": "Point", "coordinates": [115.91, 28.62]}


def test_features_with_and_without_shape(write, ask):
    path = write(
        "layer.geojson", collection(feature(POINT, 名称="甲", n=1), feature(None, 名称=None))
    )
    raw = geojson.read(path, ask())
    assert raw.frame["名称"].tolist()[0] == "甲"
    assert raw.shapes[0] == Point(115.91, 28.62)
    assert raw.shapes[1] is None
    assert raw.crs == "EPSG:4326"


def test_features_without_properties_count(write, ask):
    raw = geojson.read(write("layer.geojson", collection(feature(POINT), feature(POINT))), ask())
    assert len(raw.frame) == len(raw.shapes) == 2


def test_html_and_nested_values_stay_text(write, ask):
    html = "<img src=x onerror=alert(1)>"
    path = write("layer.geojson", collection(feature(POINT, a=html, b={"c": [1, 2]})))
    frame = georeferenced(geojson.read(path, ask()), ReadingChoices(), "来文").frame
    assert frame["a"].tolist() == [html]
    assert json.loads(frame["b"].iloc[0]) == {"c": [1, 2]}


def test_gbk_which_old_tools_write(write, ask):
    text = json.dumps({"type": "FeatureCollection", "features": [feature(POINT, 名称="甲校")]})
    gbk = text.encode().decode("unicode_escape").encode("gbk")
    path = write("layer.geojson", gbk)
    assert FORMATS["geojson"].encodings(path, ask())[0] == "GB18030"
    assert geojson.read(path, ask()).frame["名称"].tolist() == ["甲校"]
    with pytest.raises(DataError, match="不是 UTF-8 编码"):
        geojson.read(path, ask(encoding="UTF-8"))


@pytest.mark.parametrize("place", [b'"a"', b'"x"'])
def test_bytes_that_are_no_text(write, ask, place):
    text = collection(feature(POINT, a="x")).encode().replace(place, b'"\xff\xfe"')
    with pytest.raises(DataError, match="不是 GB18030 编码|不是 UTF-8 编码"):
        geojson.read(write("layer.geojson", text), ask())


def test_the_outdated_crs_member_counts(write, ask):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4548"}}
    point = {"type": "Point", "coordinates": [393_000, 3_167_000]}
    raw = geojson.read(write("layer.geojson", collection(feature(point), crs=crs)), ask())
    assert raw.crs == "EPSG:4548"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.999])
def test_a_file_cut_short(write, ask, share):
    text = collection(*[feature(POINT, n=n) for n in range(50)])
    path = write("layer.geojson", text[: int(len(text) * share)])
    with pytest.raises(DataError, match="不完整|无法读取"):
        geojson.read(path, ask())


def test_a_file_cut_behind_a_feature(write, ask):
    text = collection(*[feature(POINT, n=n) for n in range(50)])
    path = write("layer.geojson", text[: text.rfind("}, {") + 1])
    with pytest.raises(DataError, match="不完整|无法读取"):
        geojson.read(path, ask())


@pytest.mark.parametrize("text", ['{"a": 1}', '{"type": "Topology"}', "{", '{"features": []}'])
def test_other_json(write, ask, text):
    with pytest.raises(DataError, match="不是 GeoJSON"):
        geojson.read(write("layer.geojson", text), ask())


def test_numbers_that_are_none(write, ask):
    text = collection(feature(POINT)).replace("115.91", "NaN")
    raw = geojson.read(write("layer.geojson", text), ask())
    assert (
        not shapely.get_coordinates(raw.shapes).size
        or not (abs(shapely.get_coordinates(raw.shapes)) < 1e9).all()
    )


def test_deep_nesting_ends(write, ask):
    text = collection(feature({"type": "Polygon", "coordinates": 0}, a=1))
    deep = text.replace('"coordinates": 0', '"coordinates": ' + "[" * 100_000 + "]" * 100_000)
    with pytest.raises(DataError):
        geojson.read(write("layer.geojson", deep), ask())


def test_limits_hold(write, ask):
    path = write("layer.geojson", collection(*[feature(POINT, a=1, b=2)] * 3))
    with pytest.raises(DataError, match="超过 2 行"):
        geojson.read(path, ask(limits=ReadingLimits(max_rows=2)))
    with pytest.raises(DataError, match="有 2 列"):
        geojson.read(path, ask(limits=ReadingLimits(max_columns=1)))
    with pytest.raises(DataError, match="解压后"):
        geojson.read(path, ask(limits=ReadingLimits(max_bytes=10)))
    assert len(geojson.read(path, ask(rows=2)).frame) == 2


def test_features_one_a_line(write, ask):
    lines = "\n".join(json.dumps(feature(POINT, n=n)) for n in range(3))
    raw = geojson.read(write("layer.geojson", lines), ask())
    assert raw.frame["n"].tolist() == [0, 1, 2]
    assert geojson.read(write("layer.geojson", lines), ask(rows=2)).frame["n"].tolist() == [0, 1]


def topology(references=1):
    arc = [[115.9, 28.6], [115.91, 28.6], [115.91, 28.61], [115.9, 28.6]]
    shape = {"type": "Polygon", "arcs": [[0]], "properties": {"名称": "甲"}}
    shapes = {"type": "GeometryCollection", "geometries": [shape] * references}
    return json.dumps({"type": "Topology", "objects": {"区": shapes}, "arcs": [arc]})


def test_topojson_is_read_and_what_it_unfolds_is_counted(write, ask):
    path = write("layer.json", topology(3))
    raw = geojson.read(path, ask(limits=ReadingLimits(max_vertices=12)))
    assert raw.frame["名称"].tolist() == ["甲"] * 3
    assert shapely.get_num_coordinates(raw.shapes).tolist() == [4, 4, 4]
    with pytest.raises(DataError, match="有 12 个以上的折点，上限 11 个"):
        geojson.read(path, ask(limits=ReadingLimits(max_vertices=11)))


@pytest.mark.parametrize("arcs", ["[1, 2]", "{}", "0"])
def test_a_broken_topology(write, ask, arcs):
    text = topology().replace('"arcs": [[[115', f'"arcs": {arcs}, "x": [[[115')
    with pytest.raises(DataError):
        geojson.read(write("layer.json", text), ask())


def test_type_behind_everything_else(write, ask):
    text = collection(*[feature(POINT, n=n) for n in range(2000)])[:-1]
    text = text.replace('"type": "FeatureCollection", ', "", 1) + ', "type": "FeatureCollection"}'
    assert len(geojson.read(write("layer.geojson", text), ask()).frame) == 2000


def test_more_names_than_allowed(write, ask):
    features = [feature(POINT, **{f"n{n}": 1}) for n in range(30)]
    path = write("layer.geojson", collection(*features))
    assert len(geojson.read(path, ask(limits=ReadingLimits(max_names=40))).frame) == 30
    with pytest.raises(DataError, match="有 30 种以上的属性名"):
        geojson.read(path, ask(limits=ReadingLimits(max_names=30)))


@pytest.mark.parametrize("nested", [{}, {"b": {"c": 1}}])
def test_text_of_old_tools_is_right_whether_features_are_plain_or_not(write, ask, nested):
    text = json.dumps({"类": 1, "type": "FeatureCollection"}, ensure_ascii=False)[:-1]
    rows = json.dumps([feature(POINT, 名称="甲校", **nested)], ensure_ascii=False)
    path = write("layer.geojson", f'{text}, "features": {rows}}}', "gbk")
    raw = geojson.read(path, ask())
    assert raw.frame["名称"].tolist() == ["甲校"]
    assert raw.shapes.tolist() == [Point(115.91, 28.62)]


@pytest.mark.parametrize("end", ["", "\n", " \t\r\n"])
def test_what_stands_behind_the_end_is_no_harm(write, ask, end):
    path = write("layer.geojson", collection(feature(POINT, a=1)) + end)
    assert len(geojson.read(path, ask()).frame) == 1


@pytest.mark.parametrize("end", ["x", "]", ","])
def test_what_does_not_end_with_its_object_is_told_with_its_name(write, ask, end):
    path = write("layer.geojson", collection(feature(POINT, a=1)) + end)
    with pytest.raises(DataError, match="^来文 不完整（没有传完）；请重新导出或重新发送$"):
        geojson.read(path, ask())


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (json.dumps(feature(POINT, a=1)), 1),
        (json.dumps(POINT), 1),
        (json.dumps({"type": "GeometryCollection", "geometries": [POINT]}), 1),
        ("\n".join(json.dumps(feature(POINT, a=n)) for n in range(3)), 3),
    ],
)
def test_a_feature_alone_a_shape_alone_and_one_a_line(write, ask, text, rows):
    assert len(geojson.read(write("layer.geojson", text), ask()).frame) == rows


@pytest.mark.parametrize(
    "text",
    ['{"type":"FeatureCollection"}', '{"type":"Point"}', '{"type":"x","features":[]}', '{"a":1}'],
)
def test_other_json_is_told_with_its_name(write, ask, text):
    words = "^来文 是 JSON，但不是 GeoJSON；请按 GeoJSON 要素集合导出$"
    with pytest.raises(DataError, match=words):
        geojson.read(write("layer.geojson", text), ask())
