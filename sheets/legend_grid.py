"""How the lines of a legend share a box: columns as wide as their words, groups kept apart."""

import math
from collections.abc import Iterator, Sequence
from itertools import product, takewhile
from typing import NamedTuple

from layers.spec import LayerSpec, Symbol
from sheets.paper import PT_PER_MM
from sheets.text_measure import balanced, wide_em

ROW_MM, SWATCH_MM = 5.4, 9.0
HEADING_PT, WORDS_PT = 7.8, 7.2
BESIDE_MM = 2.0
"""Between a swatch and its words; with the sizes above of print on A4."""

EDGE_MM = 3.0
_ASIDE_MM = EDGE_MM + 2
_MOST_COLUMNS = 6
_GAPS = (0.4, 0.12)
"""Rows left free before a group; less where the room is scarce."""

_WHOLE = 4.0
"""Rows of a group that is not parted."""

_SECOND = 0.62
"""Rows that a second line of words takes."""

_LONG_EM = 16.0
_CLOSEST = 0.76
"""Of a row: print of full size still stands apart."""

_ROWS = (1.0, 0.92, 0.84, _CLOSEST)
_BROKEN = 0.9
"""What broken words are worth: whole ones are read more easily."""


class Entry(NamedTuple):
    """A line of the legend; a heading has no symbol."""

    words: str
    spec: LayerSpec | None = None
    symbol: Symbol | None = None
    kind: str = ""


class Line(NamedTuple):
    """An entry set in lines of words.

    `begins` says that a group begins with it; it takes `rows`, swatch and words `wide_mm` on A4.
    """

    entry: Entry
    words: tuple[str, ...]
    begins: bool
    rows: float
    wide_mm: float


Column = tuple[tuple[float, Line], ...]
"""Middles of lines in rows from the top, and the lines."""


class Grid(NamedTuple):
    """Columns of the legend with their widths in millimetres; height of a row, size of print."""

    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    row_mm: float
    size: float


def fitted(entries: Sequence[Entry], room_mm: tuple[float, float], factor: float) -> Grid:
    """Return the columns in which the legend reads best, print as large as `factor` at most.

    Parameters
    ----------
    entries
        In order; may be empty.
    room_mm
        Width and height for columns.
    factor
        Of print, 1 on A4.
    """
    if not entries:
        return Grid((), (), ROW_MM * factor, factor)
    return max(_grids(entries, room_mm, factor), key=_comfort)


def natural_mm(entries: Sequence[Entry], width: float, factor: float) -> float:
    """Return the height of a legend at full print in as many columns as a width takes."""
    lines = _lines(entries, math.inf)
    for count in range(_MOST_COLUMNS, 0, -1):
        columns = _columns(lines, count, _GAPS[0])
        if sum(_widths(columns, factor)) <= width or count == 1:
            return max(map(_tall, columns), default=0.0) * ROW_MM * factor
    return 0.0


def _grids(entries: Sequence[Entry], room_mm: tuple[float, float], factor: float) -> Iterator[Grid]:
    """Yield what may be tried: columns and rows more or less close, the print as large as fits."""
    counts = range(1, _MOST_COLUMNS + 1)
    for longest in (math.inf, _LONG_EM):
        lines = _lines(entries, longest)
        for gap, count in product(_GAPS, counts):
            columns = _columns(lines, count, gap)
            for row in _ROWS:
                yield _grid(columns, room_mm, row, factor)


def _grid(
    columns: tuple[Column, ...], room_mm: tuple[float, float], row: float, factor: float
) -> Grid:
    """Return columns with the largest print that fits width and height."""
    wide, tall = sum(_widths(columns, 1.0)), max(map(_tall, columns))
    beside = _ASIDE_MM * len(columns)
    by_width = max(room_mm[0] - beside, 1.0) / (wide - beside)
    by_height = room_mm[1] / (tall * ROW_MM * row)
    size = min(factor, by_width, by_height)
    return Grid(columns, _widths(columns, size), ROW_MM * row * size, size)


def _comfort(grid: Grid) -> float:
    broken = any(len(line.words) > 1 for column in grid.columns for _, line in column)
    spread = grid.row_mm / (ROW_MM * grid.size)
    return grid.size * math.sqrt(spread) * (_BROKEN if broken else 1) / (1 + len(grid.columns) / 99)


def _lines(entries: Sequence[Entry], longest_em: float) -> list[Line]:
    lines, headed, before = list[Line](), False, None
    for entry in entries:
        begins = entry.symbol is None or (headed and entry.spec != before)
        headed = entry.symbol is None or (headed and not begins)
        before = _spec_below(entries, len(lines)) if entry.symbol is None else entry.spec
        broken = entry.symbol is not None and wide_em(entry.words) > longest_em
        words = _broken(entry.words, longest_em) if broken else (entry.words,)
        rows = 1 + (len(words) - 1) * _SECOND
        lines.append(Line(entry, words, begins, rows, _wide_mm(entry, words)))
    return lines


def _wide_mm(entry: Entry, words: tuple[str, ...]) -> float:
    em = max(map(wide_em, words))
    if entry.symbol is None:
        return em * HEADING_PT / PT_PER_MM
    return SWATCH_MM + BESIDE_MM + em * WORDS_PT / PT_PER_MM


def _broken(words: str, longest_em: float) -> tuple[str, ...]:
    """Break words before what stands in brackets, else into even lines."""
    head, bracket, tail = words.partition("（")
    if head and bracket and max(wide_em(head), wide_em(bracket + tail)) <= longest_em:
        return head, bracket + tail
    return balanced(words, longest_em)


def _spec_below(entries: Sequence[Entry], place: int) -> LayerSpec | None:
    """Layer that a heading stands for: that of the next line."""
    return entries[place + 1].spec if place + 1 < len(entries) else None


def _columns(lines: list[Line], count: int, gap: float) -> tuple[Column, ...]:
    """Return lines in `count` columns at most, the tallest as low as it can be."""
    cap = sum(line.rows + gap * line.begins for line in lines) / count
    while True:
        columns = _filled(lines, cap, gap)
        if len(columns) <= count:
            return columns
        cap += 0.2


def _filled(lines: list[Line], cap: float, gap: float) -> tuple[Column, ...]:
    """Fill columns of `cap` rows one by one; what a line holds together stands in one."""
    columns: list[list[tuple[float, Line]]] = [[]]
    top = 0.0
    for place, line in enumerate(lines):
        above = gap if line.begins and columns[-1] else 0.0
        if columns[-1] and top + above + _held(lines, place) > cap + 1e-9:
            columns.append([])
            top, above = 0.0, 0.0
        columns[-1].append((top + above + line.rows / 2, line))
        top += above + line.rows
    return tuple(tuple(column) for column in columns if column)


def _held(lines: list[Line], place: int) -> float:
    """Rows from a line to the last that must stand with it: a small group, or two of a great."""
    line = lines[place]
    if line.entry.symbol is not None:
        return line.rows
    group = [line, *takewhile(lambda each: not each.begins, lines[place + 1 :])]
    rows = sum(each.rows for each in group)
    return rows if rows <= _WHOLE + 1 else sum(each.rows for each in group[:3])


def _tall(column: Column) -> float:
    middle, line = column[-1]
    return middle + line.rows / 2


def _widths(columns: tuple[Column, ...], size: float) -> tuple[float, ...]:
    return tuple(max(line.wide_mm for _, line in column) * size + _ASIDE_MM for column in columns)
