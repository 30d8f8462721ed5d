"""Files of planners: every format, every flaw met in them; GDAL writes them."""

import json
from dataclasses import replace
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pyogrio
import pytest
from geopandas import GeoDataFrame
from pyogrio.errors import DataSourceError
from shapely import LineString, MultiLineString, Point, box, from_wkb, to_wkb
from shapely.affinity import translate

from geo.crs import to_lonlat, to_metric
from geo.errors import DataError
from geo.importing.layer_requirement import LINES, read_one
from geo.importing.limits import LARGE
from geo.importing.model import Asked, ReadingChoices
from geo.network.build import levels_of
from geo.network.network_sources import read_network

X0, Y0 = 392_000.0, 3_168_000.0
STREET, OTHER = LineString([(0, 0), (200, 0)]), LineString([(100, -100), (100, 100)])


def read_lines(path, limits=LARGE, **choices):
    """Lines of the one layer, in metres, with their levels."""
    found = read_one(path, path.name, LINES, Asked(ReadingChoices(**choices), limits=limits))
    lines_m = to_metric(found.layer.frame_ll).explode(ignore_index=True)
    return lines_m.assign(level=levels_of(lines_m))


def lines(*shapes, **columns):
    moved = [shape and translate(shape, X0, Y0) for shape in shapes]
    return GeoDataFrame(columns, geometry=moved, crs="EPSG:4548")


def odd_line(value):
    """A line through a coordinate that is no place, as broken tools write it."""
    plain = to_wkb(LineString([(X0, Y0), (7.0, 7.0), (X0, Y0 + 5)]))
    with np.errstate(invalid="ignore"):
        return from_wkb(plain.replace(pack("<d", 7.0), pack("<d", value)))


def lengths(frame):
    return frame.length.round(2).tolist()


def write(frame, path, **options):
    pyogrio.write_dataframe(frame, path, **options)
    return path


def zip_of(folder, path, inside=""):
    """Zip the files of a folder."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, inside + file.name)
    return path


@pytest.fixture
def shapefile(tmp_path):
    """Write a shapefile into a folder of its own; return its .shp."""

    def make(frame, name="路", *, without=(), **options):
        folder = tmp_path / "shp"
        folder.mkdir(exist_ok=True)
        write(frame, folder / f"{name}.shp", **options)
        for suffix in without:
            (folder / name).with_suffix(suffix).unlink()
        return folder / f"{name}.shp"

    return make


@pytest.mark.parametrize("name", ["a.geojson", "路网.json", "a.gpkg", "a.shp"])
def test_every_format_comes_in_metres(tmp_path, name):
    frame = lines(STREET, OTHER, name=["甲路", "乙路"])
    driver = {"driver": "GeoJSON"} if "json" in name else {}
    path = write(to_lonlat(frame) if driver else frame, tmp_path / name, **driver)
    found = read_lines(path)
    assert found.crs.to_epsg() == 4548
    assert lengths(found) == [200, 200]
    assert found.total_bounds == pytest.approx([X0, Y0 - 100, X0 + 200, Y0 + 100], abs=0.01)
    assert found["name"].tolist() == ["甲路", "乙路"]
    assert found["level"].tolist() == [0, 0]


def test_lines_of_many_parts_and_heights_become_plain(tmp_path):
    tall = LineString([(0, 0, 5), (30, 40, 9)])
    frame = lines(MultiLineString([STREET, OTHER]), tall, name=["甲", "乙"])
    found = read_lines(write(frame, tmp_path / "a.gpkg"))
    assert found.geom_type.unique().tolist() == ["LineString"]
    assert not found.has_z.any()
    assert found["name"].tolist() == ["甲", "甲", "乙"]
    assert found.index.tolist() == [0, 1, 2]
    assert lengths(found) == [200, 200, 50]


def test_what_has_no_place_is_counted_by_the_network(tmp_path):
    frame = lines(STREET, None, STREET, STREET, MultiLineString(), name=list("abcde"))
    frame.geometry = [*frame.geometry[:2], odd_line(np.nan), odd_line(np.inf), MultiLineString()]
    with np.errstate(invalid="ignore"):
        path = write(frame, tmp_path / "a.gpkg")
    assert read_lines(path)["name"].tolist() == ["a"]
    report = read_network(path).report
    assert (report.lines, report.edges, report.dropped["空几何"]) == (5, 1, 4)


def test_a_bridge_is_not_joined_to_what_it_crosses(tmp_path):
    for bridge, nodes in (("no", 5), ("yes", 4)):
        frame = lines(STREET, OTHER, bridge=["no", bridge])
        assert read_network(write(frame, tmp_path / f"{bridge}.gpkg")).report.nodes == nodes


@pytest.mark.parametrize(("shape", "word"), [(Point(0, 0), "点"), (box(0, 0, 9, 9), "面")])
def test_other_shapes_are_refused(tmp_path, shape, word):
    path = write(lines(shape), tmp_path / "a.gpkg")
    with pytest.raises(DataError, match=f"1 个要素是{word}，不是线"):
        read_lines(path)


def test_layers_are_chosen_by_name_or_by_being_the_only_lines(tmp_path):
    path = write(lines(box(0, 0, 9, 9)), tmp_path / "a.gpkg", layer="用地")
    write(lines(STREET), path, layer="道路")
    assert len(read_lines(path)) == 1
    write(lines(STREET, OTHER), path, layer="规划道路")
    with pytest.raises(DataError, match="多个图层（道路、规划道路）；请指定图层"):
        read_lines(path)
    assert len(read_lines(path, layer="规划道路")) == 2
    with pytest.raises(DataError, match="没有图层“没有”"):
        read_lines(path, layer="没有")


def test_the_reference_system_is_recognised_or_given(shapefile):
    path = shapefile(lines(STREET), without=(".prj",))
    assert lengths(read_lines(path)) == [200]
    assert lengths(read_lines(path, crs="EPSG:4548")) == [200]
    with pytest.raises(DataError, match="不认识坐标系“米”"):
        read_lines(path, crs="米")
    with pytest.raises(DataError, match="1 个要素都没有位置（.*）；请核对坐标系"):
        read_lines(path, crs="EPSG:4326")


def test_a_reference_system_given_goes_before_that_of_the_file(tmp_path):
    frame = lines(STREET)
    path = write(frame.set_crs("EPSG:4547", allow_override=True), tmp_path / "a.gpkg")
    found = read_lines(path, crs="EPSG:4548")
    assert found.total_bounds == pytest.approx(frame.total_bounds)


@pytest.mark.parametrize("encoding", ["GB18030", "UTF-8"])
@pytest.mark.parametrize("zipped_too", [False, True])
def test_a_shapefile_that_does_not_say_its_encoding(shapefile, tmp_path, encoding, zipped_too):
    frame = lines(STREET, OTHER, 桥梁=["是", "否"])
    path = shapefile(frame, encoding=encoding, without=(".cpg",))
    if zipped_too:
        path = zip_of(path.parent, tmp_path / "路网.zip", "数据/道路/")
    found = read_lines(path)
    assert found["桥梁"].tolist() == ["是", "否"]
    assert found["level"].tolist() == [1, 0]


def test_a_shapefile_that_lacks_a_part(shapefile):
    assert lengths(read_lines(shapefile(lines(STREET, OTHER), without=(".shx",)))) == [200, 200]
    with pytest.raises(DataError, match=r"缺少 \.dbf"):
        read_lines(shapefile(lines(STREET), without=(".dbf",)))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.geojson", "{"),
        ("a.geojson", json.dumps({"type": "FeatureCollection", "features": []})),
        ("a.gpkg", "text"),
        ("a.gpkg", "SQLite format 3\0and nothing else"),
        ("a.shp", "text"),
        ("a.zip", ""),
    ],
)
def test_files_that_are_not_what_their_name_says(tmp_path, name, content):
    (tmp_path / name).write_text(content)
    with pytest.raises(DataError, match=name):
        read_lines(tmp_path / name)


def test_files_that_are_not_there_too_large_or_of_another_kind(tmp_path):
    with pytest.raises(DataError, match=r"找不到文件 a\.gpkg"):
        read_lines(tmp_path / "a.gpkg")
    (tmp_path / "a.dwg").write_bytes(b"AC1032" + bytes(99))
    with pytest.raises(DataError, match="DWG 图纸；请在 CAD 中另存为 DXF"):
        read_lines(tmp_path / "a.dwg")
    path = write(lines(STREET), tmp_path / "b.gpkg")
    with pytest.raises(DataError, match="先裁剪"):
        read_lines(path, replace(LARGE, max_file=100))


def test_a_byte_order_mark_is_no_harm(tmp_path):
    path = write(to_lonlat(lines(STREET)), tmp_path / "a.geojson")
    path.write_bytes(b"\xef\xbb\xbf \n" + path.read_bytes())
    assert len(read_lines(path)) == 1


def test_a_file_that_points_to_another_one_is_not_followed(tmp_path):
    other = write(lines(STREET), tmp_path / "secret.gpkg", layer="x")
    layer = f"<OGRVRTLayer name='x'><SrcDataSource>{other}</SrcDataSource></OGRVRTLayer>"
    path = tmp_path / "a.geojson"
    path.write_text(f"<OGRVRTDataSource>{layer}</OGRVRTDataSource>")
    with pytest.raises(DataSourceError, match="not recognized"):
        pyogrio.read_dataframe(path)
    with pytest.raises(DataError, match="网页或其他 XML"):
        read_lines(path)
