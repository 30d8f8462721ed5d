"""Rows of a pasted table, and what its columns stand for."""

import csv
import io
from collections.abc import Sequence
from typing import Final, NamedTuple

from geo.entering.headings import CellHeading, match_headings
from geo.entering.item_finder import ItemFinder
from geo.entering.model import quoted
from geo.errors import DataError
from geo.schema import Column

MOST_CELLS: Final = 50_000
"""Cells of one paste."""

MOST_LETTERS: Final = 2_000_000

_NO_TABLE: Final = "没有读到表格；请在 Excel 里选中连同编号或名称的单元格，复制后粘贴到这里"


class PastedRow(NamedTuple):
    """A row: its number in what was pasted, from 1, and its cells."""

    number: int
    cells: list[str]

    def of(self, role: str, headings: Sequence[CellHeading | None]) -> str:
        """Return the cell under the heading of a role, "" where there is none."""
        found = (at for at, each in enumerate(headings) if each and each.role == role)
        at = next(found, len(self.cells))
        return self.cells[at] if at < len(self.cells) else ""


class PastedTable(NamedTuple):
    """Rows without that of the headings, what each column is, and titles that nobody knows."""

    rows: list[PastedRow]
    headings: list[CellHeading | None]
    unknown: list[str]


def pasted_table(
    text: str, finder: ItemFinder, columns: Sequence[Column], shown: Sequence[Column]
) -> PastedTable:
    """Return the table of a text; see `geo.entering.pasted.read_paste`."""
    rows = _rows(text)
    titles = rows[0].cells
    headings = match_headings(columns, titles)
    if not any(headings):
        return PastedTable(rows, _by_order(rows, finder, shown), [])
    roles = {each.role for each in headings if each}
    if roles == {"field"}:
        raise DataError("有列标题，但没有“编号”或“名称”一列，不知道是哪些项目；请连同它一起复制")
    if "field" not in roles:
        raise DataError("没有认出一列可填的内容；列标题请与本表的相同，如 状态、形象进度")
    unknown = [title for title, each in zip(titles, headings, strict=True) if title and not each]
    return PastedTable(rows[1:], headings, [quoted(each) for each in unknown])


def _rows(text: str) -> list[PastedRow]:
    if len(text) > MOST_LETTERS:
        raise DataError(f"粘贴的内容超过 {MOST_LETTERS:,} 个字；请分几次粘贴")
    told = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        cells = list(csv.reader(io.StringIO(told), delimiter="\t"))
    except csv.Error as error:
        raise DataError(_NO_TABLE) from error
    rows = [
        PastedRow(number, [each.strip() for each in row])
        for number, row in enumerate(cells, 1)
        if any(each.strip() for each in row)
    ]
    if not rows or max(len(each.cells) for each in rows) < 2:
        raise DataError(_NO_TABLE)
    if sum(len(each.cells) for each in rows) > MOST_CELLS:
        raise DataError(f"超过 {MOST_CELLS:,} 格；请分几次粘贴")
    return rows


def _by_order(
    rows: Sequence[PastedRow], finder: ItemFinder, shown: Sequence[Column]
) -> list[CellHeading | None]:
    """Headings where none are pasted: number, name or both, then the columns that are shown."""
    width = max(len(each.cells) for each in rows)
    item: list[CellHeading | None] = []
    for at in (0, 1):
        cells = [each.cells[at] for each in rows if at < len(each.cells)]
        ids, named = sum(map(finder.has_id, cells)), sum(map(finder.has_name, cells))
        if max(ids, named) * 2 >= len(rows):
            item.append(CellHeading("key" if ids >= named else "name"))
        else:
            break
    if not item:
        raise DataError("没有列标题，第一列又不是编号或名称；请连同标题行一起复制")
    wide = width - len(item)
    if wide > len(shown):
        raise DataError(
            f"没有列标题，粘贴了 {wide} 列内容，表中只显示 {len(shown)} 列；请连同标题行一起复制"
        )
    return [*item, *(CellHeading("field", each) for each in shown[:wide])]
