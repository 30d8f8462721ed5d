"""What a file is, by content."""

import pytest

from geo.errors import DataError
from geo.importing.file_types import KINDS, OFFERED, kind_of, misnamed
from geo.importing.formats import FORMATS


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
    ],
)
def test_what_is_not_read_says_what_to_do(write, content, advice):
    with pytest.raises(DataError, match=advice):
        kind_of(write("来文.dat", content), "来文.dat")


def test_a_wrong_ending_is_told():
    assert misnamed("geojson", "路.csv") == "扩展名是 .csv，内容是GeoJSON；已按内容读取"
    for name in ("路.GeoJSON", "路.json", "路"):
        assert misnamed("geojson", name) == ""


@pytest.mark.parametrize(
    ("begin", "told"),
    [
        (
            b"\xd0\xcf\x11\xe0",
            "旧版（.xls）或加密的 Office 文件；请在 Excel 中去掉密码，另存为 .xlsx",
        ),
        (b"AC1032", "DWG 图纸；请在 CAD 中另存为 DXF"),
        (b"AutoCAD Binary DXF", "二进制 DXF；请在 CAD 中另存为文本（ASCII）DXF"),
        (b"Rar!", "RAR 压缩包；请改用 zip 压缩"),
        (b"7z\xbc\xaf", "7z 压缩包；请改用 zip 压缩"),
        (b"\x1f\x8b", "gzip 压缩包；请改用 zip 压缩"),
        (b"%PDF", "PDF；请向来文单位索要矢量数据"),
        (b"\x89PNG", "图片；请向来文单位索要矢量数据"),
        (b"\xff\xd8\xff", "图片；请向来文单位索要矢量数据"),
    ],
)
def test_each_refused_kind_is_told_by_its_name_with_a_cure(write, begin, told):
    with pytest.raises(DataError) as found:
        kind_of(write("a.dat", begin + b" x"), "来文.dat")
    assert str(found.value) == f"来文.dat 的内容是{told}"


def test_what_can_be_read_is_listed(write):
    words = "Shapefile、GeoPackage、GeoJSON、KML、GeoParquet、文本表格（CSV/TXT）、Excel 工作簿、"
    with pytest.raises(DataError) as found:
        kind_of(write("a.dat", b"a\0b"), "来文.dat")
    assert str(found.value) == (
        f"来文.dat 的内容不是可读的图层或表格；请给 {words}DXF 图纸、压缩包"
    )


@pytest.mark.parametrize("content", [b"<osm version='0.6'>", b"<a><osm/></a>"])
def test_openstreetmap_has_a_door_of_its_own(write, content):
    with pytest.raises(DataError, match="^来文 的内容是 OpenStreetMap 数据；请作为步行路网读取"):
        kind_of(write("a.osm", content), "来文")


def test_other_markup_is_no_kml(write):
    for content in (b"<html/>", b"<kmlx>", b"<osmx>"):
        with pytest.raises(DataError, match="^来文 的内容是网页或其他 XML，不是 KML；请重新导出$"):
            kind_of(write("a.xml", content), "来文")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\n <x:kml xmlns:x='u'>", "kml"),
        (b"<!DOCTYPE kml><a>", "kml"),
        (b"<!-- x --><kml>", "kml"),
        (b"\xef\xbb\xbf<kml>", "kml"),
        (b"999\r\na\r\n999\r\nb\r\n0\r\nSECTION", "dxf"),
        (b"0\nSECTOR\n", "text"),
        (b"10\nSECTION\n", "text"),
        (b"[1]", "text"),
        (b"\xff\xfe\0", "text"),
        (b"\xfe\xff\0a", "text"),
        (b"a" * 5000 + b"\0", "text"),
    ],
)
def test_kinds_told_by_their_beginnings(write, content, kind):
    assert kind_of(write("a.dat", content), "来文") == kind


def test_an_archive_is_told(zipped):
    assert kind_of(zipped(a="x"), "来文") == "zip"


@pytest.mark.parametrize(
    ("kind", "endings"),
    [
        ("shapefile", ".shp"),
        ("gpkg", ".gpkg"),
        ("geojson", ".geojson .json"),
        ("kml", ".kml"),
        ("parquet", ".parquet .geoparquet .pq"),
        ("text", ".csv .txt .tsv"),
        ("xlsx", ".xlsx .xlsm"),
        ("dxf", ".dxf"),
        ("zip", ".zip .kmz"),
    ],
)
def test_endings_that_belong_to_a_kind(kind, endings):
    every = {ending for about in KINDS.values() for ending in about.suffixes}
    fits = {ending for ending in every if not misnamed(kind, f"a{ending.upper()}")}
    assert fits == set(endings.split())


def test_every_kind_that_is_read_is_offered_in_a_word_of_its_own():
    named = {kind: about.offered for kind, about in KINDS.items() if about.offered}
    assert set(named) == set(FORMATS)
    assert len(set(named.values())) == len(named)
    assert "、".join(named.values()) == OFFERED
