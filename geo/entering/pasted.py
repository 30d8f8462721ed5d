"""Cells pasted from a spreadsheet, matched to items by number or name and to columns by title."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from geo.entering.headings import CellHeading
from geo.entering.item_finder import ItemFinder
from geo.entering.model import Read
from geo.entering.pasted_rows import PastedRow, pasted_table
from geo.entering.values import read_value
from geo.schema import Column


class PastedCell(NamedTuple):
    """A cell that was matched: number of its row, item, column, its text, and what it means."""

    row: int
    item: str
    column: Column
    text: str
    read: Read


class Pasted(NamedTuple):
    """What a paste holds.

    `cells` were matched, `empty` counts empty ones that were passed over, `columns` are those that
    were told, `left` says what was left out and why, `by_order` that no headings told the columns.
    """

    cells: tuple[PastedCell, ...]
    empty: int
    columns: tuple[Column, ...]
    left: tuple[str, ...]
    by_order: bool


def read_paste(
    text: str,
    names: Mapping[str, str],
    columns: Sequence[Column],
    shown: Sequence[Column],
    *,
    clears: bool = False,
) -> Pasted:
    """Return what a pasted table says of items.

    Parameters
    ----------
    text
        Rows of cells, tabs between them, as spreadsheets put them on the clipboard.
    names
        Name by id of the items that may be meant.
    columns
        All that may be filled in.
    shown
        Those that stand beside the item, in order, for a paste without headings.
    clears
        An empty cell empties the field; else it is passed over.

    Raises
    ------
    DataError
        If there is no table in it, or nothing tells the items or the columns.
    """
    finder = ItemFinder(names)
    table = pasted_table(text, finder, columns, shown)
    left = [f"没有认出的列“{each}”，未采用" for each in table.unknown]
    taken: dict[str, int] = {}
    cells: list[PastedCell] = []
    empty = 0
    for row in table.rows:
        item, why = finder.find(row.of("key", table.headings), row.of("name", table.headings))
        if item in taken:
            why = f"与第 {taken[item]} 行是同一项；请合并成一行"
        if why:
            left.append(f"第 {row.number} 行未采用：{why}")
            continue
        taken[item] = row.number
        told = list(_told(row, table.headings, item))
        filled = [each for each in told if each.text or clears]
        cells += filled
        empty += len(told) - len(filled)
        if more := sum(map(bool, row.cells[len(table.headings) :])):
            left.append(f"第 {row.number} 行：末尾多出 {more} 格，未采用")
    known = tuple(each.column for each in table.headings if each and each.column)
    first = table.rows[0].number if table.rows else 2
    return Pasted(tuple(cells), empty, known, tuple(left), by_order=first == 1)


def _told(
    row: PastedRow, headings: Sequence[CellHeading | None], item: str
) -> Iterator[PastedCell]:
    """Cells of a row under the headings of fields."""
    for text, heading in zip(row.cells, headings, strict=False):
        if heading and heading.column:
            read = read_value(heading.column, text, unit=heading.unit)
            yield PastedCell(row.number, item, heading.column, text, read)
