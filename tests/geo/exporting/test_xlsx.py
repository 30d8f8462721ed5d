"""A workbook by hand: its two sheets, cells and their looks, what they hold."""

import io
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
from geopandas import GeoDataFrame
from pandas import DataFrame
from shapely import Point

from geo.errors import DataError
from geo.exporting import xlsx
from geo.exporting.export_crs import system_of
from geo.exporting.model import Export, Meta
from geo.exporting.preparation import prepare
from geo.exporting.xlsx import MAX_CELL, cut_cells, sheet_name, widths, write_xlsx

ABOUT = [("来源", "=某局"), ("日期", "2026-01-31")]


def written(columns, shapes, name="表/一"):
    frame = GeoDataFrame(columns, geometry=shapes, crs="EPSG:4326")
    ready = prepare(Export(name, frame, Meta("", "2026-01-31")), system_of("EPSG:4326"))
    return write_xlsx(ready, ABOUT)


def book_of(*given, **more):
    return openpyxl.load_workbook(io.BytesIO(written(*given, **more).content))


def test_the_file_and_its_sheets_are_named():
    made = written({"a": [1]}, [None])
    assert (made.name, made.notes) == ("表_一.xlsx", ())
    assert book_of({"a": [1]}, [None]).sheetnames == ["表_一", "说明"]


def test_a_table_without_rows_or_columns_has_its_header():
    assert book_of({"a": []}, [])["表_一"].auto_filter.ref == "A1:B1"
    alone = book_of({}, [])["表_一"]
    assert ([cell.value for cell in alone[1]], alone.auto_filter.ref) == (["WKT"], "A1:A1")


def test_headers_are_bold_on_grey_and_wrapped():
    head = book_of({"=a": [1]}, [None])["表_一"]["A1"]
    assert (head.value, head.data_type, head.quotePrefix) == ("=a", "s", True)
    assert (head.font.bold, head.fill.fill_type, head.fill.fgColor.rgb) == (
        True,
        "solid",
        "00D9E2EC",
    )
    assert (head.alignment.vertical, head.alignment.wrap_text) == ("top", True)


@pytest.mark.parametrize(
    ("values", "value", "looks"),
    [
        (["甲"], "甲", "General"),
        ([5], 5, "General"),
        ([0.5], 0.5, "General"),
        ([True], True, "General"),
        ([10**15], 10**15, "General"),
        ([10**15 + 1], str(10**15 + 1), "General"),
        ([-(10**15)], -(10**15), "General"),
        ([-(10**15) - 1], str(-(10**15) - 1), "General"),
        ([date(2024, 1, 2)], datetime(2024, 1, 2), "yyyy-mm-dd"),
        ([datetime(2024, 1, 2, 3, 4, 5)], datetime(2024, 1, 2, 3, 4, 5), "yyyy-mm-dd hh:mm:ss"),
        (pd.array([None], dtype="Int64"), None, "General"),
        (pd.array([None], dtype="boolean"), None, "General"),
    ],
)
def test_values_stand_in_cells_of_their_kind(values, value, looks):
    cell = book_of({"a": values}, [None])["表_一"]["A2"]
    assert (cell.value, cell.number_format) == (value, looks)
    assert type(cell.value) is type(value)


def test_rows_keep_their_order_and_places_stand_last():
    sheet = book_of({"a": [1, 2], "b": ["x", "y"]}, [Point(1, 2), None])["表_一"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[:2] == [["a", "b", "WKT"], [1, "x", "POINT (1 2)"]]
    assert rows[2][:2] == [2, "y"]
    assert not rows[2][2]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:C3")
    assert [sheet.column_dimensions[at].width for at in "ABC"] == [8, 8, 14]


def test_the_second_sheet_tells_in_two_columns():
    sheet = book_of({"a": [1]}, [None])["说明"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [*map(list, ABOUT)]
    assert [sheet.column_dimensions[at].width for at in "AB"] == [16, 80]
    assert (sheet["A1"].font.bold, sheet["B1"].font.bold) == (True, False)
    assert (sheet["B1"].data_type, sheet["B1"].quotePrefix) == ("s", True)
    assert (sheet["B1"].alignment.wrap_text, sheet["B1"].alignment.vertical) == (True, "top")


def test_as_many_rows_as_excel_takes_beside_the_header(monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    assert book_of({"a": [1, 2]}, [None] * 2)["表_一"].max_row == 3
    with pytest.raises(DataError) as found:
        written({"a": [1, 2, 3]}, [None] * 3)
    assert str(found.value) == ("图层“表/一”有 3 行，Excel 至多 2 行；请先筛选，或改用 CSV、GPKG")


def test_what_was_cut_is_told():
    made = written({"a": ["x" * 32_768]}, [None])
    assert made.notes == (
        "字段“a”有 1 个值超过 Excel 单元格的 32,767 字，已截断；全文请用 CSV 或 GPKG",
    )


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("a[b]c:d*e?f/g\\h'i", "a_b_c_d_e_f_g_h_i"),
        ("长" * 31, "长" * 31),
        ("长" * 32, "长" * 31),
        (" 学校 ", "学校"),
        ("", "数据"),
    ],
)
def test_a_sheet_is_called_as_excel_allows(name, sheet):
    assert sheet_name(name) == sheet


def test_texts_are_cut_to_what_a_cell_holds_and_counted():
    given = DataFrame({"a": ["x" * MAX_CELL, None], "b": ["x" * (MAX_CELL + 1), "y"], "c": [1, 2]})
    table, notes = cut_cells(given.astype({"a": "str", "b": "str"}))
    assert table["a"].str.len().tolist()[0] == len(table["b"][0]) == MAX_CELL == 32_767
    assert table["b"][1] == "y"
    assert table["c"].tolist() == [1, 2]
    assert notes == ("字段“b”有 1 个值超过 Excel 单元格的 32,767 字，已截断；全文请用 CSV 或 GPKG",)


@pytest.mark.parametrize(
    ("name", "values", "width"),
    [
        ("a", ["b"], 8),
        ("a", ["abcde"], 8),
        ("a", ["abcdef"], 9),
        ("abcdefg", ["b"], 10),
        ("a", ["学校学校"], 11),  # Chinese letters are twice as wide: 8, and 3 beside them
        ("a", ["（Ａ）abc"], 12),  # so are full-width ones
        ("a", ["x" * 44], 47),
        ("a", ["x" * 45], 48),
        ("a", ["x" * 100], 48),
        ("a", ["ab\nabcdefgh\nc"], 11),
        ("a", ["abcd\tefg hij"], 15),
        ("a", [None, "abcdefg"], 10),
        ("a", [1_234_567.5], 12),
        ("a", ["b"] * 199 + ["abcdefgh"], 11),
        ("a", ["b"] * 200 + ["abcdefgh"], 8),
    ],
)
def test_columns_are_three_characters_wider_than_what_stands_in_them(name, values, width):
    assert widths(DataFrame({name: values})) == [width]
