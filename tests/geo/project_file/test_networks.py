"""Where the edges of a stored network must meet."""

import json

import pytest
from geopandas import GeoDataFrame
from shapely import LineString

from geo.errors import DataError
from geo.network.build import build_network
from geo.project_file import Project, dump, load, network_of, store_network
from geo.project_file.networks import MOST_EDGES

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


def test_a_network_of_as_many_edges_as_allowed_is_kept_and_one_more_is_not():
    assert store_network(network(), most_edges=2).lines is not None
    left_out = store_network(network(), most_edges=1)
    assert (left_out.lines, left_out.label) == (None, "试")
    assert left_out.note == "路网有 2 条路段，未存入项目文件；打开后请重新导入“试”"
    assert MOST_EDGES == 60_000


def test_how_a_network_was_made_comes_back():
    made = network()
    kept = store_network(made, "自绘")
    assert (kept.note, kept.lines.source, kept.lines.role) == ("", "自绘", "network")
    back = network_of(kept).report
    assert (back.lines, back.tolerance_m) == (made.report.lines, made.report.tolerance_m)
    assert back.dropped == made.report.dropped
