"""A stored network of a file: every member is checked."""

import pytest

from geo.errors import DataError
from geo.project_file.limits import Limits
from geo.project_file.network_reading import read_network

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
        read_network(data, "网", Limits())
    return str(found.value)


def test_a_network_is_what_its_members_say():
    network, told = read_network(NETWORK, "网", Limits())
    assert (network.label, network.note, network.lines) == ("试", "太大", None)
    assert (network.lines_read, network.tolerance_m, network.dropped) == (7, 1.5, {"太短": 2})
    assert told == ()


def test_what_its_lines_lack_or_have_more_is_told():
    network, told = read_network(NETWORK | {"lines": LINES | {"x": 1}}, "网", Limits())
    assert (network.lines.name, network.lines.role) == ("路网", "network")
    assert told == ("网.lines.x 不认识，已略去",)


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
    network, _ = read_network(NETWORK | rims, "网", Limits())
    assert (network.lines_read, network.tolerance_m, len(network.dropped)) == (10**9, 100, 50)
    least, _ = read_network(
        NETWORK | {"lines_read": 0, "tolerance_m": 0, "dropped": {"a": 0}}, "网", Limits()
    )
    assert (least.lines_read, least.tolerance_m, least.dropped) == (0, 0, {"a": 0})
