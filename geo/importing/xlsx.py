"""XLSX as offices write it: titles, merged headers, merged cells, formulas."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
from pandas import DataFrame
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from geo.errors import DataError
from geo.importing.cell_types import typed
from geo.importing.header_rows import LOOKED_AT, header_of
from geo.importing.model import FIRST, Ask, Issue, Layer, Raw
from geo.importing.xlsx_xml import Mended, check_sheets, mended

Grid = list[list[str]]
_Range = tuple[tuple[int, int], tuple[int, int]]
"""Top left and bottom right cell, each row and column from 0."""


def layers(path: Path, ask: Ask) -> tuple[Layer, ...]:
    """Return the sheets, charts left out, in the workbook's order."""
    check_sheets(path, ask.name, ask.limits)
    with opened_book(path, ask.name) as book:
        return tuple(Layer(name) for name in cell_sheets(book))


def read(path: Path, ask: Ask) -> Raw:
    """Read one sheet: a merged cell's text stands in every cell of it, a formula is its result.

    Raises
    ------
    DataError
        If the workbook is broken, beyond the limits, or has no such sheet.
    """
    check_sheets(path, ask.name, ask.limits)
    with opened_book(path, ask.name) as book:
        name = _chosen(cell_sheets(book), ask)
        grid, merged = _laid_out(book, name, ask)
    left = list(mended(path, ask.name, name, ask.limits))
    for row, column, text in left:
        if row < len(grid) and column < len(grid[row]):
            grid[row][column] = text
    _spread(grid, merged, ask)
    return _raw(grid, left, ask)


def opened_book(path: Path, name: str) -> CalamineWorkbook:
    """Open a workbook that `check_sheets` let pass; raises as `refusing`."""
    with refusing(name):
        return CalamineWorkbook.from_path(str(path))


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Turn what the library raises into a `DataError`; its panics are no `Exception`."""
    try:
        yield
    except DataError:
        raise
    except BaseException as error:
        if isinstance(error, CalamineError) or type(error).__name__ == "PanicException":
            words = f"{name} 无法读取：工作簿已损坏或写法不常见；请在 Excel 中另存为 .xlsx"
            raise DataError(words) from error
        raise


def cell_sheets(book: CalamineWorkbook) -> list[str]:
    """Return the names of the sheets that have cells."""
    return [about.name for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]


def _chosen(sheets: Sequence[str], ask: Ask) -> str:
    name = ask.choices.layer or next(iter(sheets), "")
    if name not in sheets:
        raise DataError(f"{ask.name} 没有工作表“{name}”；现有：{'、'.join(sheets) or '无'}")
    return name


def _laid_out(book: CalamineWorkbook, name: str, ask: Ask) -> tuple[Grid, Sequence[_Range]]:
    with refusing(ask.name):
        sheet = book.get_sheet_by_name(name)
        cells = sheet.to_python(skip_empty_area=False)
        merged = sheet.merged_cell_ranges or []
    ask.limits.check(ask.name, rows=len(cells), columns=len(cells[0]) if cells else 0)
    texts = [[cell if type(cell) is str else _text(cell) for cell in row] for row in cells]
    return texts, [(a, b) for a, b in merged if a[0] < len(cells) and a[1] < len(cells[a[0]])]


def _text(cell: object) -> str:
    """Return a cell as Excel shows it: no .0 behind whole numbers, ISO dates."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat().removesuffix("T00:00:00")
    return str(cell)


def _spread(grid: Grid, merged: Sequence[_Range], ask: Ask) -> None:
    """Write the text of each merged cell into all cells under it."""
    filled = letters = 0
    for (top, left), (bottom, right) in merged:
        rows = grid[top : bottom + 1]
        for row in rows:
            row[left : right + 1] = [grid[top][left]] * len(row[left : right + 1])
        area = len(rows) * (right - left + 1)
        filled, letters = filled + area, letters + area * len(grid[top][left])
        ask.limits.check(ask.name, sheet_cells=filled, bytes=letters)


def _raw(grid: Grid, left: Sequence[Mended], ask: Ask) -> Raw:
    header = header_of(grid[:LOOKED_AT], ask.choices.header)
    rows = grid[header.rows :][: ask.rows]
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    if not columns:
        columns = [pa.array([], pa.string()) for _ in header.names]
    return Raw(typed(pa.table(columns, names=list(header.names))), issues=_issues(left))


def _issues(left: Sequence[Mended]) -> tuple[Issue, ...]:
    if not left:
        return ()
    rows = [(cell.row + 1, cell.column + 1, cell.text) for cell in left[:FIRST]]
    first = DataFrame(rows, columns=["行", "列", "内容"])
    text = "公式没有保存结果或结果出错的单元格，按原文保留"
    return (Issue("formula", text, len(left), first),)
