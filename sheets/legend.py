"""The legend: only what stands in the map field, grouped by layer, in as many columns as needed."""

from typing import Any

import shapely
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from layers.features import symbols_of
from layers.spec import LayerSpec, Symbol
from sheets.canvas import Canvas, fitting_pt
from sheets.hatches import hatch_ink, hatch_of, tinted
from sheets.legend_grid import (
    BESIDE_MM,
    EDGE_MM,
    HEADING_PT,
    SWATCH_MM,
    WORDS_PT,
    Entry,
    Grid,
    Line,
    fitted,
    natural_mm,
)
from sheets.paper import PT_PER_MM, Box
from sheets.request import SheetLayer
from sheets.symbols import PT_PER_PX, SymbolLook, dotted_ring, line_style, marker, sized
from sheets.theme_legend import draw_swatch, theme_entries

_HEAD_MM, _FOOT_MM = 9.0, 2.0
_KINDS = {"Polygon": "面", "LineString": "线", "Point": "点"}


def entries_of(
    layers: tuple[SheetLayer, ...], field: shapely.Polygon, rings_title: str
) -> list[Entry]:
    """Return the lines of the legend for what meets the map field (METRIC)."""
    lines = theme_entries([layer for layer in layers if layer.spec.theme], field)
    for layer in (each for each in layers if not each.spec.theme):
        found = _of_layer(layer, field)
        if len(found) == 1 and layer.spec.part:
            found = [found[0]._replace(words=f"{layer.spec.title} · {found[0].words}")]
        heading = [Entry(layer.spec.heading)] if len(found) > 1 else []
        lines += [*heading, *found]
    if rings_title:
        ring = Symbol("", rings_title, "ring", width=1.6)
        lines.append(Entry(rings_title, None, ring, "LineString"))
    return lines


def _of_layer(layer: SheetLayer, field: shapely.Polygon) -> list[Entry]:
    shown = layer.shown_m(field)
    kinds = shown.geom_type.str.removeprefix("Multi")
    used = set(zip(symbols_of(shown, layer.spec), kinds, strict=True))
    return [
        Entry(_words(layer.spec, symbol, kind, used), layer.spec, symbol, kind)
        for symbol in layer.spec.symbols
        for kind in _KINDS
        if (symbol, kind) in used
    ]


def _words(spec: LayerSpec, symbol: Symbol, kind: str, used: set[tuple[Symbol, str]]) -> str:
    """Return the title; it says which where a class is drawn as a line and as a point."""
    if spec.plane == "line" and kind == "Point":
        return f"{symbol.title}（仅知起点）"
    same = [other for other in _KINDS if (symbol, other) in used]
    return (
        f"{symbol.title}（{_KINDS[kind]}）"
        if len(same) > 1 and spec.plane != "line"
        else symbol.title
    )


def legend_mm(lines: list[Entry], width: float, factor: float) -> float:
    """Return the height of a legend at full print in a box of some width."""
    return natural_mm(lines, width, factor) + (_HEAD_MM + _FOOT_MM) * factor


def draw_legend(
    canvas: Canvas, box: Box, lines: list[Entry], look: SymbolLook, factor: float
) -> None:
    """Draw the legend inside a box; rows shrink until all of them fit."""
    canvas.line_box(box, 0.6, "white")
    canvas.write(
        (box.x + box.width / 2, box.y + box.height - 4.2 * factor),
        "图　例",
        10 * factor,
        ha="center",
        va="center",
        bold=True,
    )
    top = box.y + box.height - _HEAD_MM * factor
    grid = fitted(lines, (box.width, top - box.y - _FOOT_MM), factor)
    spare = max(box.width - sum(grid.widths), 0.0) / max(len(grid.columns), 1)
    x = box.x + EDGE_MM
    for column, width in zip(grid.columns, grid.widths, strict=True):
        for middle, line in column:
            at = (x, top - middle * grid.row_mm)
            _draw_line(canvas, at, line, (look, grid, width - EDGE_MM))
        x += width + (spare if len(grid.columns) > 1 else 0.0)


def _draw_line(
    canvas: Canvas, at: tuple[float, float], line: Line, how: tuple[SymbolLook, Grid, float]
) -> None:
    look, grid, room = how
    (x, y), size = at, HEADING_PT * grid.size
    if line.entry.symbol is not None:
        wide = SWATCH_MM * grid.size
        _swatch(canvas, Box(x, y, wide, 3.0 * grid.size), line.entry, look)
        x, size = x + wide + BESIDE_MM * grid.size, WORDS_PT * grid.size
        room -= wide + BESIDE_MM * grid.size
    step = size * 1.25 / PT_PER_MM
    for number, words in enumerate(line.words):
        place = (x, y + ((len(line.words) - 1) / 2 - number) * step)
        canvas.write(place, words, fitting_pt(words, size, room), va="center")


def _swatch(canvas: Canvas, box: Box, line: Entry, look: SymbolLook) -> None:
    if line.symbol is None:
        return
    if line.spec is not None and line.spec.theme:
        draw_swatch(canvas, box, line, look)
        return
    symbol = sized(line.symbol, look.factor)
    if line.kind == "Polygon" and not symbol.dash and line.spec is not None:
        _area_swatch(canvas, box, line.spec, (symbol, look))
    elif line.kind == "Point":
        start = line.spec is not None and line.spec.plane == "line" and not symbol.signed
        properties = marker(symbol, look.colour(symbol), start=start, factor=look.factor)
        middle = box.x + box.width / 2
        looks = _small(properties, box)
        canvas.sheet.add_line(Line2D([middle], [box.y], ls="none", **looks))
        if symbol.variant:
            at = ([middle], [box.y])
            colour = look.colour(symbol)
            canvas.sheet.add_artist(dotted_ring(at, looks["ms"], colour, canvas.sheet.transData))
    else:
        _line_swatch(canvas, box, symbol, look)


def _area_swatch(canvas: Canvas, box: Box, spec: LayerSpec, own: tuple[Symbol, SymbolLook]) -> None:
    symbol, look = own
    corner, sides = (box.x + 1, box.y - box.height / 2), (box.width - 2, box.height)
    colour, hatch = look.colour(symbol), hatch_of(spec, symbol, look.palette)
    add = canvas.sheet.add_patch
    if tinted(spec, symbol, look.palette):
        add(Rectangle(corner, *sides, fc=colour, alpha=max(spec.fill_opacity, 0.2), lw=0))
    if hatch:
        ink = hatch_ink(symbol, look.palette)
        add(Rectangle(corner, *sides, fc="none", ec=ink, hatch=hatch, lw=0))
    add(Rectangle(corner, *sides, fc="none", ec=colour, lw=1.1))


def _line_swatch(canvas: Canvas, box: Box, symbol: Symbol, look: SymbolLook) -> None:
    canvas.sheet.add_line(
        Line2D(
            [box.x, box.x + box.width],
            [box.y, box.y],
            color=look.colour(symbol),
            lw=symbol.width * PT_PER_PX,
            ls=line_style(symbol),
            solid_capstyle="butt",
            dash_capstyle="butt",
        )
    )


def _small(properties: dict[str, Any], box: Box) -> dict[str, Any]:
    """A marker no taller than its row."""
    tallest = box.height * 1.15 * PT_PER_MM
    return properties | {"ms": min(float(properties["ms"]), tallest)}
