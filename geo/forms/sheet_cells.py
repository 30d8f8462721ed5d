"""Cells of the sheets of a workbook as plain values, from A1 on. In a child alone."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from python_calamine import CalamineError, CalamineWorkbook

from geo.forms.model import Raw
from geo.importing.limits import MB, ReadingLimits
from geo.importing.xlsx import cell_sheets, opened_book, refusing

LIMITS: Final = ReadingLimits(
    max_file=50 * MB, max_bytes=300 * MB, max_sheet_cells=2_000_000, max_columns=1_000
)

Grid = list[list[Raw]]


def sheets_of(path: Path, name: str) -> dict[str, "Sheet"]:
    """Return the sheets of a workbook by name, charts left out.

    Raises
    ------
    DataError
        If it is broken.
    """
    with refusing(name):
        book = opened_book(path, name)
        return {each: Sheet.of(book, each) for each in cell_sheets(book)}


class Sheet(NamedTuple):
    """Cells of a sheet from A1 on, and its merged cells: each corner and the opposite one."""

    grid: Grid
    merged: tuple[tuple[int, int, int, int], ...]

    @classmethod
    def of(cls, book: CalamineWorkbook, name: str) -> "Sheet":
        """Lay out a sheet; a merged cell's value stands in every cell of it."""
        with suppress(CalamineError):
            sheet = book.get_sheet_by_name(name)
            cells = sheet.to_python(skip_empty_area=False)
            grid = [[_raw(cell) for cell in row] for row in cells]
            ranges = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
            return cls(grid, tuple(_spread(grid, ranges)))
        return cls([], ())


def _spread(
    grid: Grid, ranges: Sequence[tuple[int, int, int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    filled = 0
    for top, left, bottom, right in ranges:
        if top >= len(grid) or left >= len(grid[top]):
            continue
        rows = grid[top : bottom + 1]
        filled += len(rows) * (right - left + 1)
        if filled > LIMITS.max_sheet_cells:
            return
        value = grid[top][left]
        for row in rows:
            row[left : right + 1] = [value] * len(row[left : right + 1])
        yield top, left, min(bottom, len(grid) - 1), min(right, len(grid[top]) - 1)


def _raw(cell: object) -> Raw:
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n") if cell.strip() else None
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return float(cell) if math.isfinite(cell) else str(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat() if cell.time() != dt.time() else cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)
