"""The pages of the index drawn: tables one below the other, broken where a page ends."""

from dataclasses import replace
from functools import partial

from geo.district import DISTRICT
from sheets.atlas.index import Leaf, Listed, listing
from sheets.atlas.model import Atlas
from sheets.canvas import Canvas
from sheets.circle_table import TableBlock
from sheets.circle_words import one_line
from sheets.files import page_bytes
from sheets.furniture import draw_surround, write_number
from sheets.notes import draw_notes
from sheets.paper import Box, Layout, layout

_GAP_MM, _PAD_MM = 4.0, 4.0

(_WEST, _EAST), (_SOUTH, _NORTH) = DISTRICT.place.longitude, DISTRICT.place.latitude
_ANYWHERE = (_WEST, _SOUTH, _EAST, _NORTH)
"""An index page has no map; what it is drawn from asks for an extent."""


def index_pages(atlas: Atlas, leaves: list[Leaf]) -> list[bytes]:
    """Return the pages of the index in the format of the atlas."""
    style = atlas.style
    whole = layout(style.paper, style.orientation)
    parts = replace(whole, map=_field(whole))
    broken = _broken(listing(atlas, leaves), parts)
    numbers = [f"{place} / {len(broken)}" for place in range(1, len(broken) + 1)]
    return [
        page_bytes(partial(_drawn, atlas, parts, blocks, number), style.dpi, style.file_format)
        for blocks, number in zip(broken, numbers, strict=True)
    ]


def _field(parts: Layout) -> Box:
    y = parts.notes.y + parts.notes.height
    return Box(parts.frame.x, y, parts.frame.width, parts.title.y - y)


def _broken(tables: list[Listed], parts: Layout) -> list[list[TableBlock]]:
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
