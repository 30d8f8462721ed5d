"""A 生活圈 sheet from its request: map, summary tables and method on exact paper, true scale."""

from collections.abc import Iterator
from dataclasses import replace

from sheets.blocks import Block, FixedBlock, LegendBlock, draw_column, fitted, total_mm
from sheets.canvas import Canvas
from sheets.fonts import check_typed
from sheets.legend import entries_of
from sheets.lifecircle.map import draw_circle_map
from sheets.lifecircle.request import CircleRequest
from sheets.locator import draw_locator, whole_of
from sheets.map_elements import draw_bar, draw_imprint, draw_north, draw_surround, imprint_mm
from sheets.map_extent import Ground, ground_under
from sheets.page_files import Format, page_bytes
from sheets.paper import CIRCLE, Box, columned, parted
from sheets.paragraph_block import method_block
from sheets.sheet_notes import draw_notes
from sheets.table_block import table_block

_TALLEST_MM = 75.0
"""Legend on A4; a longer one has smaller rows."""

_BAR_MM = 58.0
"""On A4, as on other sheets, whatever the width of the column."""

_SCALE_MM, _INSET_MM = 13.5, 34.0


def render_circle(request: CircleRequest, file_format: Format) -> bytes:
    """Return the sheet as a file; as `sheets.render.render` in all else."""
    return page_bytes(lambda: compose_circle(request)[0], request.dpi, file_format)


def compose_circle(request: CircleRequest) -> tuple[Canvas, int]:
    """Return the drawn page and N of its scale 1:N."""
    check_typed(request)
    parts = columned(request.paper, request.orientation, CIRCLE)
    canvas = Canvas(parts.page)
    ground = ground_under(request, parts.map)
    layers = draw_circle_map(canvas, parts, request, ground)
    draw_surround(canvas, parts, request)
    draw_north(canvas, parts.map, parts.factor)
    lines = tuple(entries_of(layers[::-1], ground.field, ""))
    key = LegendBlock(lines, request.palette, _TALLEST_MM, _foot(request, ground))
    signed = 0.0 if request.imprint is None else imprint_mm(parts.columns[-1].width, parts.factor)
    foot, last = parted(parts.columns[-1], signed)
    columns = (*parts.columns[:-1], last)
    for box, stack in zip(columns, _stacks(columns, key, request, parts.factor), strict=True):
        canvas.line_box(box, 0.6, "white")
        draw_column(canvas, box, fitted(stack, box, parts.factor))
    if request.imprint is not None:
        draw_imprint(canvas, foot, request.imprint, parts.factor)
    draw_notes(canvas, parts, replace(request, layers=layers))
    return canvas, ground.scale


def _foot(request: CircleRequest, ground: Ground) -> FixedBlock:
    """Return the scale, and beside it the inset where the map does not show the whole."""
    whole_m = whole_of(request, ground)

    def paint(canvas: Canvas, box: Box, measure: float) -> None:
        canvas.line_box(box, 0.6, "white")
        room = box
        if whole_m is not None:
            room = box._replace(width=box.width / 2)
            inset = room._replace(x=box.x + room.width)
            draw_locator(canvas, inset, whole_m, ground, measure)
        width = min(_BAR_MM * measure, room.width)
        bar = room._replace(x=room.x + (room.width - width) / 2, width=width)
        draw_bar(canvas, bar, ground.scale, measure)

    return FixedBlock(_SCALE_MM if whole_m is None else _INSET_MM, paint)


def _stacks(
    columns: tuple[Box, ...], key: Block, request: CircleRequest, factor: float
) -> list[list[Block]]:
    """Blocks of each column; of two, the emptier one takes the method."""
    tables = list(_tables(request))
    method = method_block(request.method)
    told: list[Block] = [method] if method else []
    if len(columns) == 1:
        return [[key, *tables, *told]]
    width = columns[0].width
    if key.height(width, factor) < total_mm(tables, width, factor):
        return [[key, *told], tables]
    return [[key], [*tables, *told]]


def _tables(request: CircleRequest) -> Iterator[Block]:
    both = ((request.table_title, request.table), (request.worst_title, request.worst))
    for title, table in both:
        if table is not None and len(table.columns):
            yield table_block(title, table)
