"""What is said of layers that are not what is wanted."""

import pyogrio
import pytest
from geopandas import GeoDataFrame
from shapely import LineString, Point, box
from shapely.affinity import translate

from geo.errors import DataError
from geo.importing.layer_requirement import (
    ANYTHING,
    LINES,
    PLACES,
    LayerRequirement,
    _may_hold,
    read_one,
)
from geo.importing.model import Asked, CoordinateColumns, ReadingChoices


def layer(*shapes):
    moved = [translate(shape, 392_000, 3_168_000) for shape in shapes]
    return GeoDataFrame(geometry=moved, crs="EPSG:4548")


def write(frame, path, **options):
    pyogrio.write_dataframe(frame, path, **options)
    return path


def read_layer(path, wanted, **choices):
    return read_one(path, path.name, wanted, Asked(ReadingChoices(**choices))).layer.frame_ll


def refused(path, wanted, **choices):
    with pytest.raises(DataError) as found:
        read_layer(path, wanted, **choices)
    return str(found.value)


SHAPES = {
    "点": Point(0, 0),
    "线": LineString([(0, 0), (9, 9)]),
    "面": box(0, 0, 9, 9),
}


@pytest.mark.parametrize(("shape", "word"), SHAPES.items())
def test_other_shapes_are_told_by_their_word_and_number(tmp_path, shape, word):
    wanted = LayerRequirement(("MultiPoint",), "云", "请给云")
    path = write(layer(word, word), tmp_path / "a.geojson")
    assert refused(path, wanted) == (
        f"a.geojson 有 2 个要素是{shape}，不是云；请给云，文件有多个图层的请指定图层"
    )
    assert len(read_layer(path, ANYTHING)) == 2


def test_lines_are_what_a_network_needs(tmp_path):
    path = write(layer(SHAPES["线"], SHAPES["点"]), tmp_path / "a.geojson")
    assert refused(path, LINES) == (
        "a.geojson 有 1 个要素是点，不是线；请给道路中心线图层，文件有多个图层的请指定图层"
    )
    assert len(read_layer(write(layer(SHAPES["线"]), tmp_path / "b.geojson"), LINES)) == 1


def test_what_has_no_place_is_told_with_the_reason(tmp_path):
    path = tmp_path / "表.csv"
    path.write_text("名称,经度,纬度\n甲,,\n乙,,\n", encoding="utf-8")
    columns = CoordinateColumns("xy", "经度", "纬度")
    assert refused(path, PLACES, columns=columns) == (
        "表.csv 的 2 个要素都没有位置（没有图形或坐标，或无法读取）；请核对坐标系和坐标列"
    )
    assert len(read_layer(path, ANYTHING, columns=columns)) == 0


def test_what_was_recognised_is_told_as_read(tmp_path):
    path = tmp_path / "表.csv"
    path.write_text("名称;经度;纬度\n甲;115.9;28.6\n", encoding="gbk")
    found = read_one(path, path.name, PLACES).layer.choices
    assert (found.encoding, found.delimiter, found.layer) == ("GB18030", ";", "")
    assert (found.crs, found.columns) == ("EPSG:4326", CoordinateColumns("xy", "经度", "纬度"))


def test_twenty_layers_are_named(tmp_path):
    path = tmp_path / "a.gpkg"
    for at in range(21):
        write(layer(Point(0, 0)), path, layer=f"c{at:02}", append=path.exists())
    names = "、".join(f"c{at:02}" for at in range(20))
    assert refused(path, PLACES) == f"a.gpkg 有多个图层（{names}）；请指定图层"
    assert refused(path, PLACES, layer="x") == f"a.gpkg 没有图层“x”；现有：{names}"


def test_of_a_package_none_of_whose_layers_fits_all_are_named(tmp_path):
    path = write(layer(SHAPES["线"]), tmp_path / "a.gpkg", layer="路")
    write(layer(SHAPES["线"]), path, layer="街", append=True)
    assert refused(path, PLACES) == "a.gpkg 有多个图层（路、街）；请指定图层"


def test_a_format_of_one_layer_says_so(tmp_path):
    path = write(layer(Point(0, 0)), tmp_path / "a.geojson")
    assert refused(path, PLACES, layer="b") == (
        "a.geojson 没有图层“b”；这种格式只有一个图层，请勿另选"
    )


@pytest.mark.parametrize(
    ("kind", "wanted", "may"),
    [
        ("POINT", PLACES, True),
        ("MultiPolygon", PLACES, True),
        ("LINESTRING", PLACES, False),
        ("LineString Z", LINES, True),
        ("Geometry", LINES, True),
        ("GEOMETRYCOLLECTION", LINES, True),
        ("", PLACES, False),
        ("", ANYTHING, True),
    ],
)
def test_a_layers_type_tells_what_it_may_hold(kind, wanted, may):
    assert _may_hold(kind, wanted) == may
