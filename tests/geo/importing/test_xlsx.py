"""Workbooks as offices write them, and as nobody should."""

import datetime as dt
import time
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from geo.errors import DataError
from geo.importing import xlsx
from geo.importing.limits import ReadingLimits


def test_merged_headers_titles_and_cells(book, ask):
    path = book(
        ["学校一览表"],
        ["编号", "街道", "坐标", None, "日期"],
        [None, None, "经度", "纬度", None],
        ["001", "洪都街道", 115.91, 28.62, dt.datetime(2021, 5, 1)],
        ["002", None, 115.92, 28.63, dt.date(2022, 1, 1)],
        merged=["A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "B4:B5"],
    )
    frame = xlsx.read(path, ask()).frame
    assert list(frame) == ["编号", "街道", "坐标_经度", "坐标_纬度", "日期"]
    assert frame["编号"].tolist() == ["001", "002"]
    assert frame["街道"].tolist() == ["洪都街道"] * 2
    assert frame["坐标_纬度"].tolist() == [28.62, 28.63]
    assert frame["日期"].tolist() == ["2021-05-01", "2022-01-01"]


def test_sheets_and_the_one_chosen(ask, tmp_path):
    file = Workbook()
    file.active.title = "说明"
    file.create_sheet("数据").append(["a", "b"])
    file["数据"].append([1, 2])
    file.create_chartsheet("图")
    file.save(tmp_path / "layer.xlsx")
    path = tmp_path / "layer.xlsx"
    assert [layer.name for layer in xlsx.layers(path, ask())] == ["说明", "数据"]
    assert xlsx.read(path, ask()).frame.shape == (0, 0)
    assert xlsx.read(path, ask(layer="数据")).frame["b"].tolist() == [2]
    with pytest.raises(DataError, match="没有工作表“图”；现有：说明、数据"):
        xlsx.read(path, ask(layer="图"))


def test_numbers_flags_and_text_look_as_in_excel(book, ask):
    frame = xlsx.read(book(["a", "b", "c"], [1.0, True, 0.1], ["x", "y", 1e20]), ask()).frame
    assert frame["a"].tolist() == ["1", "x"]
    assert frame["b"].tolist() == ["TRUE", "y"]
    assert frame["c"].tolist() == [0.1, 1e20]


def test_formulas_without_result_and_errors_stay_as_text(book, ask):
    raw = xlsx.read(book(["a", "b"], ["=cmd|' /C calc'!A0", 1], ["#REF!", "=1+1"]), ask())
    assert raw.frame["a"].tolist() == ["=cmd|' /C calc'!A0", "#REF!"]
    assert raw.frame["b"].tolist() == ["1", "=1+1"]
    (issue,) = raw.issues
    assert (issue.key, issue.count) == ("formula", 3)
    assert issue.first["内容"].tolist()[0].startswith("=cmd")


def test_a_stored_result_is_taken(raw_book, ask):
    rows = '<row r="1"><c r="A1" t="str"><v>a</v></c></row>'
    rows += '<row r="2"><c r="A2"/><c r="B2"><f>1+1</f><v>2</v></c></row>'
    raw = xlsx.read(raw_book(rows), ask())
    assert raw.frame.iloc[0].tolist() == ["", 2]
    assert raw.issues == ()


@pytest.mark.parametrize("row", [40, 2])  # a cell's own place counts, not its row's
def test_two_cells_in_opposite_corners(raw_book, ask, row):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    book = raw_book(rows + f'<row r="{row}"><c r="T40"><v>1</v></c></row>')
    with pytest.raises(DataError, match="800 个单元格，上限"):
        xlsx.read(book, ask(limits=ReadingLimits(max_sheet_cells=799)))


def test_cells_that_do_not_say_where_they_are(raw_book, ask):
    wide = "<row>" + "<c><v>1</v></c>" * 16_000 + '</row><row r="1000000"><c><v>1</v></c></row>'
    with pytest.raises(DataError, match="个单元格，上限"):
        xlsx.read(raw_book(wide), ask())


def test_merged_ranges_without_end(raw_book, ask):
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    merged = "<mergeCells>{}</mergeCells>".format('<mergeCell ref="A1:XFD1048576"/>' * 9)
    start = time.process_time()
    assert xlsx.read(raw_book(rows, after=merged), ask()).frame.to_numpy().tolist() == [[1, 1]]
    with pytest.raises(DataError, match="个单元格，上限"):
        xlsx.read(raw_book(rows, after=merged), ask(limits=ReadingLimits(max_sheet_cells=9)))
    assert time.process_time() - start < 1


def test_entities_multiply_nothing(raw_book, ask):
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    rows = '<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>'
    start = time.process_time()
    with pytest.raises(DataError, match="工作簿已损坏"):
        xlsx.read(raw_book(rows, laughs), ask())
    assert time.process_time() - start < 1


def test_another_encoding_hides_nothing(zipped, ask):
    path = zipped.all(
        "l.xlsx", {"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": "<a/>".encode("utf-16")}
    )
    with pytest.raises(DataError, match="编码异常"):
        xlsx.read(path, ask())


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.95])
def test_a_workbook_cut_short(book, ask, kept):
    path = book(["a", "b"], [1, 2])
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    with pytest.raises(DataError, match="不是完好的 zip"):
        xlsx.read(path, ask())


def test_parts_that_lack(zipped, ask):
    with pytest.raises(DataError, match="来文 无法读取|没有工作表"):
        xlsx.read(zipped.all("l.xlsx", {"xl/workbook.xml": "<x/>"}), ask())


def test_limits_hold(book, ask):
    path = book(["a", "b"], *[[i, i] for i in range(9)])
    for limits, told in [
        (ReadingLimits(max_rows=9), "超过 9 行"),
        (ReadingLimits(max_columns=1), "有 2 列"),
        (ReadingLimits(max_sheet_cells=19), "有 20 个单元格"),
        (ReadingLimits(max_bytes=100), "解压后"),
    ]:
        with pytest.raises(DataError, match=told):
            xlsx.read(path, ask(limits=limits))
    assert len(xlsx.read(path, ask(rows=2)).frame) == 2


def test_a_cell_holds_no_more_than_excel_lets_it(tmp_path, ask):
    book = Workbook()
    book.worksheets[0].append(["经度", "纬度", "备注"])
    book.worksheets[0].append([115.9, 28.6, "长" * 32_767])
    book.save(tmp_path / "a.xlsx")
    assert len(xlsx.read(tmp_path / "a.xlsx", ask()).frame) == 1
    with ZipFile(tmp_path / "a.xlsx") as good, ZipFile(tmp_path / "b.xlsx", "w") as long:
        for name in good.namelist():
            long.writestr(name, good.read(name).replace(b"</t>", b"x" * 327_671 + b"</t>"))
    with pytest.raises(DataError, match="有单元格的文字超过 327,670 字节"):
        xlsx.read(tmp_path / "b.xlsx", ask())


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (12, "12"),
        (-3.0, "-3"),
        (0.1, "0.1"),
        (999_999_999_999_999, "999999999999999"),
        (1e15, "1000000000000000.0"),
        (-1e15, "-1000000000000000.0"),
        (True, "TRUE"),
        (False, "FALSE"),
        (dt.datetime(2021, 5, 1), "2021-05-01"),
        (dt.datetime(2021, 5, 1, 8, 30), "2021-05-01T08:30:00"),
        (dt.time(8, 30), "08:30:00"),
        (dt.timedelta(hours=30), "1 day, 6:00:00"),
        ("甲", "甲"),
    ],
)
def test_a_cell_is_the_text_that_excel_shows(book, ask, cell, text):
    """A second cell of letters keeps the column one of text."""
    frame = xlsx.read(book(["a"], [cell], ["字母"]), ask()).frame
    assert frame["a"].tolist() == [text, "字母"]


def test_a_merged_cell_fills_its_own_rows_and_columns_alone(book, ask):
    rows = [["a", "b", "c"], ["x", "y", "z"], ["p", "甲", None], ["q", None, None], ["r", "s", "t"]]
    frame = xlsx.read(book(*rows, merged=["B3:C4"]), ask(header=1)).frame
    assert frame.to_numpy().tolist() == [
        ["x", "y", "z"],
        ["p", "甲", "甲"],
        ["q", "甲", "甲"],
        ["r", "s", "t"],
    ]


def test_cells_kept_as_text_are_told_by_row_and_column_five_at_most(book, ask):
    raw = xlsx.read(book(["a", "b"], *[["x", f"=B{at}+1"] for at in range(3, 10)]), ask())
    (issue,) = raw.issues
    assert issue.text == "公式没有保存结果或结果出错的单元格，按原文保留"
    assert (issue.key, issue.count) == ("formula", 7)
    assert issue.first.to_dict("list") == {
        "行": [2, 3, 4, 5, 6],
        "列": [2] * 5,
        "内容": ["=B3+1", "=B4+1", "=B5+1", "=B6+1", "=B7+1"],
    }


def test_the_row_of_names_may_be_chosen_and_rows_counted(book, ask):
    path = book(["x", "y"], ["a", "b"], [1, 2], [3, 4])
    assert xlsx.read(path, ask(header=2)).frame.to_dict("list") == {"a": [1, 3], "b": [2, 4]}
    assert xlsx.read(path, ask(header=2, rows=1)).frame.to_dict("list") == {"a": [1], "b": [2]}
    assert list(xlsx.read(path, ask(header=0)).frame) == ["列1", "列2"]


def test_names_alone_are_an_empty_table(book, ask):
    frame = xlsx.read(book(["名称", "经度"]), ask(header=1)).frame
    assert (list(frame), len(frame)) == (["名称", "经度"], 0)


def test_limits_are_reached_and_not_passed(book, ask):
    path = book(["a", "b"], [1, 2])
    exact = ReadingLimits(max_rows=2, max_columns=2, max_sheet_cells=4)
    assert len(xlsx.read(path, ask(limits=exact)).frame) == 1
    with pytest.raises(DataError, match="来文 超过 1 行"):
        xlsx.read(path, ask(limits=ReadingLimits(max_rows=1)))
    with pytest.raises(DataError, match="来文 有 2 列（字段），上限 1 列"):
        xlsx.read(path, ask(limits=ReadingLimits(max_columns=1)))


def test_a_broken_workbook_is_told_with_the_cure(zipped, ask):
    words = "^来文 无法读取：工作簿已损坏或写法不常见；请在 Excel 中另存为 .xlsx$"
    with pytest.raises(DataError, match=words):
        xlsx.layers(zipped.all("l.xlsx", {"xl/workbook.xml": "<x"}), ask())


def test_letters_of_a_merged_cell_count_for_all_its_cells(raw_book, ask):
    """A hundred letters across 16 384 columns are 1.6 million, beyond a mebibyte."""
    rows = '<row r="1"><c r="A1" t="str"><v>{}</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:XFD1"/></mergeCells>'
    limits = ReadingLimits(max_bytes=2**20)
    few = raw_book(rows.format("a" * 60), after=merged)
    assert len(xlsx.read(few, ask(limits=limits)).frame) == 1
    with pytest.raises(DataError, match="来文 解压后有 2 MB，上限 1 MB"):
        xlsx.read(raw_book(rows.format("a" * 100), after=merged), ask(limits=limits))
