"""Layers of points and polygons that another office sends."""

from dataclasses import replace
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pyogrio
import pytest
from geopandas import GeoDataFrame, GeoSeries
from shapely import LineString, Point, box, points
from shapely.affinity import translate

from geo.crs import to_metric
from geo.datums import from_wgs84
from geo.errors import DataError, ManyLayersError
from geo.importing.layer_requirement import PLACES, read_one
from geo.importing.limits import LARGE
from geo.importing.model import Asked, ReadingChoices

X0, Y0 = 392_000.0, 3_168_000.0


def read_layer(path, wanted, limits=LARGE, **choices):
    """Features of the one layer, in metres."""
    found = read_one(path, path.name, wanted, Asked(ReadingChoices(**choices), limits=limits))
    return to_metric(found.layer.frame_ll)


def layer(*shapes, crs="EPSG:4548", **columns):
    moved = [translate(shape, X0, Y0) for shape in shapes]
    return GeoDataFrame(columns, geometry=moved, crs=crs)


def write(frame, path, **options):
    pyogrio.write_dataframe(frame, path, **options)
    return path


@pytest.mark.parametrize("name", ["a.geojson", "a.gpkg"])
def test_points_and_polygons_come_in_metres_with_their_columns(tmp_path, name):
    frame = layer(Point(0, 0), box(0, 0, 100, 50), 人口=[10, 250])
    path = write(frame.to_crs("EPSG:4490") if name == "a.geojson" else frame, tmp_path / name)
    found = read_layer(path, PLACES)
    assert found.crs.to_epsg() == 4548
    assert found["人口"].tolist() == [10, 250]
    assert found.geometry.iloc[1].area == pytest.approx(5000, abs=1)


def test_lines_are_refused_with_what_to_do(tmp_path):
    path = write(layer(LineString([(0, 0), (9, 9)])), tmp_path / "路.geojson")
    with pytest.raises(DataError, match="1 个要素是线，不是点或面；请给点图层或面图层"):
        read_layer(path, PLACES)


def test_the_layer_that_fits_is_taken_and_two_must_be_chosen_from(tmp_path):
    path = write(layer(LineString([(0, 0), (9, 9)])), tmp_path / "b.gpkg", layer="道路")
    write(layer(Point(0, 0)), path, layer="小区", append=True)
    assert len(read_layer(path, PLACES)) == 1
    write(layer(Point(5, 5), Point(9, 9)), path, layer="学校", append=True)
    with pytest.raises(DataError, match="有多个图层"):
        read_layer(path, PLACES)
    assert len(read_layer(path, PLACES, layer="学校")) == 2


def test_a_system_that_the_file_keeps_silent_about_is_recognised_and_said(tmp_path):
    frame = layer(Point(0, 0), crs=None)
    with pytest.warns(UserWarning, match="crs"):
        path = write(frame, tmp_path / "c.gpkg")
    found = read_one(path, path.name, PLACES).layer
    assert found.choices.crs == "EPSG:4548"
    assert "东坐标为六位数" in found.notes[0]
    with pytest.raises(DataError, match="不认识坐标系“米”"):
        read_layer(path, PLACES, crs="米")


def test_what_is_shifted_is_warned_of_and_moved_when_told(tmp_path):
    estates = [Point(115.9137 + n / 500, 28.6203) for n in range(5)]
    shifted = from_wgs84(np.array([(p.x, p.y) for p in estates]), "GCJ-02")
    frame = GeoDataFrame({"gcj02_lng": shifted[:, 0]}, geometry=points(shifted), crs="EPSG:4326")
    path = write(frame, tmp_path / "小区.geojson")
    found = read_one(path, path.name, PLACES)
    assert "GCJ-02" in found.datum_hint
    off_m = to_metric(found.layer.frame_ll).distance(to_metric(GeoSeries(estates, crs=4326)), False)
    assert 550 < off_m.mean() < 650  # what the warning is about
    moved = read_layer(path, PLACES, datum="GCJ-02")
    off_m = moved.distance(to_metric(GeoSeries(estates, crs=4326)), align=False)
    assert off_m.max() < 0.01


@pytest.fixture
def archive(tmp_path):
    """Zip a shapefile of one named point under each stem, with other members."""

    def make(*stems, beside=()):
        with ZipFile(tmp_path / "路.zip", "w", ZIP_DEFLATED) as file:
            for stem in stems:
                write(layer(Point(0, 0), 名称=[stem]), tmp_path / "a.shp", encoding="UTF-8")
                for end in (".shp", ".shx", ".dbf", ".prj", ".cpg"):
                    file.write(tmp_path / f"a{end}", stem + end.upper())
            for member in beside:
                file.writestr(member, "x" * 9999)
        return tmp_path / "路.zip"

    return make


def test_a_zipped_shapefile_is_found_wherever_it_stands(archive):
    path = archive("数据/甲", beside=("数据/甲.sbn", "说明.txt", "乙.prj", "__MACOSX/甲.shp"))
    assert read_layer(path, PLACES)["名称"].tolist() == ["数据/甲"]


def test_one_of_several_in_an_archive_is_named(archive):
    path = archive("甲", "b/乙", beside=("._甲.shp",))
    assert read_layer(path, PLACES, layer="乙")["名称"].tolist() == ["b/乙"]
    with pytest.raises(DataError, match=r"有多个图层（甲\.SHP、b/乙\.SHP）；请指定图层"):
        read_layer(path, PLACES)
    with pytest.raises(DataError, match=r"没有图层“丙”；现有：甲\.SHP、b/乙\.SHP"):
        read_layer(path, PLACES, layer="丙")


def test_names_that_old_tools_write_in_gbk(archive):
    path = archive("AB", "CD")
    path.write_bytes(path.read_bytes().replace(b"AB.", "路".encode("gb18030") + b"."))
    assert read_layer(path, PLACES, layer="路")["名称"].tolist() == ["AB"]


def test_an_archive_without_a_shapefile(archive):
    for beside in ((), ("说明.txt",), ("a.shp/说明.txt",)):
        with pytest.raises(DataError, match="没有可读的图层；请压缩整套|没有任何要素"):
            read_layer(archive(beside=beside), PLACES)


@pytest.mark.parametrize("name", ["../a.shp", "/etc/a.shp", r"..\a.shp", "C:/a"])
def test_an_archive_that_leads_outside(archive, tmp_path, name):
    path = archive("甲", beside=(name,))
    before = set(tmp_path.rglob("*"))
    with pytest.raises(DataError, match=r"路\.zip 内的路径.*指向包外"):
        read_layer(path, PLACES)
    assert set(tmp_path.rglob("*")) == before


def test_an_archive_that_swells_or_breaks(archive, tmp_path):
    path = archive("甲", beside=("a.txt",))
    with ZipFile(path) as file:
        size = sum(info.file_size for info in file.infolist())
    assert len(read_layer(path, PLACES, replace(LARGE, max_bytes=size))) == 1
    with pytest.raises(DataError, match="解压后.*先裁剪"):
        read_layer(path, PLACES, replace(LARGE, max_bytes=size - 1))
    for content in (path.read_bytes()[:-30], b"PK" + bytes(99)):
        (tmp_path / "b.zip").write_bytes(content)
        with pytest.raises(DataError, match=r"b\.zip 不是完好的"):
            read_layer(tmp_path / "b.zip", PLACES)


COLLECTION = '{"type": "FeatureCollection", "features": [%s]}'
PLACE = '{"type": "Feature", "properties": {"名称": "甲小区", "人口": 7}, "geometry": %s}'
POINT = '{"type": "Point", "coordinates": [115.91, 28.62]}'


def test_a_geojson_in_gbk_and_one_with_two_marks(tmp_path):
    path = tmp_path / "a.geojson"
    for content in (
        (COLLECTION % (PLACE % POINT)).encode("gbk"),
        b"\xef\xbb\xbf" * 2 + (COLLECTION % (PLACE % POINT)).encode(),
    ):
        path.write_bytes(content)
        assert read_layer(path, PLACES)["名称"].tolist() == ["甲小区"]
        assert [p.name for p in tmp_path.iterdir()] == ["a.geojson"]  # nothing left beside it


def test_the_bounds_hold(tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text(COLLECTION % ",".join([PLACE % POINT] * 3), encoding="utf-8")
    for bounds, words in (
        ({"max_rows": 2}, "超过 2 行"),
        ({"max_vertices": 2}, "上限 2 个"),
        ({"max_shape": 0}, "有一个图形的折点达 1 个"),
        ({"max_columns": 1}, "上限 1 列"),
    ):
        with pytest.raises(DataError, match=words):
            read_layer(path, PLACES, replace(LARGE, **bounds))


def test_another_layer_than_the_one_there_is(tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text(COLLECTION % (PLACE % POINT), encoding="utf-8")
    assert len(read_layer(path, PLACES, layer="a")) == 1
    with pytest.raises(DataError, match="没有图层“乙”"):
        read_layer(path, PLACES, layer="乙")


def test_messages_do_not_tell_where_a_file_lies(tmp_path):
    for name, content in (("a.gpkg", b"SQLite format 3\0" + bytes(200)), ("b.geojson", b"{}")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(DataError) as caught:
            read_layer(tmp_path / name, PLACES)
        assert str(tmp_path) not in str(caught.value)
    with pytest.raises(DataError, match=r"找不到文件 c\.shp；"):
        read_layer(tmp_path / "c.shp", PLACES)


@pytest.mark.parametrize("layer_name", ["数据/甲.SHP", "甲", ""])
def test_a_layer_of_an_archive_goes_by_place_or_bare_name(archive, layer_name):
    path = archive("数据/甲")
    assert read_layer(path, PLACES, layer=layer_name)["名称"].tolist() == ["数据/甲"]


def test_a_bare_name_that_several_bear_must_be_told_apart(archive):
    path = archive("a/甲", "b/甲")
    with pytest.raises(ManyLayersError) as found:
        read_layer(path, PLACES, layer="甲")
    assert str(found.value) == "路.zip 有多个图层（a/甲.SHP、b/甲.SHP）；请指定图层"
    assert found.value.layers == ("a/甲.SHP", "b/甲.SHP")
    assert read_layer(path, PLACES, layer="b/甲.SHP")["名称"].tolist() == ["b/甲"]
