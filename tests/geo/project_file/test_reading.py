"""A project file as a whole: its members, what is told and how much of it."""

import json

import pytest

from geo.errors import DataError
from geo.project_file.model import FORMAT, VERSION, ProjectLimits
from geo.project_file.reading import check_layout, load

LAYER = {
    "name": "小区",
    "role": "layer",
    "source": "",
    "index": {"name": "", "kind": "integer"},
    "columns": [],
    "look": {},
    "collection": {"features": [{"id": 0, "properties": {}, "geometry": None}]},
}
NETWORK = {"label": "试", "note": "", "lines": None, "lines_read": 0, "tolerance_m": 1}
NETWORK["dropped"] = {}
WHOLE = {
    "format": FORMAT,
    "version": 1,
    "app": "0.1.0",
    "saved": "2026-01-31",
    "choices": {"lc-k": 3},
    "layers": [LAYER],
    "networks": [NETWORK],
}


def read(limits=None, **members):
    return load(json.dumps(WHOLE | members), limits=limits or ProjectLimits())


def refused(limits=None, **members):
    with pytest.raises(DataError) as found:
        read(limits, **members)
    return str(found.value).removesuffix("；请用本程序重新保存项目文件")


def test_a_project_is_what_its_members_say():
    found = read()
    assert (found.app, found.saved) == ("0.1.0", "2026-01-31")
    assert found.choices == {"lc-k": 3}
    assert [layer.name for layer in found.layers] == ["小区"]
    assert [network.label for network in found.networks] == ["试"]
    assert found.warnings == ()


@pytest.mark.parametrize("name", ["app", "saved", "choices", "layers", "networks"])
def test_every_member_must_be_there(name):
    left = {key: value for key, value in WHOLE.items() if key != name}
    with pytest.raises(DataError) as found:
        load(json.dumps(left))
    assert str(found.value) == f"项目文件：缺少 {name}；请用本程序重新保存项目文件"


def test_what_is_left_out_is_told_the_whole_first_then_layers_then_networks():
    lines = LAYER | {"role": "network", "z": 1}
    found = read(
        plugin=1,
        choices={"map\u0000": 1},
        layers=[LAYER, LAYER | {"y": 1}],
        networks=[NETWORK, NETWORK | {"lines": lines}],
    )
    assert found.warnings == (
        "plugin 不认识，已略去",
        "choices.map? 不认识，已略去",
        "layers 第 2 个.y 不认识，已略去",
        "networks 第 2 个.lines.z 不认识，已略去",
    )


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("app", "字" * 41, "app：应为不超过 40 字的文字"),
        ("saved", "2026-01-31" + "x" * 31, "saved：应为不超过 40 字的文字"),
        ("saved", "2026-02-30", "saved：应为2026-01-31 这样的日期，实为 2026-02-30"),
        ("layers", {}, "layers：应为不超过 2 项的列表，实为 对象"),
        ("layers", [LAYER] * 3, "layers：应为不超过 2 项的列表，实为 3 项的列表"),
        ("layers", [LAYER, 5], "layers 第 2 个：应为有 name"),
        ("networks", [NETWORK] * 3, "networks：应为不超过 2 项的列表，实为 3 项的列表"),
        ("networks", [NETWORK, 5], "networks 第 2 个：应为有 label"),
    ],
)
def test_a_member_that_cannot_be_is_named(name, value, words):
    assert refused(ProjectLimits(layers=2), **{name: value}).startswith(f"项目文件 {words}")


def test_members_may_reach_their_rims():
    found = read(ProjectLimits(layers=2), app="字" * 40, layers=[LAYER] * 2, networks=[NETWORK] * 2)
    assert (len(found.app), len(found.layers), len(found.networks)) == (40, 2, 2)
    moment = "2026-01-31T08:00:00.123456+08:00" + " " * 8  # a day with anything behind it
    assert read(saved=moment).saved == moment


def test_features_of_all_layers_together_are_bounded():
    both = {"layers": [LAYER] * 2}
    assert len(read(ProjectLimits(features=2), **both).layers) == 2
    assert refused(ProjectLimits(features=1), **both) == ("项目文件 layers：共 2 个要素，超过 1 个")


def mistaken(**data):
    with pytest.raises(DataError) as found:
        check_layout(data)
    return str(found.value)


def test_another_programs_file_is_told():
    words = (
        "项目文件 format：应为 qingyunpu-plan-map-project，实为 {}；请选择由本程序保存的项目文件"
    )
    assert mistaken(format="x", version=1) == words.format("x")
    assert mistaken(version=1) == words.format("空")


@pytest.mark.parametrize(
    ("version", "found"), [(None, "空"), ("1", "1"), (True, "是"), (0, "0"), (1.0, "1")]
)
def test_a_version_is_a_positive_whole_number(version, found):
    assert mistaken(format=FORMAT, version=version) == (
        f"项目文件 version：应为正整数，实为 {found}；请用本程序重新保存项目文件"
    )


def test_a_newer_version_names_the_program_that_wrote_it():
    assert mistaken(format=FORMAT, version=VERSION + 1, app="9.9") == (
        f"项目文件 version：这是第 {VERSION + 1} 版文件，由程序 9.9 保存；"
        f"本程序只认到第 {VERSION} 版；请先升级本程序"
    )
