"""Several layers in one archive, with their metadata."""

import json

import pyogrio
import pytest
from geopandas import GeoDataFrame

from geo.errors import DataError
from geo.exporting.bundling import bundle, bundle_members
from geo.exporting.model import Export, Meta

FORMATS = ["GeoJSON", "GPKG", "Shapefile", "CSV"]
WHOLE = Meta("见各图层", "2026-01-31", "类别=学校", "见各图层", "内部", "示意")


@pytest.fixture
def files(export_of, areas, mixed, unzipped):
    other = Export("其他", mixed, Meta("别处", "2026-01-30"))
    return unzipped(bundle([export_of(areas), other], FORMATS, "EPSG:4548", WHOLE))


def test_every_layer_is_there_in_every_format(files):
    names = set(files)
    for layer in ("规划项目", "其他"):
        for ending in (".geojson", ".gpkg", ".csv"):
            assert f"{layer}_EPSG4548{ending}" in names
        assert f"{layer}_EPSG4548_shp/{layer}_EPSG4548_面.shp" in names
    assert {"说明.json", "说明.txt"} < names


def test_the_metadata_say_all_that_must_be_known(files):
    told = json.loads(files["说明.json"])
    assert told["来源"] == "见各图层"
    assert told["日期"] == "2026-01-31"
    assert told["坐标系"]["代码"] == "EPSG:4548"
    assert told["坐标系"]["坐标顺序"] == "东坐标、北坐标"
    assert told["筛选"] == "类别=学校"
    assert told["位置精度"] == "见各图层"
    assert told["许可"] == "内部"
    first, second = told["图层清单"]
    assert (first["图层"], first["来源"], first["要素数"]) == ("规划项目", "某区规划", 3)
    assert first["未落图"] == ['P-3 <b>"&</b>']
    assert first["图形"] == {"Polygon": 1, "MultiPolygon": 1}
    assert "学位（整数）" in first["字段"]
    assert any(note.startswith("Shapefile：1 个要素未落图") for note in first["提示"])
    assert second["位置精度"] == "未注明"
    listed = {name for layer in told["图层清单"] for name in layer["文件"]}
    assert listed | {"说明.json", "说明.txt"} == set(files)


def test_the_text_is_for_notepad(files):
    text = files["说明.txt"].decode()
    assert text.startswith("\ufeff来源：见各图层\r\n")
    assert "筛选：类别=学校\r\n" in text
    assert "图层：其他\r\n" in text


def test_long_lists_are_short_in_words_and_whole_in_json(unzipped):
    spots = GeoDataFrame({"名称": ["x"] * 300}, geometry=[None] * 300, crs="EPSG:4326")
    files = unzipped(bundle([Export("层", spots, WHOLE)], ["CSV"], "EPSG:4326", WHOLE))
    assert "第 200 行 x；……共 300 项" in files["说明.txt"].decode()
    assert len(json.loads(files["说明.json"])["图层清单"][0]["未落图"]) == 300


def test_gdal_opens_the_archive(export_of, mixed, tmp_path):
    path = tmp_path / "成果.zip"
    path.write_bytes(bundle([export_of(mixed)], FORMATS, "EPSG:4527", WHOLE))
    inside = f"/vsizip/{path}/规划项目_EPSG4527_shp/规划项目_EPSG4527_点.shp"
    assert pyogrio.read_info(inside)["features"] == 1


def test_the_same_layers_give_the_same_archive(export_of, mixed):
    formats = ["GeoJSON", "CSV", "Shapefile"]
    first, second = (bundle([export_of(mixed)], formats, "EPSG:4326", WHOLE) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("count", "formats", "words"),
    [
        (0, ["CSV"], "没有选择图层"),
        (1, [], "没有选择格式"),
        (2, ["CSV"], "图层重名：规划项目"),
        (1, ["CSV", "KML"], "KML 不能用坐标系 EPSG:4548"),
    ],
)
def test_what_cannot_be_bundled_is_refused(export_of, mixed, count, formats, words):
    with pytest.raises(DataError, match=words):
        bundle(
            [export_of(mixed)] * count,
            formats,
            "EPSG:4548" if "KML" in formats else "EPSG:4326",
            WHOLE,
        )


def test_a_format_asked_for_twice_is_written_once(export_of, mixed):
    files = bundle_members([export_of(mixed)], ["CSV", "csv"], "EPSG:4326", WHOLE)
    assert list(files) == ["规划项目.csv", "说明.json", "说明.txt"]


def test_names_that_differ_in_case_alone_recur(mixed):
    exports = [Export(name, mixed, WHOLE) for name in ("a", "B", "A", "b", "c")]
    with pytest.raises(DataError, match="^图层重名：A、B、a、b；请改名后再导出$"):
        bundle(exports, ["CSV"], "EPSG:4326", WHOLE)


def test_what_a_format_could_not_hold_stands_with_the_layer(export_of, areas):
    files = bundle_members([export_of(areas)], ["DXF", "Shapefile"], "EPSG:4548", WHOLE)
    (layer,) = json.loads(files["说明.json"])["图层清单"]
    assert layer["提示"] == [
        "DXF：DXF 只带图形、图层和名称注记，其余字段未写入，请配合 CSV 或 XLSX 使用",
        "DXF：1 个要素未落图，未写入 DXF",
        "Shapefile：1 个要素未落图，Shapefile 不收，见“未落图.csv”",
    ]
    assert layer["文件"][0] == "规划项目_EPSG4548.dxf"
    assert all(name.startswith("规划项目_EPSG4548_shp/") for name in layer["文件"][1:])


def test_every_refusal_says_what_to_do(export_of, mixed):
    with pytest.raises(DataError, match="^没有选择格式；请至少选一种$"):
        bundle([export_of(mixed)], [], "EPSG:4326", WHOLE)
    with pytest.raises(DataError, match="^没有选择图层；请至少选一个$"):
        bundle([], ["CSV"], "EPSG:4326", WHOLE)
