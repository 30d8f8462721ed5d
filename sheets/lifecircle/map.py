"""The map of a 生活圈 sheet: backdrop, reached areas, estates by status, facilities by origin.

Marks are told apart by shape and by filled or hollow, then by colour.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from geopandas import GeoDataFrame
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from pandas import Series

from geo.crs import to_metric
from geo.district import Shape
from geo.lifecircle.gaps import MET, NEWLY, NO_DATA, OFF_NETWORK, UNMET
from layers.features import symbols_of
from layers.spec import LayerSpec, Symbol
from sheets.blocks import line_mm
from sheets.canvas import Canvas
from sheets.labels.buffer_radii import RingInk, name_rings
from sheets.labels.placement import write_names
from sheets.lifecircle.request import CircleRequest
from sheets.map_elements import north_box
from sheets.map_extent import Ground
from sheets.paper import PT_PER_MM, Box, Layout
from sheets.publishing import publishable
from sheets.request import SheetLayer
from sheets.symbols import SymbolLook, draw, marker
from sheets.text_measure import one_line, wide_mm, wrapped

_MOST_NAMES = 150
"""Estates whose names are tried: more leave no map to see."""

_ESTATES = (
    Symbol(MET, MET, "hue.green", "circle", 3.4),
    Symbol(NEWLY, NEWLY, "hue.petrol", "diamond", 4.4),
    Symbol(UNMET, UNMET, "hue.crimson", "inverted", 4.8, filled=False),
    Symbol(OFF_NETWORK, OFF_NETWORK, "metro", "cross", 4.6),
    Symbol(NO_DATA, NO_DATA, "road", "circle", 3.0, filled=False),
)
_FACILITIES = (
    Symbol("现状", "现状", "hue.pink", "square", 4.6),
    Symbol("规划", "规划", "hue.pink", "square", 5.0, filled=False),
    Symbol("方案", "方案（试设）", "hue.pink", "star", 6.4),
)
_OWN: tuple[Shape, ...] = ("hexagon", "triangle", "cross")
"""Shapes of the facilities of imported layers, a layer each."""

_NAMED: Mapping[str, Callable[[GeoDataFrame], Series]] = {
    "circle-estates": lambda estates: estates["label"].astype(bool),
    "circle-facilities": lambda facilities: facilities["origin"].isin(("规划", "方案")),
}
"""Which points are named, by the id of their layer."""

_DASHES = ("", "8 3", "3 2.5", "9 3 2 3")


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
    backdrop, own = publishable(request), circle_layers(request, parts.factor)
    axes = canvas.field(parts.map, ground.field)
    _draw_layers(axes, (*backdrop, *own), SymbolLook(request.palette))
    caption = _draw_caption(canvas, parts, request.rule_words)
    taken = [_in_field(caption, parts.map), north_box(parts.map, parts.factor)]
    if request.areas_ll is not None and len(request.areas_ll) > 1:
        rings_m = to_metric(request.areas_ll).rename(columns={"reach_m": "radius_m"})
        taken += name_rings(axes, rings_m, ground, RingInk(request.palette, parts.factor, own))
    write_names(axes, _named_layers((*backdrop, *own)), ground, taken, parts.factor)
    return (*backdrop, *own)


def _draw_layers(axes: Axes, layers: tuple[SheetLayer, ...], look: SymbolLook) -> None:
    for layer in sorted(layers, key=lambda each: each.plane):
        if layer.spec.layer_id in _NAMED:
            _draw_points(axes, layer, look)
        else:
            draw(axes, layer, look)


def _draw_points(axes: Axes, layer: SheetLayer, look: SymbolLook) -> None:
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


def circle_layers(request: CircleRequest, factor: float) -> tuple[SheetLayer, ...]:
    """Return the request's own layers, bottom to top: areas, facilities, estates."""
    facilities = request.facilities_ll
    marks = (*_own(facilities), *_FACILITIES)
    points = (
        SheetLayer(_points("circle-facilities", "设施", "origin", marks, factor), facilities),
        SheetLayer(
            _points("circle-estates", request.noun, "status", _ESTATES, factor), request.estates_ll
        ),
    )
    if request.areas_ll is None or request.areas_ll.empty:
        return points
    widest_first = request.areas_ll.sort_values("reach_m", ascending=False, kind="stable")
    return SheetLayer(_areas(request.areas_ll), widest_first), *points


def _named_layers(layers: tuple[SheetLayer, ...]) -> tuple[SheetLayer, ...]:
    """Return the layers whose names are written, zones where no mark stands; and every mark."""
    zones = tuple(_zones(layer) if layer.spec.role == "zones" else layer for layer in layers)
    return (*zones, *(_named(layer) for layer in layers if layer.spec.layer_id in _NAMED))


def _zones(layer: SheetLayer) -> SheetLayer:
    return replace(layer, spec=replace(layer.spec, layer_id="circle-zones", label_pt=8.8))


def _named(layer: SheetLayer) -> SheetLayer:
    chosen = layer.frame[_NAMED[layer.spec.layer_id](layer.frame)].head(_MOST_NAMES)
    called = chosen[chosen["name"].notna()]
    words = called.assign(name=called["name"].map(one_line))
    return SheetLayer(replace(layer.spec, label_zoom=0), words)


def _own(facilities_ll: GeoDataFrame) -> tuple[Symbol, ...]:
    """Mark of each imported layer, under its title."""
    origins = facilities_ll["origin"].astype(str).unique()
    own = [origin for origin in origins if origin.startswith("导入")]
    return tuple(
        Symbol(origin, origin, "hue.pink", _OWN[turn % len(_OWN)], 4.8)
        for turn, origin in enumerate(own)
    )


def _points(
    layer_id: str, title: str, column: str, marks: tuple[Symbol, ...], factor: float
) -> LayerSpec:
    symbols = tuple(replace(each, size=each.size * factor) for each in marks)
    rank = 1 + (layer_id == "circle-estates")
    return LayerSpec(
        layer_id, title, "", "point", symbols, part=layer_id, class_column=column, rank=rank
    )


def _areas(areas_ll: GeoDataFrame) -> LayerSpec:
    nearest_first = areas_ll.sort_values("reach_m", kind="stable")["words"].astype(str).unique()
    symbols = tuple(
        Symbol(words, words, "ring", dash=_DASHES[place % len(_DASHES)], width=1.8)
        for place, words in enumerate(nearest_first)
    )
    return LayerSpec(
        "circle-areas", "可达范围", "", "area", symbols, part="circle-areas",
        class_column="words", fill_opacity=0.1,
    )  # fmt: skip
