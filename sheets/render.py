"""A sheet from its request: exact paper, true scale, PNG, PDF or SVG."""

from dataclasses import replace

from sheets.canvas import Canvas
from sheets.fonts import check_typed
from sheets.hatches import is_own
from sheets.labels.buffer_radii import RingInk, name_rings, ring_layer
from sheets.labels.placement import write_names
from sheets.legend import draw_legend, entries_of
from sheets.locator import draw_locator, whole_of
from sheets.map_elements import (
    draw_imprint,
    draw_north,
    draw_scale,
    draw_surround,
    is_roomy,
    north_box,
)
from sheets.map_extent import Ground, ground_under
from sheets.marker_displacement import set_apart
from sheets.page_files import Format, page_bytes
from sheets.paper import Layout, layout
from sheets.publishing import publishable
from sheets.request import SheetLayer, SheetRequest
from sheets.sheet_notes import draw_notes
from sheets.symbols import SymbolLook, draw, symbol_factor


def render(request: SheetRequest, file_format: Format) -> bytes:
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
        If the extent fits no scale or not the one asked for, or a typed word cannot be written
        with the packaged font.
    """
    return page_bytes(lambda: compose(request)[0], request.dpi, file_format)


def compose(request: SheetRequest) -> tuple[Canvas, int]:
    """Return the drawn page and N of its scale 1:N."""
    check_typed(request)
    ground = ground_under(request, layout(request.paper, request.orientation).map)
    whole_m = whole_of(request, ground)
    parts = layout(
        request.paper,
        request.orientation,
        imprint=request.imprint is not None,
        locator=whole_m is not None,
    )
    canvas = Canvas(parts.page)
    apart, moved = set_apart(publishable(request), ground.scale, symbol_factor(parts.factor))
    drawn = replace(request, layers=apart)
    _draw_map(canvas, parts, drawn, ground)
    draw_surround(canvas, parts, request)
    _draw_side(canvas, parts, drawn, ground)
    if parts.locator is not None and whole_m is not None:
        draw_locator(canvas, parts.locator, whole_m, ground, parts.factor)
    if not is_roomy(parts.scale, parts.factor):
        draw_north(canvas, parts.map, parts.factor)
    draw_notes(canvas, parts, request, moved)
    return canvas, ground.scale


def _draw_side(canvas: Canvas, parts: Layout, request: SheetRequest, ground: Ground) -> None:
    """Draw what reads the map: legend, scale, 图签."""
    rings = request.rings_title if request.rings is not None else ""
    lines = entries_of(request.layers, ground.field, rings)
    look = SymbolLook(request.palette, symbol_factor(parts.factor))
    draw_legend(canvas, parts.legend, lines, look, parts.factor)
    draw_scale(canvas, parts.scale, ground.scale, parts.factor)
    if parts.imprint is not None and request.imprint is not None:
        draw_imprint(canvas, parts.imprint, request.imprint, parts.factor)


def _draw_map(canvas: Canvas, parts: Layout, request: SheetRequest, ground: Ground) -> None:
    axes = canvas.field(parts.map, ground.field)
    look = SymbolLook(request.palette, symbol_factor(parts.factor))
    for layer in sorted(request.layers, key=_height):
        draw(axes, layer, look)
    taken = [] if is_roomy(parts.scale, parts.factor) else [north_box(parts.map, parts.factor)]
    if request.rings is not None:
        rings = ring_layer(request.rings, 0.08)
        draw(axes, rings, look)
        ink = RingInk(request.palette, parts.factor, request.layers)
        taken += name_rings(axes, rings.placed_m, ground, ink)
    write_names(axes, request.layers, ground, taken, parts.factor)


def _height(layer: SheetLayer) -> tuple[int, int]:
    """Order of drawing: by plane, in each what stands today, then the plan, then own layers."""
    over = 2 if is_own(layer.spec) else int(layer.spec.role == "plan")
    return layer.plane, over
