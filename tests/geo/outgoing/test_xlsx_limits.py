"""What a worksheet holds, and widths of columns."""

import pytest
from pandas import DataFrame

from geo.outgoing.xlsx_limits import MAX_CELL, cut_cells, sheet_name, widths


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
