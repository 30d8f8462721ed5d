"""A table on a sheet: three rules, columns as wide as their words, rows cut with a word on it."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from pandas import DataFrame

from sheets.blocks import BODY_PT, PAD_MM, Block, heading_mm, line_mm, write_aside, write_heading
from sheets.canvas import INK, Canvas
from sheets.paper import PT_PER_MM, Box
from sheets.text_measure import balanced, one_line, wide_em

_MOST_ROWS = 80
"""Rows that are measured at all: no column of an A3 holds more."""

_GAP_EM = 1.1
_FIGURE = re.compile(r"[-+−≤≥<>]?[\d][\d.,\s/:]*\s?(%|‰|米|分钟|处|人|m)?|—|走不到")

Row = tuple[str, ...]


class Setting(NamedTuple):
    """A table set in a width: (n,) column widths in em, and the lines of each cell of each row."""

    widths: tuple[float, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]

    def lines(self, place: int) -> int:
        """Lines of the highest cell of a row; row 0 is the header."""
        return max(len(cell) for cell in self.rows[place])


@dataclass(frozen=True)
class TableBlock(Block):
    """A table of texts: `rows` to show out of `total`; the header is the first of `cells`."""

    title: str
    cells: tuple[Row, ...]
    total: int

    def height(self, width: float, measure: float, /) -> float:
        """Millimetres it takes."""
        setting = self._setting(width, measure)
        rows = sum(_row_mm(setting, place, measure) for place in range(len(self.cells)))
        head = heading_mm(self.title, width, measure)
        return head + rows + 1.6 * measure + self._aside_mm(measure)

    def crowded(self, width: float, measure: float, /) -> bool:
        """Whether cells are broken into lines, or headers into more than two."""
        setting = self._setting(width, measure)
        return setting.lines(0) > 2 or any(
            setting.lines(place) > 1 for place in range(1, len(self.cells))
        )

    def shorter(self, _width: float, _measure: float, /) -> "TableBlock | None":
        """Return it without its last row; one row stays."""
        return replace(self, cells=self.cells[:-1]) if len(self.cells) > 2 else None

    def draw(self, canvas: Canvas, box: Box, measure: float) -> None:
        """Draw it into its box."""
        write_heading(canvas, box, self.title, measure)
        setting = self._setting(box.width, measure)
        y = box.y + box.height - heading_mm(self.title, box.width, measure)
        _rule(canvas, box, y, 0.9)
        for place in range(len(self.cells)):
            tall = _row_mm(setting, place, measure)
            _draw_row(canvas, (box.x + PAD_MM, y - tall / 2), setting, (place, measure))
            y -= tall
            last = place == len(self.cells) - 1
            _rule(canvas, box, y, 0.9 if last else 0.5 if place == 0 else 0.2)
        if self._left_out:
            at = (box.x + PAD_MM, y - self._aside_mm(measure) / 2 - 0.3)
            write_aside(canvas, at, self._left_out, BODY_PT * measure * 0.92)

    @property
    def _left_out(self) -> str:
        shown = len(self.cells) - 1
        missing = self.total - shown
        nothing = "" if self.total else "（无）"
        return f"另有 {missing} 行未列出（共 {self.total} 行）" if missing else nothing

    def _aside_mm(self, measure: float) -> float:
        return line_mm(BODY_PT * measure) * 1.25 if self._left_out else 0.0

    def _setting(self, width: float, measure: float) -> Setting:
        room_em = (width - 2 * PAD_MM) * PT_PER_MM / (BODY_PT * measure)
        return _set(self.cells, round(room_em, 6))


def table_block(title: str, table: DataFrame) -> TableBlock:
    """Return the block of a table that has columns."""
    header = tuple(one_line(column) for column in table.columns)
    rows = (tuple(map(one_line, row)) for row in table.head(_MOST_ROWS).itertuples(index=False))
    return TableBlock(one_line(title), (header, *rows), len(table))


@lru_cache(maxsize=256)
def _set(cells: tuple[Row, ...], room_em: float) -> Setting:
    widths = _widths(cells, room_em - _GAP_EM * (len(cells[0]) - 1))
    rows = tuple(
        tuple(balanced(text, wide) for text, wide in zip(row, widths, strict=True)) for row in cells
    )
    return Setting(widths, rows)


def _widths(cells: tuple[Row, ...], room_em: float) -> tuple[float, ...]:
    """Widths of the columns: as wide as their words; headers, then words wrap where need be."""
    columns = list(zip(*cells, strict=True))
    wanted = [max(map(wide_em, column)) for column in columns]
    bodies = [max(map(wide_em, column[1:]), default=0) for column in columns]
    least = [
        max(body, min(full, wide_em(column[0]) / 2 + 0.5))
        for body, full, column in zip(bodies, wanted, columns, strict=True)
    ]
    if sum(least) > room_em:
        cap = _cap(least, room_em)
        return tuple(min(each, cap) for each in least)
    spare, lacking = room_em - sum(least), sum(wanted) - sum(least)
    share = min(spare / lacking, 1) if lacking else 0
    more = max(spare - lacking, 0) / len(wanted)
    return tuple(low + (full - low) * share + more for low, full in zip(least, wanted, strict=True))


def _cap(widths: list[float], room: float) -> float:
    """Width to which the widest columns come down so that all fit the room."""
    for place, width in enumerate(sorted(widths)):
        share = room / (len(widths) - place)
        if share <= width:
            return share
        room -= width
    return max(widths)


def _row_mm(setting: Setting, place: int, measure: float) -> float:
    return (setting.lines(place) + 0.35) * line_mm(BODY_PT * measure)


def _rule(canvas: Canvas, box: Box, y: float, width_pt: float) -> None:
    xs = (box.x + PAD_MM, box.x + box.width - PAD_MM)
    grey = INK if width_pt > 0.3 else "#8a8a8a"
    canvas.sheet.plot(xs, (y, y), color=grey, lw=width_pt, scalex=False, scaley=False)


def _draw_row(
    canvas: Canvas, at: tuple[float, float], setting: Setting, which: tuple[int, float]
) -> None:
    place, measure = which
    size = BODY_PT * measure
    (x, y), step = at, line_mm(size)
    for column, (lines, wide) in enumerate(zip(setting.rows[place], setting.widths, strict=True)):
        right = _is_figures(setting, column)
        edge = x + wide * size / PT_PER_MM if right else x
        for number, words in enumerate(lines):
            spot = (edge, y + ((len(lines) - 1) / 2 - number) * step)
            canvas.write(spot, words, size, va="center_baseline", ha="right" if right else "left")
        x += (wide + _GAP_EM) * size / PT_PER_MM


def _is_figures(setting: Setting, column: int) -> bool:
    bodies = ["".join(row[column]) for row in setting.rows[1:]]
    return bool(bodies) and all(_FIGURE.fullmatch(text) for text in bodies)
