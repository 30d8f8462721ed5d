"""Excel workbooks: frozen header, filter, widths, dates as dates, and no formula ever."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from pandas import DataFrame, Series

from geo.errors import DataError
from geo.exporting.csv_text import with_wkt
from geo.exporting.model import File
from geo.exporting.preparation import Ready
from geo.spreadsheet_formulas import is_risky
from geo.text_columns import width

MAX_ROWS = 1_048_576
MAX_CELL = 32_767
"""Characters."""

_NARROWEST, _WIDEST, _SAMPLE = 8, 48, 200
_BAD = re.compile(r"[\[\]:*?/\\']")

_HEAD = PatternFill("solid", fgColor="D9E2EC")
_LONGEST_INT = 10**15
"""Excel keeps 15 digits of a number: longer ones, such as codes of parcels, are text."""

_DAY, _TIME = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"


def write_xlsx(ready: Ready, about: Iterable[tuple[str, str]]) -> File:
    """A layer as a workbook: its table with the places as WKT, and pairs of words as a sheet 说明.

    More rows than Excel takes raise `DataError`.
    """
    if len(ready.table) >= MAX_ROWS:
        raise DataError(
            f"图层“{ready.name}”有 {len(ready.table):,} 行，Excel 至多 {MAX_ROWS - 1:,} 行；"
            "请先筛选，或改用 CSV、GPKG"
        )
    table, notes = cut_cells(with_wkt(ready))
    book = Workbook(write_only=True)
    _data_sheet(book.create_sheet(sheet_name(ready.name)), table)
    _about_sheet(book.create_sheet("说明"), about)
    out = BytesIO()
    book.save(out)
    return File(f"{ready.stem}.xlsx", out.getvalue(), notes)


def _data_sheet(sheet: WriteOnlyWorksheet, table: DataFrame) -> None:
    last = get_column_letter(max(1, table.shape[1]))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{last}{len(table) + 1}"
    for place, wide in enumerate(widths(table), 1):
        sheet.column_dimensions[get_column_letter(place)].width = wide
    sheet.append([_header(sheet, name) for name in table.columns])
    columns = [values.astype(object).where(values.notna(), None) for _, values in table.items()]
    for row in zip(*columns, strict=True):
        sheet.append([_cell(sheet, value) for value in row])


def _about_sheet(sheet: WriteOnlyWorksheet, about: Iterable[tuple[str, str]]) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 80
    for title, words in about:
        cell = _text_cell(sheet, words)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([_header(sheet, title), cell])


def _header(sheet: WriteOnlyWorksheet, words: str) -> Cell:
    cell = _text_cell(sheet, words)
    cell.font, cell.fill = Font(bold=True), _HEAD
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: object) -> object:
    """One value as a cell, or as it is where a plain cell shows it right."""
    if isinstance(value, str):
        return _text_cell(sheet, value)
    if isinstance(value, int) and abs(value) > _LONGEST_INT:
        return _text_cell(sheet, str(value))
    if isinstance(value, date):
        cell = WriteOnlyCell(
            sheet, value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
        )
        cell.number_format = _TIME if isinstance(value, datetime) else _DAY
        return cell
    return value


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    """Text stays text; what begins like a formula keeps so when it is edited (quotePrefix)."""
    cell: Cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if is_risky(text):
        cell.quotePrefix = True
    return cell


def sheet_name(name: str) -> str:
    """Return `name` as Excel takes it: 31 characters, some of them not allowed."""
    return _BAD.sub("_", name)[:31].strip() or "数据"


def cut_cells(table: DataFrame) -> tuple[DataFrame, tuple[str, ...]]:
    """Texts cut to what a cell holds, and in words where that was done."""
    texts = [name for name in table.columns if isinstance(table[name].dtype, pd.StringDtype)]
    long = {name: int((table[name].str.len() > MAX_CELL).sum()) for name in texts}
    cut = {name: table[name].str.slice(stop=MAX_CELL) for name, count in long.items() if count}
    notes = [
        f"字段“{name}”有 {long[name]} 个值超过 Excel 单元格的 {MAX_CELL:,} 字，已截断；"
        "全文请用 CSV 或 GPKG"
        for name in cut
    ]
    return table.assign(**cut), tuple(notes)


def widths(table: DataFrame) -> list[float]:
    """(columns,) widths in characters; a Chinese one counts double."""
    return [_width(str(name), values) for name, values in table.items()]


def _width(name: str, values: Series) -> float:
    texts = [name, *(str(value) for value in values.head(_SAMPLE).dropna())]
    longest = max(width(line) for text in texts for line in text[:_WIDEST].split("\n"))
    return float(min(_WIDEST, max(_NARROWEST, longest + 3)))
