"""GeoPackages, sound and hostile."""

import sqlite3
import time
from contextlib import closing

import pyogrio
import pytest
from geopandas import GeoDataFrame
from shapely import Point

from geo.errors import DataError
from geo.incoming import geopackage
from geo.incoming.limits import Limits


@pytest.fixture
def package(tmp_path):
    """A package of two layers with one and two features."""
    path = tmp_path / "layer.gpkg"
    for layer, count in (("学校", 1), ("小区", 2)):
        points = [Point(393_000 + i, 3_167_000) for i in range(count)]
        frame = GeoDataFrame({"名称": ["甲"] * count}, geometry=points, crs="EPSG:4548")
        pyogrio.write_dataframe(frame, path, layer=layer, append=path.exists())
    return path


def run(path, *statements):
    with closing(sqlite3.connect(path)) as base:
        for statement in statements:
            base.execute(statement)
        base.commit()


def test_layers_and_the_one_chosen(package, ask):
    assert geopackage.layers(package, ask()) == (("学校", 1), ("小区", 2))
    assert len(geopackage.read(package, ask()).frame) == 1
    raw = geopackage.read(package, ask(layer="小区"))
    assert raw.frame["名称"].tolist() == ["甲", "甲"]
    assert raw.shapes[1] == Point(393_001, 3_167_000)
    assert raw.crs == "EPSG:4548"


def test_a_layer_that_is_not_there(package, ask):
    with pytest.raises(DataError, match="内没有图层“路”"):
        geopackage.read(package, ask(layer="路"))


@pytest.mark.parametrize("share", [0.001, 0.3, 0.99])
def test_a_package_cut_short(package, ask, share):
    package.write_bytes(package.read_bytes()[: max(101, int(package.stat().st_size * share))])
    with pytest.raises(DataError, match="不完整"):
        geopackage.read(package, ask())


def test_a_database_that_is_no_package(tmp_path, ask):
    path = tmp_path / "a.gpkg"
    run(path, "CREATE TABLE a (b)")
    with pytest.raises(DataError, match="不是完好的 GeoPackage"):
        geopackage.layers(path, ask())


@pytest.mark.parametrize(
    "body",
    [
        "SELECT ogr_geocode('x')",
        "SELECT gdal_get_pixel_value('/etc/x', 1, 'georef', 1, 1)",
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT x FROM c",
    ],
)
def test_views_that_reach_out_or_never_end(package, ask, body):
    run(package, f"CREATE VIEW v AS {body}")
    start = time.perf_counter()
    with pytest.raises(DataError, match="“v”会调用外部数据或程序，不予打开"):
        geopackage.read(package, ask())
    assert time.perf_counter() - start < 2


def test_virtual_tables_of_programs(package, ask):
    run(
        package,
        "PRAGMA writable_schema = ON",
        "INSERT INTO sqlite_master VALUES ('table', 'v', 'v', 0,"
        " 'CREATE VIRTUAL TABLE v USING VirtualOGR(''/etc/x'')')",
    )
    with pytest.raises(DataError, match="“v”会调用外部数据或程序"):
        geopackage.layers(package, ask())


def test_limits_hold(package, ask):
    with pytest.raises(DataError, match="超过 1 行"):
        geopackage.read(package, ask(layer="小区", limits=Limits(max_rows=1)))
    with pytest.raises(DataError, match="上限 0 列"):
        geopackage.read(package, ask(limits=Limits(max_columns=0)))
    assert len(geopackage.read(package, ask(layer="小区", rows=1)).frame) == 1
