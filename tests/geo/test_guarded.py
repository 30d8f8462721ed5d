"""The guarded reader gives what the readers give, from a child that is not this process."""

import os
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from geopandas import GeoDataFrame
from geopandas.testing import assert_geodataframe_equal

from geo.errors import DataError
from geo.guarded import reading as guarded
from geo.guarded.reading import Asked, By, Sent
from geo.importing.inspection import peek
from geo.importing.layer_reading import read
from geo.importing.layer_requirement import PLACES, read_one
from geo.importing.model import ReadingChoices
from geo.lifecircle.rules import load_rules, parse_rules, rules_csv
from geo.network.network_sources import read_network
from geo.project_file import Project, dump, store, store_network
from geo.project_file.opening import open_project
from geo.sandbox.ceiling import Ceiling

DATA = Path(__file__).parents[2] / "data"
BY = By(owner="test")


@pytest.fixture(autouse=True, scope="module")
def _ended():
    yield
    guarded.pool().release("test")


@pytest.fixture
def layer():
    shapes = [shapely.box(115.9, 28.6, 115.91, 28.61), shapely.box(115.92, 28.62, 115.93, 28.63)]
    told = {"名称": ["甲", "乙"], "人口": [120, 80], "比": [0.5, np.nan], "建于": ["2020", None]}
    return GeoDataFrame(told, geometry=shapes, crs=4326)


@pytest.fixture
def files(tmp_path, layer):
    """The same layer in each format, as bytes by name."""
    layer.to_file(tmp_path / "a.geojson", driver="GeoJSON")
    layer.to_file(tmp_path / "a.gpkg", driver="GPKG")
    layer.to_parquet(tmp_path / "a.parquet")
    layer.drop(columns="geometry").assign(经度=[115.9, 115.92], 纬度=[28.6, 28.62]).to_csv(
        tmp_path / "a.csv", index=False, encoding="gb18030"
    )
    return {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def told(report):
    return [(issue.key, issue.text, issue.count) for issue in report.issues]


@pytest.mark.parametrize("name", ["a.geojson", "a.gpkg", "a.parquet", "a.csv"])
def test_a_layer_is_seen_and_read_as_without_a_child(files, name):
    content, district = files[name], gpd.read_file(DATA / "boundary.geojson")
    seen = guarded.peek(Sent(content, name), Asked(district_ll=district), BY)
    here = peek(content, name, Asked(district_ll=district))
    assert (seen.guess, seen.choices, seen.names) == (here.guess, here.choices, here.names)
    assert seen.preview.equals(here.preview)
    done = guarded.read(Sent(content, name), Asked(seen.choices, district), BY)
    alone = read(content, name, Asked(seen.choices, district_ll=district))
    assert_geodataframe_equal(done.frame_ll, alone.frame_ll)
    assert (done.choices, done.notes) == (alone.choices, alone.notes)
    assert told(done.report) == told(alone.report)
    assert (done.report.rows, done.report.placed) == (2, 2)


def test_the_layer_that_work_needs_is_read_as_without_a_child(files):
    content = files["a.gpkg"]
    asked = Asked(ReadingChoices(datum="BD-09"), gpd.read_file(DATA / "boundary.geojson"))
    found = guarded.layer(Sent(content, "a.gpkg"), PLACES, asked, BY)
    alone = read_one(content, "a.gpkg", PLACES, asked)
    assert_geodataframe_equal(found.layer.frame_ll, alone.layer.frame_ll)
    assert (found.datum_hint, found.layer.notes) == (alone.datum_hint, alone.layer.notes)
    assert found.layer.frame_ll["人口"].sum() == 200
    with pytest.raises(DataError, match="没有图层“乙”"):
        guarded.layer(Sent(content, "a.gpkg"), PLACES, Asked(ReadingChoices(layer="乙")), BY)


def test_a_network_is_read_as_without_a_child():
    told = []
    by = By(
        owner="test", watch=guarded.By().watch._replace(told=lambda *of: told.append(of), quiet_s=0)
    )
    path = DATA / "roads.geojson"
    found = guarded.network(Sent(path, path.name), by, tolerance_m=15.0)
    alone = read_network(path, tolerance_m=15.0)
    assert (found.report, found.label) == (alone.report, alone.label)
    np.testing.assert_array_equal(found.nodes_m, alone.nodes_m)
    assert shapely.equals_exact(found.shapes, alone.shapes).all()
    np.testing.assert_allclose(found.matrix.toarray(), alone.matrix.toarray())
    assert told


def test_a_table_of_the_standard_is_read_as_without_a_child():
    text = rules_csv(load_rules(DATA)).encode()
    assert guarded.rules(Sent(text, "标准.csv"), BY).equals(parse_rules(text, "标准.csv"))


def test_a_project_file_is_opened_in_a_child(layer):
    network = read_network(DATA / "roads.geojson", tolerance_m=15.0)
    text = dump(
        Project(
            app="0.1.0",
            saved="2026-11-27",
            choices={"lc-rules": rules_csv(load_rules(DATA)), "q": "路"},
            layers=(
                store(layer, "甲层", "layer", look={"ink": "蓝"}),
                store(layer, "需", "demand"),
            ),
            networks=(store_network(network),),
        )
    ).encode()
    opened, alone = guarded.project(Sent(text, "工程.json"), BY), open_project(text)
    assert (opened.saved, opened.choices) == ("2026-11-27", alone.choices)
    assert [(each.name, each.role, each.look) for each in opened.layers] == [
        ("甲层", "layer", {"ink": "蓝"}), ("需", "demand", {}),
    ]  # fmt: skip
    assert_geodataframe_equal(opened.layers[0].frame_ll, alone.layers[0].frame_ll)
    report = opened.networks[0].network.report
    assert (report.edges, report.nodes) == (network.report.edges, network.report.nodes)
    assert report.length_m == pytest.approx(network.report.length_m, abs=1e-6)


def test_collections_in_collections_of_a_project_are_flattened(layer):
    deep = (
        "GEOMETRYCOLLECTION (GEOMETRYCOLLECTION (POINT (115.9 28.6)), LINESTRING (115 28, 116 29))"
    )
    odd = layer.set_geometry([shapely.from_wkt(deep), layer.geometry[1]], crs=4326)
    text = dump(Project(app="0", saved="2026-11-27", layers=(store(odd, "杂"),))).encode()
    shape = guarded.project(Sent(text, "工程.json"), BY).layers[0].frame_ll.geometry.iloc[0]
    assert shape.wkt == "GEOMETRYCOLLECTION (POINT (115.9 28.6), LINESTRING (115 28, 116 29))"


def test_what_a_reader_refuses_is_said_in_its_own_words():
    with pytest.raises(DataError, match="^空.geojson 是空文件（0 字节）；请重新导出或重新发送$"):
        guarded.peek(Sent(b"", "空.geojson"), Asked(ReadingChoices()), BY)
    with pytest.raises(DataError, match="^项目文件第 1 行第 2 个字符：不是有效的 JSON"):
        guarded.project(Sent(b"{", "坏.json"), BY)


def test_a_ceiling_that_is_met_is_said_with_the_name_of_the_file(files):
    by = By(owner="test", ceiling=Ceiling(answer_mb=1))
    wide = GeoDataFrame(
        {"t": ["长" * 1000] * 1000}, geometry=[shapely.Point(115.9, 28.6)] * 1000, crs=4326
    )
    with pytest.raises(DataError, match="^大.geojson 读出的内容超过上限"):
        guarded.read(Sent(wide.to_json().encode(), "大.geojson"), Asked(), by)
    assert guarded.read(Sent(files["a.csv"], "a.csv"), Asked(), BY).report.rows == 2


def test_the_page_reads_nothing_itself():
    """No reader of strangers' bytes is called from the page: only the guarded one is."""
    views = Path(__file__).parents[2] / "views"
    banned = (
        "geo.importing.layer_reading", "geo.importing.inspection", "read_one", "layer_requirement",
        "read_network",
        "read_file", "read_parquet", "geo.project_file.reading", "parse_rules(content", "pyogrio",
        "import frame_of", "import network_of", "read_osm", "zipfile", "calamine", "ezdxf",
        "ElementTree",
    )  # fmt: skip
    found = [
        (path.name, word)
        for path in views.rglob("*.py")
        for word in banned
        if word in path.read_text("utf-8")
    ]
    assert found == []


def test_reading_happens_in_another_process(files, monkeypatch):
    """The readers of this process are broken: what is read is read elsewhere."""
    from geo.importing import layer_reading  # noqa: PLC0415

    monkeypatch.setattr(layer_reading, "read", lambda *_, **__: os.abort())
    done = guarded.read(Sent(files["a.csv"], "a.csv"), Asked(), BY)
    assert done.report.rows == 2
    assert sys.modules["geo.importing.layer_reading"] is layer_reading


def test_a_child_that_reads_no_network_holds_no_scipy():
    """scipy is a fifth of its memory, and a child waits for every planner who imports."""
    code = "import sys, geo.guarded.inside; print('scipy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
