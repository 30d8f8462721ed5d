"""Where the edges of a stored network must meet; every member of one in a file is checked."""

import json

import pytest
from geopandas import GeoDataFrame
from shapely import LineString

from geo.errors import DataError
from geo.network.build import build_network
from geo.project_file import Project, ProjectLimits, dump, load, network_of, networks, store_network
from geo.project_file.networks import MOST_EDGES, read_network

X0, Y0 = 392_000.0, 3_168_000.0
SAVED = "2026-01-31"
M_PER_DEGREE = 111_000
"""Of latitude."""


def network():
    """Two streets that meet in one node, 100 m and 200 m long."""
    runs = [[(0, 0), (100, 0)], [(100, 0), (100, 200)]]
    lines = [LineString([(X0 + x, Y0 + y) for x, y in run]) for run in runs]
    return build_network(GeoDataFrame(geometry=lines, crs="EPSG:4548"), label="试")


def with_an_end_moved(north_m):
    """The stored network, the end of its first edge so many metres farther north."""
    data = json.loads(dump(Project("0.1.0", SAVED, networks=(store_network(network()),))))
    line = data["networks"][0]["lines"]["collection"]["features"][0]["geometry"]
    line["coordinates"][-1][1] += north_m / M_PER_DEGREE
    return load(json.dumps(data)).networks[0]


@pytest.mark.parametrize("north_m", [0.0, 0.0098, -0.0098])
def test_ends_within_a_centimetre_of_each_other_are_one_node(north_m):
    assert len(network_of(with_an_end_moved(north_m)).nodes_m) == 3


@pytest.mark.parametrize("north_m", [0.0104, -0.0104, 0.5, 90.0])
def test_ends_farther_than_a_centimetre_from_their_node_are_refused(north_m):
    with pytest.raises(DataError, match="路网“试”的路段与节点号不相符；请重新导入路网"):
        network_of(with_an_end_moved(north_m))


def test_a_network_of_as_many_edges_as_allowed_is_kept_and_one_more_is_not(monkeypatch):
    assert MOST_EDGES == 60_000
    monkeypatch.setattr(networks, "MOST_EDGES", 2)
    assert store_network(network()).lines is not None
    monkeypatch.setattr(networks, "MOST_EDGES", 1)
    left_out = store_network(network())
    assert (left_out.lines, left_out.label) == (None, "试")
    assert left_out.note == "路网有 2 条路段，未存入项目文件；打开后请重新导入“试”"


@pytest.mark.parametrize("most", [1, 2])
def test_how_a_network_was_made_is_told_whether_it_is_kept_or_left_out(monkeypatch, most):
    """Two lines and one without a place, joined within 2 m."""
    monkeypatch.setattr(networks, "MOST_EDGES", most)
    runs = [LineString([(X0, Y0), (X0 + 9, Y0)]), LineString([(X0, Y0), (X0, Y0 + 9)]), None]
    lines = GeoDataFrame(geometry=runs, crs="EPSG:4548")
    told = store_network(build_network(lines, label="试", tolerance_m=2.0))
    assert (told.lines is None) == (most == 1)
    assert (told.lines_read, told.tolerance_m) == (3, 2.0)
    assert told.dropped == {"空几何": 1, "零长度": 0, "重复": 0}


def test_the_lines_of_a_network_bear_its_kind_as_name_and_no_source_unless_told():
    lines = store_network(network()).lines
    assert (lines.name, lines.source) == ("路网", "")


def test_how_a_network_was_made_comes_back():
    made = network()
    kept = store_network(made, "自绘")
    assert (kept.note, kept.lines.source, kept.lines.role) == ("", "自绘", "network")
    back = network_of(kept).report
    assert (back.lines, back.tolerance_m) == (made.report.lines, made.report.tolerance_m)
    assert back.dropped == made.report.dropped


LINES = {
    "name": "路网",
    "role": "network",
    "source": "",
    "index": {"name": "", "kind": "integer"},
    "columns": [],
    "look": {},
    "collection": {"features": []},
}
NETWORK = {
    "label": "试",
    "note": "太大",
    "lines": None,
    "lines_read": 7,
    "tolerance_m": 1.5,
    "dropped": {"太短": 2},
}


def refused(data):
    with pytest.raises(DataError) as found:
        read_network(data, "网", ProjectLimits())
    return str(found.value)


def test_a_network_is_what_its_members_say():
    network, told = read_network(NETWORK, "网", ProjectLimits())
    assert (network.label, network.note, network.lines) == ("试", "太大", None)
    assert (network.lines_read, network.tolerance_m, network.dropped) == (7, 1.5, {"太短": 2})
    assert told == []


def test_what_its_lines_lack_or_have_more_is_told():
    network, told = read_network(NETWORK | {"lines": LINES | {"x": 1}}, "网", ProjectLimits())
    assert (network.lines.name, network.lines.role) == ("路网", "network")
    assert told == ["网.lines.x 不认识，已略去"]


@pytest.mark.parametrize("name", list(NETWORK))
def test_every_member_must_be_there(name):
    left = {key: value for key, value in NETWORK.items() if key != name}
    assert refused(left) == (
        "项目文件 网：应为有 label、note、lines、lines_read、tolerance_m、dropped 各项的路网，"
        "实为 对象；请用本程序重新保存项目文件"
    )
    assert "实为 6 项的列表" in refused(list(NETWORK))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("label", "字" * 201, "网.label：应为不超过 200 字的文字"),
        ("note", "字" * 501, "网.note：应为不超过 500 字的文字"),
        ("lines", 5, "网.lines：应为有 name"),
        ("lines", LINES | {"role": "layer"}, "网.lines.role：应为 network，实为 layer"),
        ("lines_read", -1, "网.lines_read：应为 0–1,000,000,000 之间的整数，实为 -1"),
        ("lines_read", 10**9 + 1, "网.lines_read：应为 0–1,000,000,000 之间的整数"),
        ("tolerance_m", -0.1, "网.tolerance_m：应为 0–100 之间的数，实为 -0.1"),
        ("tolerance_m", 100.1, "网.tolerance_m：应为 0–100 之间的数，实为 100.1"),
        ("dropped", {"a": -1}, "网.dropped.a：应为 0–1,000,000,000 之间的整数，实为 -1"),
        ("dropped", {"a": 10**9 + 1}, "网.dropped.a：应为 0–1,000,000,000 之间的整数"),
        ("dropped", dict.fromkeys(map(str, range(51)), 1), "网.dropped：应为不超过 50 项的对象"),
    ],
)
def test_a_member_that_cannot_be_is_named(name, value, words):
    assert refused(NETWORK | {name: value}).startswith(f"项目文件 {words}")


def test_members_may_reach_their_rims():
    rims = {"label": "字" * 200, "note": "字" * 500, "lines_read": 10**9, "tolerance_m": 100}
    rims |= {"dropped": dict.fromkeys(map(str, range(50)), 10**9)}
    network, _ = read_network(NETWORK | rims, "网", ProjectLimits())
    assert (network.lines_read, network.tolerance_m, len(network.dropped)) == (10**9, 100, 50)
    least, _ = read_network(
        NETWORK | {"lines_read": 0, "tolerance_m": 0, "dropped": {"a": 0}}, "网", ProjectLimits()
    )
    assert (least.lines_read, least.tolerance_m, least.dropped) == (0, 0, {"a": 0})
