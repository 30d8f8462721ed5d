"""Shapefiles: encoding, short names, what dBASE cannot hold."""

import csv
import io
import json

import pandas as pd
import pyogrio
import pytest
from geopandas import GeoDataFrame
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame
from shapely import GeometryCollection, LineString, Point

from geo.errors import DataError
from geo.outgoing.shapefile import cut_texts, dbf_columns, short_names
from geo.outgoing.writing import write


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


@given(st.lists(st.text(min_size=1, max_size=14), max_size=40))
def test_short_names_are_ascii_short_and_unique(names):
    short = short_names(names)
    assert len(short) == len(names)
    assert len({name.casefold() for name in short}) == len(names)
    assert all(name.isascii() and 1 <= len(name) <= 10 for name in short)


def test_names_that_fit_stay():
    assert short_names(["NAME", "name", "名称", "longer_than_ten", "备注"]) == [
        "NAME",
        "name_2",
        "NAME_3",
        "longer_tha",
        "NOTE",
    ]


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


def column(values):
    return dbf_columns(DataFrame({"a": values}, index=range(5, 5 + len(values))))["a"]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([10**17 - 1, 1], None),
        ([10**17, 1], [str(10**17), "1"]),
        ([1, -(10**17)], ["1", str(-(10**17))]),
        (pd.array([10**17, None], dtype="Int64"), [str(10**17), None]),
        (pd.array([5, None], dtype="Int64"), None),
        (pd.array([None, None], dtype="Int64"), None),
        ([9e19, float("nan")], None),
        ([1e20, float("nan")], ["1e+20", None]),
        ([-1e20, 0.5], ["-1e+20", "0.5"]),
        ([True, False], None),
        (pd.array([True, None], dtype="boolean"), None),
        (["x", "y"], None),
    ],
)
def test_numbers_that_dbase_has_no_room_for_are_text(values, text):
    given = DataFrame({"a": values}, index=range(5, 7))["a"]
    found = column(values)
    assert found.index.tolist() == [5, 6]
    if text is None:
        assert found.equals(given)
    else:
        assert [None if pd.isna(each) else each for each in found] == text


def test_moments_are_text_to_the_second():
    found = column(pd.to_datetime(["2024-01-02 03:04:05.678", None]))
    assert found[5] == "2024-01-02 03:04:05"
    assert pd.isna(found[6])


def texts(*values):
    return DataFrame({"文": [*values], "数": range(len(values))}).astype({"文": "str"})


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a" * 254, "a" * 254),
        ("a" * 255, "a" * 254),
        ("长" * 127, "长" * 127),  # two bytes each in GB18030
        ("长" * 128, "长" * 127),
        ("a" + "长" * 127, "a" + "长" * 126),
        ("𠮷" * 63, "𠮷" * 63),  # four bytes each
        ("𠮷" * 64, "𠮷" * 63),
    ],
)
def test_texts_are_cut_to_254_bytes_between_characters(text, kept):
    table, counts = cut_texts(texts(text, "短"))
    assert table["文"].tolist() == [kept, "短"]
    assert counts == ({} if kept == text else {"文": 1})


def test_cut_texts_are_counted_and_missing_ones_stay():
    given = texts("a" * 300, None, "b" * 300, "c")
    table, counts = cut_texts(given)
    assert counts == {"文": 2}
    assert table["文"].isna().tolist() == [False, True, False, False]
    assert table["数"].tolist() == [0, 1, 2, 3]
    assert given["文"][0] == "a" * 300


def test_a_table_without_columns_keeps_its_rows():
    assert dbf_columns(DataFrame(index=[5, 6])).index.tolist() == [5, 6]


def test_ascii_names_stay_and_chinese_ones_are_translated_or_numbered():
    full = ["Area_m2", "名称", "某列", "结构", "_x", "2a", "a b", "é"]
    assert short_names(full) == [
        *("Area_m2", "NAME", "F03", "STRUCTURE"),
        *("F05", "F06", "F07", "F08"),
    ]


def test_long_names_are_cut_and_told_apart_whatever_their_case():
    assert short_names(["population_2020", "population_2035", "POPULATION"]) == [
        *("population", "populati_2", "POPULATI_3")
    ]
    assert short_names(["名称", "name", "Name"]) == ["NAME", "name_2", "Name_3"]


def test_there_is_room_for_numbers_of_two_digits():
    """Seven letters, a mark and two digits are ten."""
    names = short_names(["population"] * 11)
    assert names[8:] == ["populati_9", "populat_10", "populat_11"]
    assert len(set(names)) == 11
