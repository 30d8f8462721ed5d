"""Which system a format takes; files for web maps say so."""

import json

import pyogrio
import pytest
import shapely
from geopandas import GeoDataFrame
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from geo.crs import to_metric
from geo.datums import to_wgs84
from geo.errors import DataError, UnexpectedCRSError
from geo.exporting.export_crs import SYSTEMS, shapes_in, system_of
from geo.exporting.file_names import plain_name
from geo.exporting.formats import FORMATS
from geo.exporting.metadata import about
from geo.exporting.model import Export, Meta
from geo.exporting.writing import write

SHIFTED = ("GCJ-02", "BD-09")
ENDINGS = {"Shapefile": "_shp.zip", "GeoParquet": ".parquet"}


@pytest.mark.parametrize(("datum", "shift_m"), [("GCJ-02", 604), ("BD-09", 1148)])
def test_web_map_files_are_shifted_and_say_so(saved, mixed, datum, shift_m):
    path = saved(mixed, "GeoJSON", datum)
    assert path.name == f"规划项目_{datum}_仅供网络地图.geojson"
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert whole["crs"] is None
    assert whole["坐标系"].startswith(datum)
    back = pyogrio.read_dataframe(path)
    assert all(words.startswith(datum) and "不得" in words for words in back["坐标系"])
    places = shapely.get_coordinates(back.geometry.to_numpy())
    assert to_wgs84(places, datum) == pytest.approx(
        shapely.get_coordinates(mixed.geometry.to_numpy()), abs=2e-8
    )
    gaps = to_metric(back).distance(to_metric(mixed).reset_index())
    assert gaps.iloc[2] == pytest.approx(shift_m, abs=15)


@pytest.mark.parametrize("datum", SHIFTED)
@pytest.mark.parametrize("file_format", ["GPKG", "Shapefile", "GeoParquet", "DXF", "KML"])
def test_formats_that_declare_a_system_refuse_a_shifted_one(saved, mixed, file_format, datum):
    with pytest.raises(DataError, match=f"{file_format} 不能用坐标系 {datum}.*请改用"):
        saved(mixed, file_format, datum)


@pytest.mark.parametrize("file_format", FORMATS, ids=lambda each: each.key)
@pytest.mark.parametrize("system", SYSTEMS, ids=lambda each: each.key)
def test_every_pair_is_written_under_its_name_or_refused(export_of, areas, file_format, system):
    if system.key not in file_format.systems:
        with pytest.raises(DataError):
            write(export_of(areas), file_format.key, system.key)
        return
    file = write(export_of(areas), file_format.key, system.key)
    tag = f"_{system.tag}" if system.tag else ""
    assert (
        file.name == f"规划项目{tag}{ENDINGS.get(file_format.key, '.' + file_format.key.lower())}"
    )
    assert file.content


def test_unknown_words_are_refused_with_the_known(export_of, areas):
    with pytest.raises(DataError, match="没有格式“DWG”；可选：GeoJSON、GPKG"):
        write(export_of(areas), "DWG", "EPSG:4326")
    with pytest.raises(DataError, match="没有坐标系“EPSG:3857”；可选：EPSG:4326"):
        write(export_of(areas), "CSV", "EPSG:3857")


def test_frames_in_any_system_are_brought_over(saved, mixed):
    metric = to_metric(mixed)
    back = pyogrio.read_dataframe(saved(metric, "GeoJSON"))
    gap = shapely.hausdorff_distance(back.geometry.to_numpy(), mixed.geometry.to_numpy()).max()
    assert gap < 1e-8


def test_a_frame_without_crs_is_refused(export_of):
    with pytest.raises(UnexpectedCRSError):
        write(export_of(GeoDataFrame({"a": [1]}, geometry=[Point(0, 0)]), None), "CSV", "EPSG:4326")


def test_the_frame_is_left_as_it_was(export_of, mixed):
    before = mixed.copy(deep=True)
    for each in FORMATS:
        write(export_of(mixed), each.key, each.systems[0])
    assert before.equals(mixed)
    assert before.crs == mixed.crs


def test_heights_are_dropped_and_said():
    frame = GeoDataFrame({"a": [1]}, geometry=[Point(115.9, 28.6, 30)], crs="EPSG:4326")
    file = write(Export("点", frame, Meta("", "2026-01-01")), "GeoJSON", "EPSG:4326")
    assert file.notes == ("高程（Z）未写出，只写平面坐标",)
    shape = json.loads(file.content)["features"][0]["geometry"]
    assert shape["coordinates"] == [115.9, 28.6]


def test_shapes_that_rounding_would_break_are_mended():
    flat = shapely.Polygon([(115, 28), (115.1, 28.000000004), (115.2, 28), (115.1, 28.001)])
    frame = GeoDataFrame(geometry=[flat], crs="EPSG:4326")
    file = write(Export("面", frame, Meta("", "2026-01-01")), "GeoJSON", "EPSG:4326")
    shape = shapely.from_geojson(file.content).geoms[0]
    assert shape.is_valid
    assert shape.area == pytest.approx(flat.area, rel=1e-4)


@given(st.text(max_size=100))
def test_file_names_are_safe(name):
    safe = plain_name(name)
    assert safe
    assert not set(safe) & set('<>:"/\\|?*\x00\n')
    assert safe == safe.strip(" .")
    assert len(safe) <= 61


@pytest.mark.parametrize("name", ["CON", "aux", "COM1", "nul"])
def test_names_windows_keeps_for_itself_are_changed(name):
    assert plain_name(name) == f"{name}_"
    assert plain_name(f"{name}.x") == f"{name}.x_"


def test_a_date_that_is_none_is_refused():
    with pytest.raises(DataError, match="日期“2026-13-01”无效"):
        Meta("", "2026-13-01")


def test_columns_that_are_not_there_are_named(export_of, mixed):
    with pytest.raises(DataError, match="没有名称字段“无此列”；现有字段：编号、名称"):
        write(export_of(mixed, label="无此列"), "KML", "EPSG:4326")


DEGREES, METRES = ("度", "经度、纬度", 8), ("米", "东坐标、北坐标", 3)
"""Unit, axes, and the decimals of a millimetre."""


@pytest.mark.parametrize(
    ("key", "words", "kind", "tag"),
    [
        ("EPSG:4326", "WGS 84 经纬度", DEGREES, ""),
        ("EPSG:4490", "CGCS2000 经纬度", DEGREES, "EPSG4490"),
        ("EPSG:4548", "CGCS2000 3度带 中央经线117°E", METRES, "EPSG4548"),
        ("EPSG:4527", "CGCS2000 3度带 第39带（带号）", METRES, "EPSG4527"),
        ("GCJ-02", "火星坐标经纬度", DEGREES, "GCJ-02_仅供网络地图"),
        ("BD-09", "百度坐标经纬度", DEGREES, "BD-09_仅供网络地图"),
    ],
)
def test_systems_are_what_they_say(key, words, kind, tag):
    found = system_of(key)
    assert (found.words, found.tag) == (words, tag)
    told = about(Meta("", "2026-01-31"), found)["坐标系"]
    assert (told["单位"], told["坐标顺序"], found.decimals) == kind
    shifted = key in SHIFTED
    assert found.web_only == shifted
    warning = "（仅供网络地图，不得与测绘成果叠加）" if shifted else ""
    assert found.description == words + warning
    assert found.full_words == f"{key} {words}{warning}"
    assert found.datum == (key if shifted else "WGS 84/CGCS2000")


def test_all_systems_are_named_where_one_is_not_there():
    known = "EPSG:4326、EPSG:4490、EPSG:4548、EPSG:4527、GCJ-02、BD-09"
    with pytest.raises(DataError, match=f"^没有坐标系“x”；可选：{known}$"):
        system_of("x")


@pytest.mark.parametrize("key", ["EPSG:4326", "EPSG:4548", "GCJ-02"])
def test_shapes_are_flat_and_empty_ones_missing(key):
    shapes = [Point(115.9, 28.6, 30), None, Point(), Point(115.9, 28.6)]
    found = shapes_in(GeoDataFrame(geometry=shapes, crs="EPSG:4326"), system_of(key))
    assert [shape is None for shape in found] == [False, True, True, False]
    assert not found[0].has_z
    assert found[0] == found[3]


def test_zoned_eastings_carry_the_number_of_the_zone():
    spot = GeoDataFrame(geometry=[Point(115.9, 28.6)], crs="EPSG:4326")
    (plain,), (zoned,) = (shapes_in(spot, system_of(key)) for key in ("EPSG:4548", "EPSG:4527"))
    assert zoned.x - plain.x == pytest.approx(39_000_000, abs=1e-3)
    assert zoned.y == pytest.approx(plain.y, abs=1e-3)
