"""A 生活圈 sheet from its request: map, summary tables and method on exact paper, true scale."""

from dataclasses import replace
from typing import NamedTuple

from sheets.canvas import Canvas
from sheets.circle_blocks import Block, draw_column, fitted, total_mm
from sheets.circle_layout import circle_layout
from sheets.circle_legend import Inset, KeyBlock
from sheets.circle_map import draw_circle_map
from sheets.circle_method import method_block
from sheets.circle_request import CircleRequest
from sheets.circle_table import table_block
from sheets.files import Format, page_bytes
from sheets.furniture import draw_frame, draw_mark, draw_north, draw_title
from sheets.ground import Ground, ground_under
from sheets.imprint_box import draw_imprint
from sheets.legend import entries_of
from sheets.locator import draw_locator, holds, whole_of
from sheets.notes import draw_notes
from sheets.paper import Box
from sheets.request import SheetRequest
from sheets.typed import check_typed


class Blocks(NamedTuple):
    """What stands beside the map: what reads it, the tables, the method."""

    key: list[Block]
    tables: list[Block]
    method: list[Block]


def render_circle(request: CircleRequest, file_format: Format) -> bytes:
    """Return the sheet as a file.

    Parameters
    ----------
    request
        What to draw.
    file_format
        "png" at the request's dpi, or "pdf" or "svg" with text that can be searched.

    Raises
    ------
    DataError
        If the extent fits no scale, or a typed word cannot be written with the packaged font.
    """
    return page_bytes(lambda: compose_circle(request)[0], request.dpi, file_format)


def compose_circle(request: CircleRequest) -> tuple[Canvas, int]:
    """Return the drawn page and N of its scale 1:N."""
    signed = request.imprint is not None
    parts, columns, foot = circle_layout(request.paper, request.orientation, imprint=signed)
    canvas = Canvas(parts.page)
    base = request.base()
    check_typed(base)
    ground = ground_under(base, parts.map)
    layers = draw_circle_map(canvas, parts, request, ground)
    draw_mark(canvas, parts.map, base, parts.factor)
    draw_frame(canvas, parts)
    draw_title(canvas, parts.title, base, parts.factor)
    draw_north(canvas, parts.map, parts.factor)
    lines = entries_of(layers[::-1], ground.field, "")
    key = KeyBlock(tuple(lines), request.palette, ground.scale, _inset(base, ground))
    _draw_columns(canvas, columns, _blocks(request, key), parts.factor)
    if foot is not None and request.imprint is not None:
        draw_imprint(canvas, foot, request.imprint, parts.factor)
    draw_notes(canvas, parts, replace(base, layers=layers))
    return canvas, ground.scale


def _inset(base: SheetRequest, ground: Ground) -> Inset | None:
    """Return what draws the locator, None where the map shows the whole."""
    whole_m = whole_of(base)
    if whole_m is None or holds(ground, whole_m):
        return None
    return lambda canvas, box, measure: draw_locator(canvas, box, whole_m, ground, measure)


def _draw_columns(canvas: Canvas, columns: tuple[Box, ...], blocks: Blocks, factor: float) -> None:
    for box, stack in zip(columns, _stacks(columns, blocks, factor), strict=True):
        canvas.line_box(box, 0.6, "white")
        draw_column(canvas, box, fitted(stack, box, factor))


def _stacks(columns: tuple[Box, ...], blocks: Blocks, factor: float) -> list[list[Block]]:
    """Blocks of each column; of two, the emptier one takes the method."""
    if len(columns) == 1:
        return [[*blocks.key, *blocks.tables, *blocks.method]]
    width = columns[0].width
    left, right = (total_mm(each, width, factor) for each in (blocks.key, blocks.tables))
    if left < right:
        return [[*blocks.key, *blocks.method], blocks.tables]
    return [blocks.key, [*blocks.tables, *blocks.method]]


def _blocks(request: CircleRequest, key: KeyBlock) -> Blocks:
    tables = [table_block(request.table_title, request.table)]
    if request.worst is not None:
        tables.append(table_block(request.worst_title, request.worst))
    method = method_block(request.method)
    return Blocks(
        [key],
        [each for each in tables if each],
        [method] if method else [],
    )
