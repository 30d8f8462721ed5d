"""Views of a PostGIS database, read and written to by other programs."""

import json
import shutil
import subprocess

import pytest
from sqlalchemy import text

from geo.errors import DataError
from geo.exchange.qgis_views import make_views

ITEM, PLACED = "P5-4-01", "P5-1-01"
PLACE = {"geometry": "POINT (115.9 28.6)", "basis": "竣工图", "accuracy_m": 20.0}


@pytest.fixture
def server(office, postgresql_url):
    return office("数据库", url=postgresql_url)


def asked(office, statement):
    with office.ledger.database.writing() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def test_they_show_the_plan_and_follow_every_change(server):
    assert make_views(server.store) == 190
    assert asked(server, 'SELECT count(*) FROM qgis."规划项目_点"') == [(28,)]
    assert asked(server, 'SELECT count(*) FROM qgis."规划项目_未落图"') == [(106,)]
    server.set(PLACED, status="在建", **PLACE)
    spot = "ST_X(ST_GeometryN(geom, 1)), ST_Y(ST_GeometryN(geom, 1))"
    row = (
        f'SELECT "状态", "位置精度_米", {spot} FROM qgis."规划项目_点" WHERE "编号" = \'{PLACED}\''
    )
    assert asked(server, row) == [("在建", 20.0, 115.9, 28.6)]
    assert asked(server, 'SELECT count(*) FROM qgis."规划项目_未落图"') == [(105,)]
    assert make_views(server.store) == 190
    assert asked(server, row) == [("在建", 20.0, 115.9, 28.6)]


@pytest.mark.parametrize(
    "statement",
    [
        """UPDATE qgis."规划项目_点" SET "状态" = 'x'""",
        'DELETE FROM qgis."规划项目_点"',
        """INSERT INTO qgis."规划项目_未落图" ("编号") VALUES ('x')""",
    ],
)
def test_they_refuse_to_be_written(server, statement):
    make_views(server.store)
    with pytest.raises(DataError):
        asked(server, statement)


@pytest.mark.skipif(shutil.which("ogr2ogr") is None, reason="no GDAL programs on this machine")
def test_gdal_reads_them_with_their_places(server, tmp_path):
    make_views(server.store)
    server.set(PLACED, **PLACE)
    address = server.url.replace("postgresql+psycopg", "postgresql")
    out = tmp_path / "points.geojson"
    command = ["ogr2ogr", "-f", "GeoJSON", out, f"PG:{address}", "qgis.规划项目_点"]
    run = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    told = {each["properties"]["编号"]: each for each in json.loads(out.read_text())["features"]}
    assert len(told) == 29
    assert told[PLACED]["geometry"] == {"type": "MultiPoint", "coordinates": [[115.9, 28.6]]}
    assert told[ITEM]["properties"]["名称"] == server.plan.projects.loc[ITEM, "name"]


def test_a_file_has_none(office):
    with pytest.raises(DataError, match="SQLite"):
        make_views(office("文件").store)
