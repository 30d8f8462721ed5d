"""Excel workbooks: frozen header, filter, widths, dates as dates, and no formula ever."""

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from pandas import DataFrame

from geo.errors import DataError
from geo.formulas import is_risky
from geo.outgoing.csv_file import with_wkt
from geo.outgoing.model import File
from geo.outgoing.prepare import Ready
from geo.outgoing.xlsx_limits import MAX_ROWS, cut_cells, sheet_name, widths

_HEAD = PatternFill("solid", fgColor="D9E2EC")
_LONGEST_INT = 10**15
"""Excel keeps 15 digits of a number: longer ones, such as codes of parcels, are text."""

_DAY, _TIME = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"


def write_xlsx(ready: Ready, about: Iterable[tuple[str, str]]) -> File:
    """A layer as a workbook: its table with the places as WKT, and a sheet 说明.

    Parameters
    ----------
    ready
        The layer.
    about
        Pairs of words for the sheet 说明.

    Raises
    ------
    DataError
        If there are more rows than Excel takes.
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
    for place, width in enumerate(widths(table), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
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
