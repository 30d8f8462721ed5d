"""Shapefiles: encoding, short names, what dBASE cannot hold."""

import csv
import io
import json

import pandas as pd
import pyogrio
import pytest
from geopandas import GeoDataFrame
from shapely import GeometryCollection, LineString, Point

from geo.errors import DataError
from geo.exporting.writing import write


def table(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def spots(columns):
    count = len(next(iter(columns.values())))
    return GeoDataFrame(columns, geometry=[Point(115.9, 28.6)] * count, crs="EPSG:4326")


def members(export_of, unzipped, frame, style=None):
    file = write(export_of(frame, style), "Shapefile", "EPSG:4548")
    return unzipped(file.content), file.notes


def test_the_archive_holds_all_parts_and_words(export_of, unzipped, areas):
    files, notes = members(export_of, unzipped, areas)
    stem = "规划项目_EPSG4548"
    parts = {f"{stem}_面{end}" for end in (".shp", ".shx", ".dbf", ".prj", ".cpg", ".qml")}
    beside = {f"{stem}_字段对照表.csv", f"{stem}_未落图.csv", "说明.json", "说明.txt"}
    assert set(files) == parts | beside
    assert files[f"{stem}_面.cpg"] == b"GB18030"
    assert "甲校𠮷".encode("gb18030") in files[f"{stem}_面.dbf"]
    assert table(files[f"{stem}_未落图.csv"])[1][:2] == ["P-3", '<b>"&</b>']
    assert any("1 个要素未落图" in note for note in notes)


def test_the_field_table_leads_back_to_the_full_names(export_of, unzipped, areas):
    files, _ = members(export_of, unzipped, areas)
    rows = table(files["规划项目_EPSG4548_字段对照表.csv"])
    assert rows[0] == ["短字段名", "字段名", "类型"]
    assert rows[1:4] == [["ID", "编号", "文本"], ["NAME", "名称", "文本"], ["KIND", "类别", "文本"]]
    assert rows[4:] == [
        ["F04", "班数", "整数"],
        ["F05", "学位", "整数"],
        ["AREA", "面积", "小数"],
        ["F07", "已建", "是否"],
        ["F08", "公办", "是否"],
        ["F09", "批复", "日期"],
        ["F10", "更新", "日期时间"],
    ]


def test_the_style_goes_by_the_short_name(unzipped, areas, saved):
    files = unzipped(saved(areas, "Shapefile").read_bytes())
    assert 'attr="KIND"' in files["规划项目_面.qml"].decode()


def test_types_stay(saved, areas):
    path = saved(areas, "Shapefile")
    info = pyogrio.read_info(f"/vsizip/{path}/规划项目_面.shp")
    kinds = dict(zip(info["fields"], info["dtypes"], strict=True))
    assert kinds["F07"] == "bool"
    assert kinds["AREA"] == "float64"
    assert kinds["F09"] == "datetime64[D]"


def test_long_text_is_cut_between_characters_and_kept_beside(export_of, unzipped, tmp_path):
    text = "a" + "长" * 200
    file = write(export_of(spots({"文": [text]}), None), "Shapefile", "EPSG:4548")
    files = unzipped(file.content)
    assert table(files["规划项目_EPSG4548_全部字段.csv"])[1][0] == text
    assert any("1 个值超过 254 字节" in note for note in file.notes)
    path = tmp_path / file.name
    path.write_bytes(file.content)
    back = pyogrio.read_dataframe(f"/vsizip/{path}/规划项目_EPSG4548_点.shp")
    assert back["F01"][0] == "a" + "长" * 126  # 253 bytes; the next character would end at 255


def test_numbers_too_large_for_dbase_are_text(export_of, tmp_path):
    frame = spots({"big": [10**17], "huge": [1e300], "fit": [1e12 + 0.5]})
    file = write(export_of(frame, None), "Shapefile", "EPSG:4326")
    path = tmp_path / file.name
    path.write_bytes(file.content)
    back = pyogrio.read_dataframe(f"/vsizip/{path}/规划项目_点.shp").iloc[0]
    assert (back["big"], back["huge"], back["fit"]) == (str(10**17), "1e+300", 1e12 + 0.5)


def test_more_fields_than_dbase_holds_are_refused(export_of):
    frame = spots({f"f{n}": [1] for n in range(256)})
    with pytest.raises(DataError, match="256 个字段.*255.*GPKG"):
        write(export_of(frame, None), "Shapefile", "EPSG:4326")


def test_nothing_placed_leaves_tables_only(export_of, unzipped, frame_of):
    files, _ = members(export_of, unzipped, frame_of(None, None, None))
    assert not any(name.endswith(".shp") for name in files)
    assert len(json.loads(files["说明.json"])["未落图"]) == 3


def test_missing_values_stay_missing(saved, frame_of, mixed):
    spot = mixed.geometry.iloc[2]
    path = saved(frame_of(spot, spot, spot), "Shapefile")
    back = pyogrio.read_dataframe(f"/vsizip/{path}/规划项目_点.shp")
    assert back["F05"].isna().tolist() == [False, True, False]
    assert pd.isna(back["F09"][1])


def test_all_notes_name_what_was_cut_left_out_or_parted(export_of, unzipped):
    both = GeometryCollection([Point(115.9, 28.6), LineString([(115.9, 28.6), (115.91, 28.6)])])
    texts = ["长" * 128, "长" * 200, "短"]
    frame = GeoDataFrame({"文": texts}, geometry=[both, None, both], crs="EPSG:4326")
    files, notes = members(export_of, unzipped, frame)
    assert notes == (
        "字段“文”有 2 个值超过 254 字节，DBF 中已截断，全文见“全部字段.csv”",
        "1 个要素未落图，Shapefile 不收，见“未落图.csv”",
        "2 个集合图形已按点、线、面分到各文件，属性相同",
    )
    stem = "规划项目_EPSG4548"
    assert {f"{stem}_点.shp", f"{stem}_线.shp", f"{stem}_全部字段.csv"} <= set(files)
    assert f"{stem}_面.shp" not in files
    assert [row[0] for row in table(files[f"{stem}_未落图.csv"])] == ["文", texts[1]]
    assert [row[0] for row in table(files[f"{stem}_全部字段.csv"])] == ["文", *texts]
    assert 'type="singleSymbol"' in files[f"{stem}_点.qml"].decode()


def test_nothing_is_said_where_nothing_is_left_out(export_of, unzipped):
    files, notes = members(export_of, unzipped, spots({"a": ["x"]}))
    assert notes == ()
    assert not any(name.endswith(("全部字段.csv", "未落图.csv")) for name in files)


def test_as_many_fields_as_dbase_holds_are_written(export_of, unzipped):
    files, _ = members(export_of, unzipped, spots({f"f{n}": [1] for n in range(255)}))
    assert len(table(files["规划项目_EPSG4548_字段对照表.csv"])) == 256


def test_a_column_of_whole_numbers_may_be_empty(export_of, unzipped):
    empty = pd.array([None, None], dtype="Int64")
    files, _ = members(export_of, unzipped, spots({"数": empty}))
    assert "规划项目_EPSG4548_点.dbf" in files


def test_features_without_attributes_have_their_shapes(export_of, unzipped):
    files, _ = members(export_of, unzipped, GeoDataFrame(geometry=[Point(1, 2)] * 2, crs=4326))
    assert len(files["规划项目_EPSG4548_点.shx"]) == 100 + 2 * 8
