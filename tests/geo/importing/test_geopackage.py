"""GeoPackages, sound and hostile."""

import sqlite3
import time
from contextlib import closing, contextmanager

import pyogrio
import pytest
from geopandas import GeoDataFrame
from shapely import Point

from geo.errors import DataError
from geo.importing import geopackage
from geo.importing.limits import ReadingLimits


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
    start = time.process_time()
    with pytest.raises(DataError, match="“v”会调用外部数据或程序，不予打开"):
        geopackage.read(package, ask())
    assert time.process_time() - start < 2


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
        geopackage.read(package, ask(layer="小区", limits=ReadingLimits(max_rows=1)))
    with pytest.raises(DataError, match="上限 0 列"):
        geopackage.read(package, ask(limits=ReadingLimits(max_columns=0)))
    assert len(geopackage.read(package, ask(layer="小区", rows=1)).frame) == 1


def as_layer(package, body, *, name="v"):
    """Make a view and have the package offer it as a layer."""
    run(
        package,
        f"CREATE VIEW {name} AS {body}",
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)"
        f" VALUES ('{name}', 'attributes', '{name}', 0)",
    )


@pytest.mark.parametrize(
    "body",
    [
        "SELECT fid, zeroblob(9) AS b FROM 小区",
        "SELECT fid, 名称 || 名称 AS b FROM 小区",
        "SELECT fid, (SELECT count(*) FROM 小区) AS n FROM 小区",
        "SELECT a.fid, group_concat(a.名称) AS b FROM 小区 a",
        "WITH c AS (SELECT 1) SELECT * FROM c",
        "SELECT fid FROM 小区 WHERE 名称 LIKE '%a%'",
    ],
)
def test_views_that_compute_are_not_read(package, ask, body):
    as_layer(package, body)
    with pytest.raises(DataError, match="“v”是要计算的视图或列"):
        geopackage.read(package, ask())


def test_what_a_layer_reads_through_another_view_counts(package, ask):
    run(package, "CREATE VIEW Inner AS SELECT fid, zeroblob(9) AS b FROM 小区")
    as_layer(package, 'SELECT fid, b FROM "inner"')
    with pytest.raises(DataError, match="“Inner”是要计算的视图或列"):
        geopackage.layers(package, ask())


def test_views_that_no_layer_reads_are_let_be(package, ask):
    run(package, "CREATE VIEW report AS SELECT count(*) FROM 小区")
    assert len(geopackage.read(package, ask(layer="小区")).frame) == 2


def test_columns_that_compute(package, ask):
    run(
        package,
        "CREATE TABLE t (fid INTEGER PRIMARY KEY, b GENERATED ALWAYS AS (zeroblob(9)))",
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)"
        " VALUES ('t', 'attributes', 't', 0)",
    )
    with pytest.raises(DataError, match="“t”是要计算的视图或列"):
        geopackage.read(package, ask())


def test_tables_of_the_format_are_no_views(package, ask):
    run(package, "CREATE VIEW gpkg_data_columns AS SELECT 1 AS table_name")
    with pytest.raises(DataError, match="“gpkg_data_columns”是要计算的视图"):
        geopackage.read(package, ask())


@pytest.mark.parametrize(
    "body",
    [
        "SELECT fid, 名称 FROM 小区",
        "SELECT a.fid, a.名称 AS 甲, b.名称 AS 乙 FROM 小区 a JOIN 小区 b ON (a.fid = b.fid)",
        "SELECT * FROM 小区 WHERE fid IN (1, 2) AND (名称 = '甲(1)' OR 名称 <> 'x || y')",
    ],
)
def test_views_that_only_choose_are_read(package, ask, body):
    as_layer(package, body)
    assert dict(geopackage.layers(package, ask()))["v"] == 2
    assert len(geopackage.read(package, ask(layer="v")).frame) == 2


def test_joins_that_take_too_many_steps(package, ask):
    run(package, "CREATE TABLE n (fid INTEGER PRIMARY KEY)", "INSERT INTO n VALUES (1)")
    run(package, *["INSERT INTO n SELECT fid + (SELECT count(*) FROM n) FROM n"] * 6)  # 64 rows
    as_layer(package, "SELECT a.fid FROM n a JOIN n b JOIN n c")  # 262 144 of three
    with pytest.raises(DataError, match="视图计算量过大"):
        geopackage.layers(package, ask(limits=ReadingLimits(max_steps=100_000)))


def test_more_layers_than_allowed(package, ask):
    with pytest.raises(DataError, match="1 个以上的图层"):
        geopackage.layers(package, ask(limits=ReadingLimits(max_layers=1)))


def test_kinds_of_shapes(package, ask):
    assert geopackage.kinds(package, ask()) == {"学校": "POINT", "小区": "POINT"}


def test_a_database_that_breaks_while_it_is_read_is_said_in_words(package, ask, monkeypatch):
    """GDAL tells of spoilt pages row by row; Arrow passes it on as an error of the system."""

    @contextmanager
    def breaking(*_, **__):
        def rows():
            raise OSError("database disk image is malformed")
            yield

        yield {"fields": []}, rows()

    monkeypatch.setattr(pyogrio, "open_arrow", breaking)
    with pytest.raises(DataError, match="^来文.* 无法读取：文件已损坏或没有传完"):
        geopackage.read(package, ask())
