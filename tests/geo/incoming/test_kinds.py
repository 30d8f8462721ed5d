"""What a file is, by content."""

import pytest

from geo.errors import DataError
from geo.incoming.kinds import kind_of, misnamed


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"SQLite format 3\0rest", "gpkg"),
        (b"PAR1rest", "parquet"),
        (b"\x00\x00\x27\x0a rest", "shapefile"),
        (b'\xef\xbb\xbf {"type": "FeatureCollection"}', "geojson"),
        (b'<?xml version="1.0"?><kml xmlns="x">', "kml"),
        (b"<kml>", "kml"),
        (b"  0\r\nSECTION\r\n", "dxf"),
        (b"999\nmade by x\n  0\nSECTION\n", "dxf"),
        (b"a,b\n1,2\n", "text"),
        ("名称,经度\n".encode("gb18030"), "text"),
        ("名称\t经度\n".encode("utf-16"), "text"),
    ],
)
def test_kinds(write, content, kind):
    assert kind_of(write("来文.dat", content), "来文.dat") == kind


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "另存为 .xlsx"),
        (b"AC1027....", "另存为 DXF"),
        (b"AutoCAD Binary DXF\r\n", "另存为文本"),
        (b"Rar!\x1a", "改用 zip"),
        (b"7z\xbc\xaf\x27", "改用 zip"),
        (b"%PDF-1.7", "矢量数据"),
        (b"\x89PNG\r\n", "矢量数据"),
        (b"<!DOCTYPE html><html>", "不是 KML"),
        (b"\x01\x00\x02\x00", "不是可读的图层或表格"),
        (b"  \n ", "不是可读的图层或表格"),
        (b"PK\x03\x04 cut", "不是完好的 zip"),
    ],
)
def test_what_is_not_read_says_what_to_do(write, content, advice):
    with pytest.raises(DataError, match=advice):
        kind_of(write("来文.dat", content), "来文.dat")


def test_a_wrong_ending_is_told():
    assert misnamed("geojson", "路.csv") == "扩展名是 .csv，内容是GeoJSON；已按内容读取"
    for name in ("路.GeoJSON", "路.json", "路"):
        assert misnamed("geojson", name) == ""
