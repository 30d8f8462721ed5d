"""Damaged and hostile project files: each ends in a message that names the place, in seconds."""

import json
import time

import pytest
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point, box

from geo.errors import DataError
from geo.project_file import Project, ProjectLimits, dump, frame_of, load, store
from geo.project_file.model import VERSION

SAVED = "2026-01-31"
SECONDS = 10


def whole():
    """A file as an object, with a choice, a layer and a network."""
    frame = GeoDataFrame(
        {"名称": ["甲", "乙"], "户数": [1, 2], "时": ["x", "y"]},
        geometry=[box(115.9, 28.6, 115.91, 28.61), Point(115.9, 28.6)],
        crs="EPSG:4326",
    )
    layer = store(frame, "小区", look={"ink": "红"})
    return json.loads(dump(Project("0.1.0", SAVED, {"lc-speed": 60.0}, (layer,))))


def at(path, value):
    """The file with one value changed, added (None for a removal)."""
    data = whole()
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return data


LAYER = ("layers", 0)
FEATURE = (*LAYER, "collection", "features", 0)

WRONG = [
    (("format",), "other", "format：应为"),
    (("version",), "1", "version：应为正整数"),
    (("version",), True, "version：应为正整数"),
    (("version",), 0, "version：应为正整数"),
    (("app",), 5, "app：应为"),
    (("saved",), "31.1.2026", "saved：应为"),
    (("saved",), None, "saved：应为"),
    (("choices",), [], "choices：应为"),
    (("choices", "clause"), ["x"] * 1_000_000, "choices.clause：应为不超过 20,000 项"),
    (("choices", "a"), [["x"] * 20_000] * 26, "共不超过 500,000 个值"),
    (("choices", "q"), "x" * 1_000_001, "choices.q：应为"),
    (("choices", "q"), "\ud800", "choices.q：应为"),
    (("choices", "q"), "a\x00b", "choices.q：应为"),
    (("choices", "q"), [[[[[[[[[[["x"]]]]]]]]]]], "应为不超过 10 层"),
    (("choices", "q"), {"x" * 201: 1}, "choices.q：应为名称正确的对象"),
    (("layers",), {}, "layers：应为"),
    (("layers",), [None] * 25, "layers：应为不超过 24 项"),
    (LAYER, {}, "layers 第 1 个：应为有 name"),
    ((*LAYER, "name"), "", "layers 第 1 个.name：应为"),
    ((*LAYER, "role"), 1, "layers 第 1 个.role：应为"),
    ((*LAYER, "columns"), [{"name": "a", "kind": "text"}] * 2, "互不相同的列名"),
    ((*LAYER, "columns"), [{"name": "a"}], "columns 第 1 项：应为有 name"),
    ((*LAYER, "look"), [], "layers 第 1 个.look：应为不超过 100 项的对象"),
    ((*LAYER, "look"), dict.fromkeys(map(str, range(101)), 1), "look：应为不超过 100 项的对象"),
    ((*LAYER, "look", "ink"), "\ud800", "look.ink：应为"),
    ((*LAYER, "collection"), [], "collection：应为"),
    ((*LAYER, "collection", "features"), {}, "collection：应为"),
    (FEATURE, [], "第 1 个要素：应为"),
    ((*FEATURE, "id"), None, "第 1 个要素 id：应为"),
    ((*FEATURE, "id"), 1, "第 2 个要素 id：应为未用过的编号"),
    ((*FEATURE, "properties"), None, "第 1 个要素：应为"),
    ((*FEATURE, "properties", "户数"), "3", "第 1 个要素 户数：应为"),
    ((*FEATURE, "properties", "户数"), 10**30, "第 1 个要素 户数：应为"),
    ((*FEATURE, "properties", "名称"), {"$": 1}, "第 1 个要素 名称：应为"),
    ((*FEATURE, "properties", "名称"), "x" * 100_001, "第 1 个要素 名称：应为"),
    ((*FEATURE, "geometry"), 5, "第 1 个要素 geometry：应为"),
    ((*FEATURE, "geometry", "type"), "Feature", "第 1 个要素 geometry：应为"),
    ((*FEATURE, "geometry", "coordinates"), "x", "第 1 个要素 geometry：应为"),
    ((*FEATURE, "geometry", "coordinates"), [[[1, 2], [3, 4]]], "第 1 个要素 geometry：应为"),
    ((*FEATURE, "geometry"), {"type": "Point", "coordinates": [None, 1]}, "geometry：应为"),
    ((*FEATURE, "geometry"), {"type": "Point", "coordinates": [503000, 3167000]}, "经纬度"),
    ((*FEATURE, "geometry"), {"type": "Point", "coordinates": [10**400, 1]}, "geometry：应为"),
    (("networks",), [{"label": "x"}], "networks 第 1 个：应为有 label"),
]


@pytest.mark.parametrize(("path", "value", "told"), WRONG, ids=range(len(WRONG)))
def test_a_value_that_cannot_be_is_named(path, value, told):
    with pytest.raises(DataError, match="项目文件") as found:
        load(json.dumps(at(path, value)))
    assert told in str(found.value)
    assert len(str(found.value)) < 400


@pytest.mark.parametrize("name", list(whole()))
def test_each_member_must_be_there(name):
    data = whole()
    del data[name]
    with pytest.raises(DataError, match=name):
        load(json.dumps(data))


def timed(content, limits=None):
    before = time.process_time()
    with pytest.raises(DataError) as found:
        load(content, limits=limits or ProjectLimits())
    assert time.process_time() - before < SECONDS
    return str(found.value)


def test_a_file_cut_off_anywhere_is_refused():
    text = dump(Project("0.1.0", SAVED, {"lc-speed": 60.0}))
    for end in range(0, len(text.rstrip()) - 1, 7):
        assert "JSON" in timed(text[:end])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[" * 5_000_000, "嵌套过深"),
        ("[" + "[]," * 30_000_000, "个列表和对象，超过"),
        ('{"a":' * 1_000_000, "嵌套过深"),
        ("[]", "最外层应为对象"),
        ('{"version": NaN}', "NaN 不是数"),
        ('{"version": -Infinity}', "不是数"),
        ('{"version": 1, "version": 1}', "“version”在同一对象中出现两次"),
        ('{"version": ' + "9" * 1_000_000 + "}", "过长的数字"),
        (b"\xff\xfe{\x00", "不是 UTF-8"),
        (b"PK\x03\x04", "不是有效的 JSON"),
        ("", "不是有效的 JSON"),
        ("null", "最外层应为对象"),
    ],
    ids=range(12),
)
def test_what_is_no_project_is_refused(content, told):
    assert told in timed(content)


def test_a_million_names_of_which_two_are_the_same():
    names = ",".join(f'"k{number}":1' for number in range(1_000_000))
    assert "出现两次" in timed(f'{{{names},"k999999":1}}')


def test_a_number_too_large_for_a_number_is_refused():
    """JSON may write 1e999, which is read as infinite."""
    text = json.dumps(at(("choices", "lc-speed"), 12345.5)).replace("12345.5", "1e999")
    assert "choices.lc-speed：应为格式正确的文字、数、是或否，实为 过大的数" in timed(text)


def test_very_many_unknown_choices_are_refused():
    assert "choices" in timed(json.dumps(at(("choices",), dict.fromkeys(map(str, range(300_000))))))


def test_limits_are_told_and_may_be_changed():
    text = json.dumps(whole())
    assert "超过 0.0001 MB" in timed(text, ProjectLimits(megabytes=0.0001))
    assert "不超过 1 个要素" in timed(text, ProjectLimits(features=1))
    assert "不超过 3 个属性值" in timed(text, ProjectLimits(cells=3))
    assert "columns" in timed(text, ProjectLimits(columns=1))


def test_empty_features_cannot_blow_up_into_a_huge_table():
    data = whole()
    columns = [{"name": f"c{number}", "kind": "text"} for number in range(200)]
    feature = {"type": "Feature", "properties": {}, "geometry": None}
    many = [feature | {"id": number} for number in range(200_000)]
    data["layers"][0] |= {"columns": columns, "collection": {"features": many}}
    assert "个属性值" in timed(json.dumps(data))


def test_a_newer_version_says_what_to_do():
    assert "请先升级本程序" in timed(json.dumps(at(("version",), VERSION + 1)))


def test_what_is_not_known_is_left_out_and_said():
    data = whole()
    data["plugin"] = "x"
    data["choices"] |= {"x" * 201: "x"}
    data["layers"][0] |= {"path": "/etc/passwd"}
    data["layers"][0]["collection"]["features"][0]["properties"]["多"] = 1
    found = load(json.dumps(data))
    told = "\n".join(found.warnings)
    for word in ("plugin", "xxx", "path", "多"):
        assert word in told
    assert len(found.warnings) == 4
    assert found.choices == {"lc-speed": 60.0}
    assert found.layers[0].look == {"ink": "红"}
    assert load(json.dumps(whole())) == load(dump(found))


def test_an_area_that_crosses_itself_is_mended_and_said():
    bow = [[[115.9, 28.6], [115.92, 28.62], [115.92, 28.6], [115.9, 28.62], [115.9, 28.6]]]
    found = load(json.dumps(at((*FEATURE, "geometry", "coordinates"), bow)))
    assert found.warnings == ("layers 第 1 个 的 1 个面自相交，已修复",)
    shape = frame_of(found.layers[0]).geometry.iloc[0]
    assert shape.is_valid
    assert shape.area == pytest.approx(0.02 * 0.02 / 2)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
PLACES = [
    ("format",), ("version",), ("app",), ("saved",), ("choices",), ("choices", "lc-speed"),
    ("choices", "rings"), ("choices", "lc-scenarios"), ("choices", "lc-sites"), ("choices", "bg"),
    ("layers",), LAYER, *((*LAYER, name) for name in whole()["layers"][0]), FEATURE,
    (*FEATURE, "id"), (*FEATURE, "properties"), (*FEATURE, "geometry"), ("networks",),
    (*FEATURE, "geometry", "coordinates"), (*FEATURE, "properties", "户数"),
]  # fmt: skip


@settings(max_examples=300)
@given(st.sampled_from(PLACES), JSON)
def test_anything_anywhere_is_read_or_refused_in_words(path, value):
    try:
        found = load(json.dumps(at(path, value)))
    except DataError as error:
        told = str(error)
    else:
        told = "项目文件"
        assert load(dump(found)) == found
        assert all(len(frame_of(layer)) == len(layer.features) for layer in found.layers)
    assert told.startswith("项目文件")
