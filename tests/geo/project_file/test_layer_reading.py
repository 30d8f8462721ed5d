"""A stored layer of a file: every member is checked, nothing is dropped unsaid."""

import pytest

from geo.errors import DataError
from geo.project_file.layer_reading import read_layer
from geo.project_file.model import ProjectLimits, StoredColumn

SPOT = {"type": "Point", "coordinates": [115.9, 28.6]}
BOW = [[115.9, 28.6], [115.92, 28.62], [115.92, 28.6], [115.9, 28.62], [115.9, 28.6]]
FEATURES = [
    {"id": "a", "properties": {"数": 1}, "geometry": SPOT},
    {"id": "b", "properties": {}, "geometry": None},
]
LAYER = {
    "name": "小区",
    "role": "demand",
    "source": "某局",
    "index": {"name": "编号", "kind": "text"},
    "columns": [{"name": "数", "kind": "integer"}],
    "look": {"ink": "红"},
    "collection": {"features": FEATURES},
}


def read(limits=None, **members):
    return read_layer(LAYER | members, "层", limits or ProjectLimits())


def refused(data=None, **members):
    with pytest.raises(DataError) as found:
        read_layer((LAYER | members) if data is None else data, "层", ProjectLimits(columns=2))
    return str(found.value).removesuffix("；请用本程序重新保存项目文件")


def test_a_layer_is_what_its_members_say():
    layer, told = read()
    assert (layer.name, layer.role, layer.source) == ("小区", "demand", "某局")
    assert (layer.index, layer.columns) == (
        StoredColumn("编号", "text"),
        (StoredColumn("数", "integer"),),
    )
    assert layer.look == {"ink": "红"}
    assert layer.features == (
        '{"type":"Feature","id":"a","properties":{"数":1},'
        '"geometry":{"type":"Point","coordinates":[115.9,28.6]}}',
        '{"type":"Feature","id":"b","properties":{"数":null},"geometry":null}',
    )
    assert told == []


@pytest.mark.parametrize("name", list(LAYER))
def test_every_member_must_be_there(name):
    wanted = "name、role、source、index、columns、look、collection"
    left = {key: value for key, value in LAYER.items() if key != name}
    assert refused(left) == f"项目文件 层：应为有 {wanted} 各项的图层，实为 对象"
    assert refused(list(LAYER)) == f"项目文件 层：应为有 {wanted} 各项的图层，实为 7 项的列表"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("name", " ", "层.name：应为格式正确的文字，实为  "),
        ("name", "字" * 81, "层.name：应为不超过 80 字的文字"),
        ("role", "x", "层.role：应为layer / demand / capacity / candidates / network，实为 x"),
        ("source", "字" * 501, "层.source：应为不超过 500 字的文字"),
        ("index", {"name": "a", "kind": "x"}, "层.index.kind：应为text / integer / number / "),
        ("index", {"name": "字" * 201, "kind": "text"}, "层.index.name：应为不超过 200 字的文字"),
        ("columns", [{"name": "a", "kind": 1}], "层.columns 第 1 项.kind：应为text / integer"),
        ("columns", [LAYER["columns"][0]] * 2, "层.columns：应为互不相同的列名，实为 数"),
        ("columns", [1, 2, 3], "层.columns：应为不超过 2 项的列表，实为 3 项的列表"),
        ("look", [], "层.look：应为不超过 100 项的对象，实为 0 项的列表"),
        ("look", dict.fromkeys(map(str, range(101))), "层.look：应为不超过 100 项的对象，实为"),
        ("collection", 1, "层.collection：应为不超过 300,000 个要素的集合，实为 空"),
    ],
)
def test_a_member_that_cannot_be_is_named(name, value, words):
    assert refused(**{name: value}).startswith(f"项目文件 {words}")


def test_names_and_sources_may_be_as_long_as_said():
    layer = read(name="字" * 80, source="字" * 500, index={"name": "字" * 200, "kind": "text"})[0]
    assert (len(layer.name), len(layer.source), len(layer.index.name)) == (80, 500, 200)


def test_what_is_not_known_or_mended_is_told_in_order():
    bow = {
        "id": "c",
        "properties": {"多": 1},
        "geometry": {"type": "Polygon", "coordinates": [BOW]},
    }
    layer, told = read(
        collection={"features": [*FEATURES, bow]}, look={"zz": 1, "a\u0000": 1}, y=1, x=1
    )
    assert told == [
        "层 的 1 个面自相交，已修复",
        "层 属性“多”未在 columns 中，已略去",
        "层.look.a? 不认识，已略去",
        "层.x 不认识，已略去",
        "层.y 不认识，已略去",
    ]
    assert layer.look == {"zz": 1}


def test_of_strange_members_twenty_are_named():
    _, told = read(**{f"x{at:02}": 1 for at in range(22)})
    assert (len(told), told[-1]) == (20, "层.x19 不认识，已略去")


def test_a_look_may_have_a_hundred_members():
    layer, told = read(look=dict.fromkeys(map(str, range(100)), 1))
    assert (len(layer.look), told) == (100, [])


def test_a_shape_that_cannot_be_is_named_with_its_feature():
    wrong = FEATURES[1] | {"geometry": {"type": "Feature"}}
    told = refused(collection={"features": [FEATURES[0], wrong]})
    assert told.startswith("项目文件 层 第 2 个要素 geometry：应为GeoJSON 几何")
