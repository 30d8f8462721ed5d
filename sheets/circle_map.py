"""The map of a 生活圈 sheet: backdrop, reached areas, estates by status, facilities by origin."""

from typing import get_args

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from pandas import Series

from geo.crs import to_metric
from layers.features import symbols_of
from layers.palettes import MONO
from layers.spec import Plane
from sheets.canvas import INK, Canvas
from sheets.circle_blocks import line_mm
from sheets.circle_marks import circle_layers, named_layers
from sheets.circle_request import CircleRequest
from sheets.circle_words import one_line, wide_mm, wrapped
from sheets.field import field_axes
from sheets.furniture import north_box
from sheets.ground import Ground
from sheets.names import write_names
from sheets.paper import PT_PER_MM, Box, Layout
from sheets.publishing import publishable
from sheets.request import SheetLayer
from sheets.ring_names import RingInk, name_rings
from sheets.symbols import Look, draw, marker

_PLANES = get_args(Plane)


def draw_circle_map(
    canvas: Canvas, parts: Layout, request: CircleRequest, ground: Ground
) -> tuple[SheetLayer, ...]:
    """Draw the map into its field; return the layers drawn, for legend and credits.

    Parameters
    ----------
    canvas, parts
        The page and where the map field stands on it.
    request
        What to show; on a public sheet the outline goes as in `publishable`.
    ground
        The ground under the field (METRIC, metres) and N of 1:N.
    """
    backdrop, own = publishable(request.base()), circle_layers(request, parts.factor)
    axes = field_axes(canvas, parts.map, ground.field)
    _draw_layers(axes, (*backdrop, *own), Look(request.palette))
    caption = _draw_caption(canvas, parts, request.rule_words)
    taken = [_in_field(caption, parts.map), north_box(parts.map, parts.factor)]
    if request.areas_ll is not None and len(request.areas_ll) > 1:
        rings_m = to_metric(request.areas_ll).rename(columns={"reach_m": "radius_m"})
        taken += name_rings(axes, rings_m, ground, RingInk(_ring_ink(request), parts.factor, own))
    write_names(axes, named_layers((*backdrop, *own)), ground, taken, parts.factor)
    return (*backdrop, *own)


def _draw_layers(axes: Axes, layers: tuple[SheetLayer, ...], look: Look) -> None:
    for layer in sorted(layers, key=lambda each: _PLANES.index(each.spec.plane)):
        if layer.spec.layer_id in ("circle-estates", "circle-facilities"):
            _draw_points(axes, layer, look)
        else:
            draw(axes, layer, look)


def _draw_points(axes: Axes, layer: SheetLayer, look: Look) -> None:
    """Draw all points of a symbol at once; the later the symbol, the higher it lies."""
    shown = layer.placed_m
    wanted = Series([symbol.value for symbol in symbols_of(shown, layer.spec)], shown.index)
    for symbol in layer.spec.symbols:
        places = shown.geometry[(wanted == symbol.value).to_numpy()]
        looks = marker(symbol, look.colour(symbol))
        axes.add_line(Line2D(places.x, places.y, ls="none", zorder=6, **looks))


def _draw_caption(canvas: Canvas, parts: Layout, rule_words: str) -> Box:
    """Write what was asked into the upper left corner of the field; return the box it fills."""
    factor, size = parts.factor, 9 * parts.factor
    room_em = (parts.map.width - 32 * factor) * PT_PER_MM / size
    lines = wrapped(one_line(rule_words), room_em)
    width = max(wide_mm(line, size) for line in lines) + 5 * factor
    height = len(lines) * line_mm(size) + 2.2 * factor
    box = Box(parts.map.x, parts.map.y + parts.map.height - height, width, height)
    canvas.line_box(box, 0.6, "white")
    for place, line in enumerate(lines):
        y = box.y + box.height - 1.1 * factor - (place + 0.5) * line_mm(size)
        canvas.write((box.x + 2.5 * factor, y), line, size, va="center_baseline")
    return box


def _in_field(box: Box, field: Box) -> Box:
    """Return a box of the page as one of the map field."""
    return box._replace(x=box.x - field.x, y=box.y - field.y)


def _ring_ink(request: CircleRequest) -> str:
    return INK if request.palette == MONO else "#1f4f9f"
