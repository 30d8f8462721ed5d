"""图册目录: every sheet with its number, name, clause, zone, place and scale, listed and drawn."""

from dataclasses import replace
from functools import partial
from itertools import compress
from typing import NamedTuple

from pandas import DataFrame

from geo.district import DISTRICT
from geo.schema import UNPLACED
from sheets.atlas.folder import DrawnPage
from sheets.atlas.model import SUBJECTS, TITLES, Atlas, Page
from sheets.canvas import Canvas
from sheets.map_elements import draw_surround, write_number
from sheets.page_files import page_bytes
from sheets.paper import Box, Layout, layout
from sheets.scale import scale_words
from sheets.sheet_notes import draw_notes
from sheets.table_block import TableBlock
from sheets.text_measure import one_line

_HEADER = ("图号", "图名", "条目", "所在分区", "位置精度", "比例")
_GAP_MM, _PAD_MM = 4.0, 4.0

(_WEST, _EAST), (_SOUTH, _NORTH) = DISTRICT.place.longitude, DISTRICT.place.latitude
_ANYWHERE = (_WEST, _SOUTH, _EAST, _NORTH)
"""An index page has no map; what it is drawn from asks for an extent."""


class Leaf(NamedTuple):
    """A page as it came out: its file, or why there is none."""

    page: Page
    drawn: DrawnPage | None
    why: str

    @property
    def reason(self) -> str:
        """Why it was not drawn."""
        return self.why or "未绘（中途取消）"


class _Listed(NamedTuple):
    """One table of the index: its heading and rows, the header first."""

    title: str
    rows: tuple[tuple[str, ...], ...]


def _listing(atlas: Atlas, leaves: list[Leaf]) -> list[_Listed]:
    """Return the tables of the index: a subject each, what has no sheet, what failed."""
    tables = list[_Listed]()
    for subject in SUBJECTS:
        own = [leaf for leaf in leaves if leaf.page.subject == subject]
        if own:
            lost = sum(leaf.page.place == UNPLACED for leaf in own)
            share = f"，其中未落图 {lost}" if lost else ""
            title = f"{TITLES[subject]}（{len(own)} 幅{share}）"
            tables.append(_Listed(title, _said((_HEADER, *map(_row_of, own)))))
    if atlas.omitted:
        without = [(each.name, each.clause or "—", each.why) for each in atlas.omitted]
        head = ("名称", "条目", "原因")
        tables.append(_Listed(f"没有图幅的项目与学校（{len(without)} 项）", (head, *without)))
    failed = [leaf for leaf in leaves if leaf.drawn is None]
    if failed:
        head = ("图号", "图名", "原因")
        told = [(leaf.page.number, leaf.page.name, leaf.reason) for leaf in failed]
        tables.append(_Listed(f"未绘成的图幅（{len(told)} 幅）", (head, *told)))
    return tables


def _said(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return a table without the columns in which no row says anything."""
    kept = [any(row[place] != "—" for row in rows[1:]) for place in range(len(rows[0]))]
    return tuple(tuple(compress(row, kept)) for row in rows)


def _row_of(leaf: Leaf) -> tuple[str, ...]:
    """Return the line of a sheet, as `_HEADER`."""
    page = leaf.page
    scale = scale_words(leaf.drawn.scale) if leaf.drawn is not None else "未绘成"
    words = (page.number, page.name, page.clause, page.zone, page.place, scale)
    return tuple(" ".join(each.split()) or "—" for each in words)


def index_table(atlas: Atlas, leaves: list[Leaf]) -> DataFrame:
    """Return the index as a table for a spreadsheet, a row each sheet, then what has none."""
    rows = [(*_row_of(leaf), leaf.reason if leaf.drawn is None else "") for leaf in leaves]
    rows += [("", each.name, each.clause, "", each.why, "", "") for each in atlas.omitted]
    return DataFrame(rows, columns=[*_HEADER, "说明"])


def index_pages(atlas: Atlas, leaves: list[Leaf]) -> list[bytes]:
    """Return the pages of the index in the format of the atlas."""
    style = atlas.style
    whole = layout(style.paper, style.orientation)
    field = whole.body._replace(x=whole.frame.x, width=whole.frame.width)
    parts = replace(whole, map=field)
    broken = _broken(_listing(atlas, leaves), parts)
    numbers = [f"{place} / {len(broken)}" for place in range(1, len(broken) + 1)]
    return [
        page_bytes(partial(_drawn, atlas, parts, blocks, number), style.dpi, style.file_format)
        for blocks, number in zip(broken, numbers, strict=True)
    ]


def _broken(tables: list[_Listed], parts: Layout) -> list[list[TableBlock]]:
    """Return the tables parted so that each page holds its share; no heading stands alone."""
    field, size = parts.map, parts.factor
    room = field.height - 2 * _PAD_MM
    pages: list[list[TableBlock]] = [[]]
    left = room
    for table in tables:
        rest, title = list(table.rows[1:]), table.title
        while rest:
            block, taken = _filling(title, table.rows[0], rest, (field.width, left, size))
            if block is None:
                pages.append([])
                left = room
                continue
            pages[-1].append(block)
            left -= block.height(field.width, size) + _GAP_MM * size
            rest, title = rest[taken:], f"{table.title} · 续"
    return pages


def _filling(
    title: str,
    header: tuple[str, ...],
    rows: list[tuple[str, ...]],
    room: tuple[float, float, float],
) -> tuple[TableBlock | None, int]:
    """Return as many rows as fit the room (width, height, measure), None for fewer than three."""
    width, height, size = room
    for count in range(len(rows), 0, -1):
        block = _block(title, header, rows[:count])
        if block.height(width, size) <= height:
            return (block, count) if count >= min(3, len(rows)) else (None, 0)
    return None, 0


def _block(title: str, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> TableBlock:
    cells = tuple(tuple(one_line(each) for each in row) for row in rows)
    return TableBlock(one_line(title), (header, *cells), len(cells))


def _drawn(atlas: Atlas, parts: Layout, blocks: list[TableBlock], number: str) -> Canvas:
    canvas, field, size = Canvas(parts.page), parts.map, parts.factor
    request = atlas.style.request(subtitle="图册目录", extent_ll=_ANYWHERE, layers=atlas.background)
    draw_surround(canvas, parts, request)
    write_number(canvas, parts, f"目录 {number}")
    y = field.y + field.height - _PAD_MM
    for block in blocks:
        height = block.height(field.width, size)
        block.draw(canvas, Box(field.x, y - height, field.width, height), size)
        y -= height + _GAP_MM * size
    draw_notes(canvas, parts, request)
    return canvas
