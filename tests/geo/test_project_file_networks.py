"""A walking network in a project file: node for node, or its name alone."""

import re
from dataclasses import replace

import numpy as np
import pytest
from geopandas import GeoDataFrame
from shapely import LineString

from geo.crs import to_metric
from geo.errors import DataError
from geo.network.build import build_network
from geo.project_file import Project, dump, load, network_of, networks, store_network

SAVED = "2026-01-31"


def network():
    lines = GeoDataFrame(
        geometry=[LineString([(115.90, 28.6), (115.92, 28.6)])]
        + [LineString([(115.91, 28.59), (115.91, 28.61), (115.92, 28.61)])],
        crs="EPSG:4326",
    )
    return build_network(to_metric(lines), label="我的路网")


def test_a_network_comes_back_node_for_node():
    made = network()
    stored = store_network(made, "自绘")
    project = Project("0.1.0", SAVED, networks=(stored,))
    found = load(dump(project))
    assert found == project
    back = network_of(found.networks[0])
    assert back.label == "我的路网"
    assert back.starts.tolist() == made.starts.tolist()
    assert back.ends.tolist() == made.ends.tolist()
    assert np.allclose(back.nodes_m, made.nodes_m, atol=1e-6, rtol=0)
    assert np.allclose(back.lengths_m, made.lengths_m, atol=1e-6, rtol=0)
    assert back.report.lines == made.report.lines == 2


@pytest.mark.parametrize("tolerance_m", [0.0, 0.0005, 15.0, 100.0])
def test_a_network_is_opened_again_whatever_its_tolerance(tolerance_m):
    """Ways of an OpenStreetMap extract meet at common nodes: their tolerance is 0."""
    made = network()
    made = replace(made, report=replace(made.report, tolerance_m=tolerance_m))
    (found,) = load(dump(Project("0.1.0", SAVED, networks=(store_network(made),)))).networks
    assert found.tolerance_m == tolerance_m
    assert network_of(found).report.tolerance_m == tolerance_m


def test_a_large_network_leaves_its_name_and_what_to_do(monkeypatch):
    monkeypatch.setattr(networks, "MOST_EDGES", 1)
    stored = store_network(network())
    assert stored.lines is None
    assert "请重新导入“我的路网”" in stored.note
    (found,) = load(dump(Project("0.1.0", SAVED, networks=(stored,)))).networks
    assert network_of(found) is None


def spoiled(pattern, by):
    text = dump(Project("0.1.0", SAVED, networks=(store_network(network()),)))
    assert re.search(pattern, text)
    return load(re.sub(pattern, by, text, count=1)).networks[0]


def test_edges_that_do_not_meet_where_they_say_are_refused():
    with pytest.raises(DataError, match="与节点号不相符"):
        network_of(spoiled('"start":1', '"start":0'))


def test_a_node_number_may_be_anything_and_costs_nothing():
    made = network_of(spoiled('"start":0', '"start":-9000000000000000000'))
    assert len(made.nodes_m) == len(network().nodes_m)


def test_edges_that_are_no_lines_are_refused():
    shape = r'"geometry":\{"type":"LineString".*?\]\]\}'
    with pytest.raises(DataError, match="不全是线"):
        network_of(spoiled(shape, '"geometry":{"type":"Point","coordinates":[115.9,28.6]}'))
    with pytest.raises(DataError, match="不全是线"):
        network_of(spoiled(shape, '"geometry":null'))


def test_a_missing_node_number_is_refused():
    with pytest.raises(DataError, match="节点号"):
        network_of(spoiled('"start":0', '"start":null'))


def test_lines_of_another_role_are_no_network():
    with pytest.raises(DataError, match="role：应为 network"):
        spoiled('"role": "network"', '"role": "layer"')
