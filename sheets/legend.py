"""The legend: only what stands in the map field, grouped by layer, in as many columns as needed."""

import math
from typing import Any, NamedTuple

import shapely
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from layers.features import symbols_of
from layers.spec import LayerSpec, Symbol
from sheets.canvas import Canvas, fitting_pt
from sheets.fonts import width_em
from sheets.paper import PT_PER_MM, Box
from sheets.request import SheetLayer
from sheets.symbols import HATCH_INK, PT_PER_PX, Look, line_style, marker, sized

_ROW_MM = 5.4
_SWATCH_MM = 9.0
_HEADING_PT, _WORDS_PT = 7.8, 7.2
_MOST_COLUMNS = 6
_CLOSEST = 0.76
"""Of the row: print of full size still stands apart."""


class Entry(NamedTuple):
    """A line of the legend; a heading has no symbol."""

    words: str
    spec: LayerSpec | None = None
    symbol: Symbol | None = None
    kind: str = ""


class _Grid(NamedTuple):
    """Columns and rows of the legend, height of a row, factor of the print."""

    columns: int
    rows: int
    row_mm: float
    size: float


def entries_of(
    layers: tuple[SheetLayer, ...], field: shapely.Polygon, rings_title: str
) -> list[Entry]:
    """Return the lines of the legend for what meets the map field (EPSG:4548)."""
    lines: list[Entry] = []
    for layer in layers:
        shown = layer.placed_m
        shown = shown[shown.intersects(field)]
        kinds = shown.geom_type.str.removeprefix("Multi")
        used = set(zip(symbols_of(shown, layer.spec), kinds, strict=True))
        found = [
            Entry(_words(layer.spec, symbol, kind), layer.spec, symbol, kind)
            for symbol in layer.spec.symbols
            for kind in ("Polygon", "LineString", "Point")
            if (symbol, kind) in used
        ]
        if len(found) == 1 and layer.spec.part:
            found = [found[0]._replace(words=f"{layer.spec.title} · {found[0].words}")]
        heading = [Entry(layer.spec.heading)] if len(found) > 1 else []
        lines += [*heading, *found]
    if rings_title:
        ring = Symbol("", rings_title, "ring", width=1.6)
        lines.append(Entry(rings_title, None, ring, "LineString"))
    return lines


def draw_legend(canvas: Canvas, box: Box, lines: list[Entry], look: Look, factor: float) -> None:
    """Draw the legend inside a box; rows shrink until all of them fit."""
    canvas.line_box(box, 0.6, "white")
    canvas.write(
        (box.x + box.width / 2, box.y + box.height - 4.2 * factor),
        "图  例",
        10 * factor,
        ha="center",
        va="center",
    )
    top = box.y + box.height - 9 * factor
    grid = _fit(box, lines, top - box.y - 2, factor)
    step = box.width / grid.columns
    for place, line in enumerate(_without_widows(lines, grid.rows)):
        column, number = divmod(place, grid.rows)
        if line is None:
            continue
        at = (box.x + 3 + column * step, top - (number + 0.5) * grid.row_mm)
        _draw_line(canvas, at, line, (look, grid.size, step - 3))


def _without_widows(lines: list[Entry], per_column: int) -> list[Entry | None]:
    """Leave the foot of a column empty where a heading would stand there alone."""
    places: list[Entry | None] = []
    for line in lines:
        if line.symbol is None and len(places) % per_column == per_column - 1:
            places.append(None)
        places.append(line)
    return places


def _fit(box: Box, lines: list[Entry], height: float, factor: float) -> _Grid:
    """Return the columns at which the legend reads best: large print, then rows well apart."""
    widest = max((width_em(line.words) for line in lines), default=1) * _WORDS_PT / PT_PER_MM
    beside = widest + _SWATCH_MM + 5
    grids = [_grid(len(lines), columns, height, factor) for columns in range(1, _MOST_COLUMNS + 1)]
    fitting = [
        grid._replace(size=min(grid.size, box.width / grid.columns / beside)) for grid in grids
    ]
    return max(fitting, key=_comfort)


def _grid(count: int, columns: int, height: float, factor: float) -> _Grid:
    """Return the lines in columns: rows come closer before the print grows smaller."""
    rows = max(1, math.ceil((count + columns - 1) / columns))
    row_mm = min(height / rows, _ROW_MM * factor)
    return _Grid(columns, rows, row_mm, min(factor, row_mm / (_ROW_MM * _CLOSEST)))


def _comfort(grid: _Grid) -> float:
    return grid.size * math.sqrt(min(1.0, grid.row_mm / (_ROW_MM * grid.size)))


def _draw_line(
    canvas: Canvas,
    at: tuple[float, float],
    line: Entry,
    look: tuple[Look, float, float],
) -> None:
    own, factor, room = look
    x, y = at
    if line.symbol is None:
        size = fitting_pt(line.words, _HEADING_PT * factor, room)
        canvas.write(at, line.words, size, va="center")
        return
    width = _SWATCH_MM * factor
    _swatch(canvas, Box(x, y, width, 3.0 * factor), line, own)
    size = fitting_pt(line.words, _WORDS_PT * factor, room - width - 2)
    canvas.write((x + width + 2 * factor, y), line.words, size, va="center")


def _swatch(canvas: Canvas, box: Box, line: Entry, look: Look) -> None:
    if line.symbol is None:
        return
    symbol = sized(line.symbol, look.factor)
    if line.kind == "Polygon" and not symbol.dash and line.spec is not None:
        _area_swatch(canvas, box, line.spec, (symbol, look))
    elif line.kind == "Point":
        start = line.spec is not None and line.spec.plane == "line"
        properties = marker(symbol, look.colour(symbol), start=start, factor=look.factor)
        middle = box.x + box.width / 2
        canvas.sheet.add_line(Line2D([middle], [box.y], ls="none", **_small(properties, box)))
    else:
        _line_swatch(canvas, box, symbol, look)


def _area_swatch(canvas: Canvas, box: Box, spec: LayerSpec, own: tuple[Symbol, Look]) -> None:
    symbol, look = own
    corner, sides = (box.x + 1, box.y - box.height / 2), (box.width - 2, box.height)
    colour, hatch = look.colour(symbol), look.hatch(symbol)
    tint: dict[str, Any] = {"fc": colour, "alpha": max(spec.fill_opacity, 0.2), "lw": 0}
    if hatch:
        tint = {"fc": "none", "ec": HATCH_INK, "hatch": hatch, "lw": 0}
    canvas.sheet.add_patch(Rectangle(corner, *sides, **tint))
    canvas.sheet.add_patch(Rectangle(corner, *sides, fc="none", ec=colour, lw=1.1))


def _line_swatch(canvas: Canvas, box: Box, symbol: Symbol, look: Look) -> None:
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


def _words(spec: LayerSpec, symbol: Symbol, kind: str) -> str:
    if spec.plane == "line" and kind == "Point":
        return f"{symbol.title}（仅知起点）"
    return symbol.title
