"""Where the column names of a table stand: not always in its first row, not always in one row."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

Row = Sequence[str]

LOOKED_AT = 30
"""Rows in which the names are looked for."""

_NUMBER = re.compile(r"\s*[-+]?\d+(\.\d+)?([eE][-+]?\d+)?\s*")
_SHAPE = re.compile(r"\s*(SRID=\d+;)?(MULTI)?(POINT|LINESTRING|POLYGON)\s*Z?M?\s*\(", re.I)
_YEARS = range(1900, 2101)


class Header(NamedTuple):
    """Names of the columns and the number of rows before the data."""

    names: tuple[str, ...]
    rows: int


def header_of(rows: Sequence[Row], chosen: int | None = None) -> Header:
    """Find the names of a table's columns.

    Parameters
    ----------
    rows
        The first rows, as text, cells under a merged one filled. May be empty, of any lengths.
    chosen
        Number of the row with the names, from 1; 0 for none; None to find out: titles (one cell)
        are skipped, then every row up to the first with a number or a WKT shape gives names, the
        upper before the lower: 坐标 above 经度 is 坐标_经度.

    Returns
    -------
    Header
        Unique names that are not empty, as many as their row has cells, or the widest of all
        rows where there is none.
    """
    if chosen is not None:
        return Header(_names(rows[chosen - 1 : chosen] if chosen else [], rows), chosen)
    before = list(takewhile(lambda row: not _is_data(row), rows))
    if len(before) == len(rows):
        before = before[: _fullest(before) + 1]
    return Header(_names(_without_titles(before), rows), len(before))


def _is_data(row: Row) -> bool:
    return any(_SHAPE.match(cell) or _is_value(cell) for cell in row)


def _is_value(cell: str) -> bool:
    """Whether a cell is a number; a year may be a column's name."""
    if not _NUMBER.fullmatch(cell):
        return False
    return not (cell.strip().isdigit() and int(cell.strip()) in _YEARS)


def _fullest(rows: Sequence[Row]) -> int:
    """Position of the first row with the most cells filled; 0 without rows."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    return filled.index(max(filled)) if filled else 0


def _without_titles(rows: Sequence[Row]) -> list[Row]:
    """Rows from the first that says at least two different things, or the last row alone."""
    for at, row in enumerate(rows):
        if len({cell.strip() for cell in row if cell.strip()}) > 1:
            return list(rows[at:])
    return list(rows[-1:])


def _names(rows: Sequence[Row], table: Sequence[Row]) -> tuple[str, ...]:
    width = max(map(len, rows), default=0) or max(map(len, table), default=0)
    found = [_name([row[at] for row in rows if at < len(row)], at) for at in range(width)]
    return unique(found)


def _name(cells: Sequence[str], at: int) -> str:
    words = dict.fromkeys(" ".join(cell.split()) for cell in cells)
    return "_".join(word for word in words if word) or f"列{at + 1}"


def unique(names: Sequence[str]) -> tuple[str, ...]:
    """Names with _2, _3 ... behind those that stood before."""
    taken: set[str] = set()
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        new = name
        while new in taken:
            seen[name] += 1
            new = f"{name}_{seen[name] + 1}"
        taken.add(new)
        found.append(new)
    return tuple(found)
