"""A sheet from its request: exact paper, true scale, PNG or PDF."""

import io
from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from typing import Any, Literal

import matplotlib as mpl
import shapely
from geopandas import GeoSeries
from matplotlib.axes import Axes

from geo.crs import LONLAT, to_metric
from layers import drawing_order
from layers.palettes import PALETTES
from layers.spec import LayerSpec, Symbol
from sheets.canvas import Canvas
from sheets.furniture import draw_mark, draw_north, draw_notes, draw_scale, draw_title
from sheets.legend import draw_legend, entries_of
from sheets.names import name_rings, write_names
from sheets.paper import MM_PER_INCH, Box, layout
from sheets.publishing import publishable
from sheets.request import SheetRequest
from sheets.scale import fitting_scale, ground_m
from sheets.symbols import draw

Format = Literal["png", "pdf"]

_RING = LayerSpec(
    "rings", "缓冲圈", "", "area", (Symbol("", "缓冲圈", "ring", width=1.6),), fill_opacity=0.08
)
_SETTINGS: dict[str, Any] = {
    "pdf.fonttype": 3,
    "path.simplify": False,
    "lines.scale_dashes": False,
}
_drawing = Lock()
"""matplotlib's settings and font cache are one for the process; pages are drawn one by one."""


def render(request: SheetRequest, file_format: Format) -> bytes:
    """Return the sheet as a file.

    Parameters
    ----------
    request
        What to draw.
    file_format
        "png" at the request's dpi, or "pdf" with text that can be searched.

    Raises
    ------
    DataError
        If the extent fits no scale, or a word cannot be written with the packaged font.
    """
    return page_bytes(lambda: compose(request)[0], request.dpi, file_format)


def page_bytes(drawn: Callable[[], Canvas], dpi: int, file_format: Format) -> bytes:
    """Return the page that `drawn` makes as a file; pages are made one at a time."""
    with _drawing, mpl.rc_context(_SETTINGS):  # type: ignore[arg-type]
        canvas = drawn()
        target = io.BytesIO()
        stamp = {"CreationDate": None} if file_format == "pdf" else None
        if file_format == "png":
            _whole_pixels(canvas, dpi)
        canvas.figure.savefig(target, format=file_format, dpi=dpi, metadata=stamp)
    return target.getvalue()


def _whole_pixels(canvas: Canvas, dpi: int) -> None:
    """Round the page to whole pixels; matplotlib would cut them."""
    wide, tall = ((round(side / MM_PER_INCH * dpi) + 0.001) / dpi for side in canvas.page_mm)
    canvas.figure.set_size_inches(wide, tall)


def compose(request: SheetRequest) -> tuple[Canvas, int]:
    """Return the drawn page and N of its scale 1:N."""
    parts = layout(request.paper, request.orientation)
    canvas = Canvas(parts.page)
    field, scale = ground_under(request, parts.map)
    layers = publishable(request)
    axes = canvas.axes(parts.map)
    _draw_map(axes, replace(request, layers=layers), field)
    write_names(axes, layers, scale, field, parts.factor)
    lines = entries_of(layers, field, request.rings_title if request.rings_ll is not None else "")
    draw_mark(canvas, parts.map, request, parts.factor)
    canvas.line_box(parts.map, 0.9)
    canvas.line_box(parts.frame, 1.6)
    draw_title(canvas, parts.title, request, parts.factor)
    draw_legend(canvas, parts.legend, lines, PALETTES[request.palette], parts.factor)
    draw_scale(canvas, parts.scale, scale, parts.factor)
    draw_north(canvas, parts.map, parts.factor)
    draw_notes(canvas, parts, request)
    return canvas, scale


def ground_under(request: SheetRequest, box: Box) -> tuple[shapely.Polygon, int]:
    """Return the ground under a map field (EPSG:4548, metres) and N of its scale."""
    corner = GeoSeries([shapely.box(*request.extent_ll)], crs=LONLAT)
    west, south, east, north = to_metric(corner).total_bounds
    scale = fitting_scale((east - west, north - south), (box.width - 6, box.height - 6))
    x, y = (west + east) / 2, (south + north) / 2
    half_wide, half_tall = ground_m(box.width, scale) / 2, ground_m(box.height, scale) / 2
    return shapely.box(x - half_wide, y - half_tall, x + half_wide, y + half_tall), scale


def _draw_map(axes: Axes, request: SheetRequest, field: shapely.Polygon) -> None:
    west, south, east, north = field.bounds
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_facecolor("#fbfbf8")
    colours = PALETTES[request.palette]
    by_spec = {layer.spec: layer for layer in request.layers}
    for spec in drawing_order(tuple(by_spec)):
        draw(axes, spec, by_spec[spec].frame_ll, colours, by_spec[spec].opacity)
    if request.rings_ll is not None:
        draw(axes, _RING, request.rings_ll, colours, 1.0)
        name_rings(axes, request.rings_ll, field)
