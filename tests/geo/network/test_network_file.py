"""A network comes back bit for bit, and a spoiled file is refused."""

import json
import sqlite3
from contextlib import closing

import numpy as np
import pyogrio
import pytest
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString
from shapely.affinity import translate

from geo.errors import DataError, MissingColumnError, UnexpectedCRSError
from geo.network.build import build_network
from geo.network.network_file import load, save

X0, Y0 = 392_000.0, 3_168_000.0
ARRAYS = ("nodes_m", "starts", "ends", "lengths_m", "shapes")
CROSS = (LineString([(0, 0), (200, 0)]), LineString([(100, -100), (100, 100)]))


def network_of(*shapes, label="街坊路网"):
    moved = [translate(shape, X0, Y0) for shape in shapes]
    return build_network(GeoDataFrame(geometry=moved, crs="EPSG:4548"), label=label)


@pytest.fixture
def stored(tmp_path):
    """A stored crossing of two streets: five nodes, four edges of 100 m."""
    save(network_of(*CROSS), tmp_path / "a.gpkg")
    return tmp_path / "a.gpkg"


def same(one, two):
    arrays = all(np.array_equal(getattr(one, name), getattr(two, name)) for name in ARRAYS)
    types = all(getattr(one, name).dtype == getattr(two, name).dtype for name in ARRAYS)
    return arrays and types and (one.label, one.report) == (two.label, two.report)


def test_a_network_comes_back(tmp_path):
    network = network_of(*CROSS, label="主干路“骨架”路网，不含街坊路's <b>")
    save(network, tmp_path / "路网.gpkg")
    assert same(load(tmp_path / "路网.gpkg"), network)
    assert [path.name for path in tmp_path.iterdir()] == ["路网.gpkg"]


def test_a_network_of_edges_shorter_than_a_metre_comes_back(tmp_path):
    """Half a metre, joined within a centimetre."""
    lane = GeoDataFrame(geometry=[LineString([(X0, Y0), (X0 + 0.5, Y0)])], crs="EPSG:4548")
    network = build_network(lane, label="短", tolerance_m=0.01)
    save(network, tmp_path / "a.gpkg")
    assert load(tmp_path / "a.gpkg").lengths_m.tolist() == pytest.approx([0.5])


SPOTS = st.tuples(st.floats(-3e4, 3e4), st.floats(-3e4, 3e4))
LINES = st.lists(st.lists(SPOTS, min_size=2, max_size=4), min_size=1, max_size=4)


@given(courses=LINES)
@settings(max_examples=25)
def test_any_network_comes_back(tmp_path_factory, courses):
    shapes = [LineString(course) for course in courses]
    shapes = [shape for shape in shapes if shape.length > 5]
    if shapes:
        network = network_of(*shapes)
        path = tmp_path_factory.mktemp("law") / "a.gpkg"
        save(network, path)
        assert same(load(path), network)


def test_a_desktop_gis_finds_named_layers(stored):
    layers = {str(name): str(kind) for name, kind in pyogrio.list_layers(stored)}
    assert layers == {"edges": "LineString", "nodes": "Point", "about": "None"}
    edges = pyogrio.read_dataframe(stored, layer="edges")
    assert edges.crs.to_epsg() == 4548
    assert edges["length_m"].tolist() == pytest.approx([100] * 4)


def test_a_file_is_replaced(stored):
    network = network_of(CROSS[0])
    save(network, stored)
    assert same(load(stored), network)


def test_where_nothing_can_be_written(tmp_path):
    network = network_of(*CROSS)
    for path, words in ((tmp_path / "a.shp", "扩展名"), (tmp_path / "no" / "a.gpkg", "不存在")):
        with pytest.raises(DataError, match=words):
            save(network, path)
    (tmp_path / "b.gpkg").mkdir()
    with pytest.raises(DataError, match="无法写出“b.gpkg”"):
        save(network, tmp_path / "b.gpkg")
    assert [path.name for path in tmp_path.iterdir()] == ["b.gpkg"]


def test_an_older_network_outlives_a_full_disk(stored, room):
    before = stored.read_bytes()
    with room(20_000), pytest.raises(DataError, match="无法写出“a.gpkg”"):
        save(network_of(*CROSS), stored)
    assert stored.read_bytes() == before
    assert list(stored.parent.iterdir()) == [stored]


def test_what_is_no_network(tmp_path):
    with pytest.raises(DataError, match="找不到"):
        load(tmp_path / "a.gpkg")
    (tmp_path / "a.gpkg").write_text("text")
    with pytest.raises(DataError, match="不是 GeoPackage"):
        load(tmp_path / "a.gpkg")
    other = GeoDataFrame({"a": [1]}, geometry=[CROSS[0]], crs="EPSG:4548")
    pyogrio.write_dataframe(other, tmp_path / "b.gpkg", layer="roads")
    with pytest.raises(DataError, match="读不到图层“about”"):
        load(tmp_path / "b.gpkg")


def change(path, statement, *values):
    with closing(sqlite3.connect(path)) as file, file:
        triggers = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            file.execute(f'DROP TRIGGER "{name}"')
        file.execute(statement, values)


SPOILED = {
    "UPDATE about SET value = '99' WHERE item = 'version'": "版本为 99",
    "DELETE FROM about WHERE item = 'version'": "版本为 无",
    "DELETE FROM about WHERE item = 'label'": "版本",
    "UPDATE about SET value = '[' WHERE item = 'report'": "report",
    "UPDATE about SET value = '[]' WHERE item = 'report'": "report",
    "UPDATE about SET value = '{}' WHERE item = 'report'": "report",
    "UPDATE about SET value = NULL": "版本",
    'UPDATE edges SET "end" = 5 WHERE fid = 1': "不存在的节点（共 5 个）",
    "UPDATE edges SET start = -1 WHERE fid = 1": "不存在的节点",
    "UPDATE edges SET start = NULL WHERE fid = 1": "不存在的节点",
    "UPDATE edges SET length_m = 0 WHERE fid = 1": "长度无效",
    "UPDATE edges SET length_m = NULL WHERE fid = 1": "长度无效",
    "UPDATE edges SET length_m = 7 WHERE fid = 1": "不相符",
    "UPDATE edges SET geom = NULL WHERE fid = 1": "不是线",
    "DELETE FROM edges": "没有路段",
    "DELETE FROM edges WHERE fid = 1": "不相符",
    "DELETE FROM nodes WHERE fid = 1": "节点编号",
    "UPDATE nodes SET node = 0": "节点编号",
    "UPDATE nodes SET geom = NULL WHERE fid = 1": "节点编号",
    "UPDATE nodes SET node = 4 - node": "不相符",
}


@pytest.mark.parametrize("statement", SPOILED)
def test_spoiled_files(stored, statement):
    change(stored, statement)
    with pytest.raises(DataError, match=SPOILED[statement]) as caught:
        load(stored)
    assert "a.gpkg" in str(caught.value)


def test_a_lost_column(stored):
    change(stored, "ALTER TABLE edges DROP COLUMN length_m")
    with pytest.raises(MissingColumnError, match="缺少列 length_m"):
        load(stored)


def test_a_lost_layer(stored):
    change(stored, "DELETE FROM gpkg_contents WHERE table_name = 'nodes'")
    change(stored, "DROP TABLE nodes")
    with pytest.raises(DataError, match="读不到图层“nodes”"):
        load(stored)


def test_another_reference_system(stored):
    edges = pyogrio.read_dataframe(stored, layer="edges")
    moved = edges.set_crs("EPSG:4547", allow_override=True)
    pyogrio.write_dataframe(moved, stored, layer="edges")
    with pytest.raises(UnexpectedCRSError, match="应为 EPSG:4548"):
        load(stored)


def test_a_report_that_does_not_fit(stored):
    about = dict(pyogrio.read_dataframe(stored, layer="about").to_numpy())
    report = json.loads(about["report"]) | {"edges": 5}
    change(stored, "UPDATE about SET value = ? WHERE item = 'report'", json.dumps(report))
    with pytest.raises(DataError, match="报告不相符"):
        load(stored)
