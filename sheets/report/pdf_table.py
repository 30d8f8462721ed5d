"""Tables of a PDF report: cells broken as Chinese is set, headers again on every page."""

from collections.abc import Callable
from typing import NamedTuple

from sheets.report.column_widths import CELL_PAD_MM, CELL_PT
from sheets.report.model import BODY_MM, ReportTable
from sheets.report.pdf_paper import SIDE_MM, PagePosition, Paper, even_lines, lines_of

_LEADING_MM = 4.1
_CAPTION_PT, _CAPTION_MM = 9.5, 7.0
_HEAD, _RULE = (226, 232, 239), (150, 156, 163)
_BEGUN_MM = 80.0
"""A table that is lower, or its beginning, is not parted."""

_SMALL = 10
"""Rows of a table that may be small."""

_ASIDE = "（续）"

Breaking = Callable[[str, float, float], tuple[str, ...]]
"""What breaks words into lines."""


class _Row(NamedTuple):
    """Lines of each cell."""

    cells: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> float:
        return max(map(len, self.cells)) * _LEADING_MM + 2 * CELL_PAD_MM

    def split(self, room_mm: float) -> tuple["_Row", "_Row"]:
        """What fits into a room, one line at least, and what is left."""
        fit = max(int((room_mm - 2 * CELL_PAD_MM) / _LEADING_MM), 1)
        return _Row(tuple(each[:fit] for each in self.cells)), _Row(
            tuple(each[fit:] for each in self.cells)
        )


def table_start_mm(table: ReportTable) -> float:
    """Height of a small table, or of the first two rows of a long one, with caption and header."""
    widths = table.widths_mm()
    rows = [_row(row, widths).height for row in table.rows[: _SMALL + 1]]
    above = _CAPTION_MM + _head(table).height
    if len(rows) <= _SMALL and above + sum(rows) <= _BEGUN_MM:
        return above + sum(rows)
    return min(above + sum(rows[:2]), _BEGUN_MM)


def draw_table(paper: Paper, table: ReportTable) -> None:
    """Draw a table, its caption above it; a row goes over a page only if it is taller than one."""
    widths = table.widths_mm()
    head = _head(table)
    rows = [_row(row, widths) for row in table.rows]
    paper.need(table_start_mm(table))
    _begin(paper, table, head, table.numbered)
    for row in rows:
        _draw_whole(paper, table, head, row)
    paper.set_y(paper.y + 2.5)


def _draw_whole(paper: Paper, table: ReportTable, head: _Row, row: _Row) -> None:
    """Draw a row, on as many pages as it takes."""
    while row.height > paper.room_mm:
        if _fits_a_page(paper, head, row) or paper.room_mm < 40:
            _over(paper, table, head)
            continue
        part, row = row.split(paper.room_mm)
        _draw_row(paper, table, part)
        _over(paper, table, head)
    _draw_row(paper, table, row)


def _fits_a_page(paper: Paper, head: _Row, row: _Row) -> bool:
    return row.height <= paper.full_mm - _CAPTION_MM - head.height


def _over(paper: Paper, table: ReportTable, head: _Row) -> None:
    paper.begin()
    _begin(paper, table, head, table.numbered + _ASIDE)


def _begin(paper: Paper, table: ReportTable, head: _Row, caption: str) -> None:
    """Draw caption and header."""
    for line in even_lines(caption, BODY_MM, _CAPTION_PT):
        with paper.strong(_CAPTION_PT):
            paper.write_line(
                PagePosition(SIDE_MM, paper.y + _CAPTION_MM / 2), line, _CAPTION_PT, align="C"
            )
        paper.set_y(paper.y + _CAPTION_MM * 0.8)
    paper.set_y(paper.y + _CAPTION_MM * 0.1)
    _draw_row(paper, table, head, is_head=True)


def _draw_row(paper: Paper, table: ReportTable, row: _Row, *, is_head: bool = False) -> None:
    """Draw a row and go below it."""
    paper.set_draw_color(*_RULE)
    paper.set_fill_color(*_HEAD)
    paper.set_line_width(0.2)
    x, top = SIDE_MM, paper.y
    for place, (width, lines) in enumerate(zip(table.widths_mm(), row.cells, strict=True)):
        paper.rect(x, top, width, row.height, style="DF" if is_head else "D")
        align = "C" if is_head else "R" if place in table.right else "L"
        _write_cell(paper, (x, top, width, row.height), lines, align)
        x += width
    paper.set_xy(SIDE_MM, top + row.height)


def _write_cell(
    paper: Paper, box: tuple[float, float, float, float], lines: tuple[str, ...], align: str
) -> None:
    """Write lines into a box (x, y, width, height), headers in its middle."""
    x, top, width, height = box
    spare = height - 2 * CELL_PAD_MM - len(lines) * _LEADING_MM
    y = top + CELL_PAD_MM + _LEADING_MM / 2 + (spare / 2 if align == "C" else 0.0)
    for line in lines:
        at = PagePosition(x + CELL_PAD_MM, y, width - 2 * CELL_PAD_MM)
        paper.write_line(at, line, CELL_PT, align=align)
        y += _LEADING_MM


def _head(table: ReportTable) -> _Row:
    return _row(table.headers, table.widths_mm(), even_lines)


def _row(cells: tuple[str, ...], widths: tuple[float, ...], broken: Breaking = lines_of) -> _Row:
    pairs = zip(cells, widths, strict=True)
    return _Row(tuple(_lines(words, width, broken) for words, width in pairs))


def _lines(words: str, width: float, broken: Breaking) -> tuple[str, ...]:
    """Lines of a cell: its own, each broken where it is too wide."""
    room = width - 2 * CELL_PAD_MM
    return tuple(line for own in words.split("\n") for line in broken(own, room, CELL_PT))
