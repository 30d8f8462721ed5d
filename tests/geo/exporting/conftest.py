"""Layers with everything that files have trouble with."""

import os
import subprocess
import sys
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import geopandas
import pandas as pd
import pyarrow.parquet as pq
import pytest
from geopandas import GeoDataFrame
from pandas import Index
from shapely import LineString, MultiPolygon, Point, Polygon, box

from geo import gdal_settings
from geo.exporting.model import Export, ExportStyle, Meta, Paint
from geo.exporting.writing import write

HOLED = Polygon(
    [(115.9, 28.6), (115.91, 28.6), (115.91, 28.61), (115.9, 28.61)],
    [[(115.902, 28.602), (115.902, 28.604), (115.904, 28.604), (115.904, 28.602)]],
)
PAIR = MultiPolygon([box(115.92, 28.6, 115.923, 28.603), box(115.93, 28.6, 115.933, 28.603)])
LINE = LineString([(115.9000000123, 28.6), (115.95, 28.65), (115.95, 28.66)])
SPOT = Point(115.912345678, 28.612345678)

META = Meta("某区规划", "2026-01-31", "类别=学校", "±50 米", "仅限内部使用", "示意，不作为审批依据")
STYLE = ExportStyle(
    Paint("#808080"), "类别", {"学校": Paint("#d6338f", "教育"), "道路": Paint("#d1261f")}
)


@pytest.fixture
def attributes():
    """Three rows of every kind of column, with gaps."""
    return {
        "名称": ["甲校𠮷", "=cmd|'/c calc'!A1", '<b>"&</b>'],
        "类别": ["学校", "道路", ""],
        "班数": [36, 24, 12],
        "学位": pd.array([1620, None, 540], dtype="Int64"),
        "面积": [1234.5678, float("nan"), 0.1],
        "已建": [True, False, True],
        "公办": pd.array([True, None, False], dtype="boolean"),
        "批复": [date(2024, 1, 2), None, date(2025, 12, 31)],
        "更新": pd.to_datetime(["2024-01-02 03:04:05", None, "2025-06-07 08:09:10"]),
    }


@pytest.fixture
def frame_of(attributes):
    """Frame of three shapes, WGS 84, indexed by 编号."""

    def build(*shapes):
        ids = Index(["P-1", "P-2", "P-3"], name="编号")
        return GeoDataFrame(attributes, geometry=list(shapes), index=ids, crs="EPSG:4326")

    return build


@pytest.fixture
def areas(frame_of):
    return frame_of(HOLED, PAIR, None)


@pytest.fixture
def mixed(frame_of):
    return frame_of(HOLED, LINE, SPOT)


@pytest.fixture
def export_of():
    def build(frame, style=STYLE, **more):
        return Export("规划项目", frame, META, style, **more)

    return build


@pytest.fixture
def saved(tmp_path, export_of):
    """Write a frame and save the file; return its path."""

    def save(frame, file_format, system="EPSG:4326", **more):
        file = write(export_of(frame, **more), file_format, system)
        path = tmp_path / file.name
        path.write_bytes(file.content)
        return path

    return save


@pytest.fixture
def unzipped():
    def read(content):
        with ZipFile(BytesIO(content)) as zipped:
            return {name: zipped.read(name) for name in zipped.namelist()}

    return read


_READ = """
import sys
import pyogrio

layer = sys.argv[3] or None
pyogrio.read_dataframe(sys.argv[1], layer=layer).to_parquet(sys.argv[2])
"""


@pytest.fixture
def gdal_read(tmp_path):
    """Read a file with all drivers of GDAL, which a process that has loaded `geo` lacks."""

    def read(path, layer=""):
        kept = {name: value for name, value in os.environ.items() if name not in gdal_settings.SET}
        table = tmp_path / "read.parquet"
        command = [sys.executable, "-c", _READ, str(path), str(table), layer]
        subprocess.run(command, check=True, env=kept, cwd=tmp_path)
        shapes = b"geo" in (pq.read_metadata(table).metadata or {})
        return geopandas.read_parquet(table) if shapes else pd.read_parquet(table)

    return read
