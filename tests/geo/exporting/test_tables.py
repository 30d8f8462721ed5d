"""CSV and XLSX: no formula, dates as dates, places as WKT."""

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest
import shapely
from geopandas import GeoDataFrame
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from geo.errors import DataError
from geo.exporting import xlsx
from geo.exporting.model import Export, Meta
from geo.exporting.writing import write
from geo.exporting.xlsx import cut_cells, sheet_name

SHEET = "规划项目"


def sheet_of(path, name=SHEET):
    return openpyxl.load_workbook(path)[name]


def columns_of(sheet):
    rows = list(sheet.iter_rows(values_only=True))
    return {name: [row[place] for row in rows[1:]] for place, name in enumerate(rows[0])}


def test_excel_cells_keep_their_types(saved, areas):
    cells = columns_of(sheet_of(saved(areas, "XLSX")))
    assert cells["编号"] == ["P-1", "P-2", "P-3"]
    assert cells["名称"] == ["甲校𠮷", "=cmd|'/c calc'!A1", '<b>"&</b>']
    assert cells["班数"] == [36, 24, 12]
    assert cells["学位"] == [1620, None, 540]
    assert cells["面积"] == [1234.5678, None, 0.1]
    assert cells["已建"] == [True, False, True]
    assert cells["公办"] == [True, None, False]
    assert cells["批复"] == [datetime(2024, 1, 2), None, datetime(2025, 12, 31)]
    assert cells["更新"][0] == datetime(2024, 1, 2, 3, 4, 5)
    assert shapely.from_wkt(cells["WKT"][0]).equals(areas.geometry.iloc[0])
    assert cells["WKT"][2] in (None, "")


def test_the_sheet_is_ready_to_read(saved, areas):
    sheet = sheet_of(saved(areas, "XLSX"))
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:K4"
    assert sheet["A1"].font.bold
    assert sheet["I2"].number_format == "yyyy-mm-dd"
    assert sheet["J2"].number_format == "yyyy-mm-dd hh:mm:ss"
    assert all(8 <= sheet.column_dimensions[letter].width <= 48 for letter in "ABCDEFGHIJK")
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["D"].width


def test_formulas_are_text_in_excel_and_gdal(saved, areas, gdal_read):
    path = saved(areas, "XLSX")
    cell = sheet_of(path)["B3"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert not sheet_of(path)["B2"].quotePrefix
    told = gdal_read(path, SHEET)["名称"]
    assert told.tolist() == areas["名称"].tolist()


def test_codes_too_long_for_a_number_are_text():
    codes = [360104001001000001, 10**15, -5]
    frame = GeoDataFrame({"代码": codes}, geometry=[None] * 3, crs="EPSG:4326")
    made = write(Export("宗地", frame, Meta("", "2026-01-01")), "XLSX", "EPSG:4326")
    cells = columns_of(sheet_of(io.BytesIO(made.content), "宗地"))
    assert cells["代码"] == ["360104001001000001", 10**15, -5]


def test_a_header_with_a_control_character_is_told_without_it():
    """What was renamed stands on the second sheet too."""
    frame = GeoDataFrame({"a\x01": [1]}, geometry=[Point(1, 2)], crs="EPSG:4326")
    made = write(Export("层", frame, Meta("源", "2026-01-01")), "XLSX", "EPSG:4326")
    words = "字段“a?”改名为“a”（重名或含不能用的字符）"
    assert made.notes == (words,)
    told = dict(sheet_of(io.BytesIO(made.content), "说明").iter_rows(values_only=True))
    assert told["提示"] == words


def test_control_characters_in_words_do_no_harm():
    frame = GeoDataFrame({"a": [1]}, geometry=[Point(1, 2)], crs="EPSG:4326")
    export = Export("层\x00", frame, Meta("源\x01", "2026-01-01"))
    for file_format in ("XLSX", "KML", "GPKG"):
        made = write(export, file_format, "EPSG:4326")
        assert made.name.startswith("层.")
        assert b"\x01</" not in made.content


def test_the_second_sheet_says_where_the_data_come_from(saved, areas):
    rows = dict(sheet_of(saved(areas, "XLSX", "EPSG:4527"), "说明").iter_rows(values_only=True))
    assert rows["来源"] == "某区规划"
    assert rows["日期"] == "2026-01-31"
    assert "EPSG:4527" in rows["坐标系"]
    assert rows["未落图"] == 'P-3 <b>"&</b>'


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20))
def test_no_text_is_a_formula_in_excel(text):
    frame = GeoDataFrame({text: [text]}, geometry=[None], crs="EPSG:4326")
    made = write(Export("表", frame, Meta("", "2026-01-01")), "XLSX", "EPSG:4326")
    sheet = sheet_of(io.BytesIO(made.content), "表")
    assert {sheet["A1"].data_type, sheet["A2"].data_type} == {"s"}
    assert sheet["A2"].value == text


def test_what_looks_like_a_formula_stays_text_when_it_is_edited_in_excel():
    texts = ["\u3000=1+1", "\xa0+1", "-", "甲"]
    frame = GeoDataFrame({"a": texts}, geometry=[None] * 4, crs="EPSG:4326")
    made = write(Export("表", frame, Meta("", "2026-01-01")), "XLSX", "EPSG:4326")
    sheet = sheet_of(io.BytesIO(made.content), "表")
    cells = [sheet[f"A{row}"] for row in range(2, 6)]
    assert [cell.value for cell in cells] == texts
    assert [cell.quotePrefix for cell in cells] == [True, True, False, False]


def test_more_rows_than_excel_takes_are_refused(monkeypatch, saved, areas):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    with pytest.raises(DataError, match="3 行，Excel 至多 2 行"):
        saved(areas, "XLSX")


def test_cells_too_long_for_excel_are_cut_and_named():
    line = shapely.LineString([(115 + n / 1e5, 28) for n in range(3000)])
    frame = GeoDataFrame({"a": ["x"]}, geometry=[line], crs="EPSG:4326")
    made = write(Export("线", frame, Meta("", "2026-01-01")), "XLSX", "EPSG:4326")
    assert any("“WKT”有 1 个值超过 Excel 单元格的 32,767 字" in note for note in made.notes)
    cell = sheet_of(io.BytesIO(made.content), "线")["B2"].value
    assert len(cell) == 32767


def test_short_cells_are_not_cut(areas):
    table = areas.drop(columns="geometry").astype({"名称": "str"})
    kept, notes = cut_cells(table)
    assert kept.equals(table)
    assert notes == ()


def test_sheet_names():
    assert sheet_name("a/b:c[d]") == "a_b_c_d_"
    assert len(sheet_name("长" * 50)) == 31
    assert sheet_name(" ") == "数据"


def test_csv_opens_safely_and_keeps_places(saved, areas):
    raw = saved(areas, "CSV").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[1]["名称"] == "'=cmd|'/c calc'!A1"
    assert rows[0]["批复"] == str(date(2024, 1, 2))
    assert rows[2]["WKT"] == ""
    assert "坐标系" not in rows[0]
    assert shapely.from_wkt(rows[0]["WKT"]).equals(areas.geometry.iloc[0])


def test_csv_in_another_system_names_it(saved, areas, gdal_read):
    path = saved(areas, "CSV", "EPSG:4548")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    assert {row["坐标系"] for row in rows} == {"EPSG:4548 CGCS2000 3度带 中央经线117°E"}
    back = gdal_read(path)
    assert back.geometry[0].bounds[0] == pytest.approx(392_400, abs=20)  # 115.9° by 28.6°
    assert back.geometry[0].bounds[1] == pytest.approx(3_165_430, abs=20)


def test_a_column_called_wkt_stays():
    frame = GeoDataFrame({"wkt": ["mine"]}, geometry=[Point(1, 2)], crs="EPSG:4326")
    text = write(Export("点", frame, Meta("", "2026-01-01")), "CSV", "EPSG:4326").content.decode()
    assert text.splitlines() == ["\ufeffwkt,WKT_2", "mine,POINT (1 2)"]
