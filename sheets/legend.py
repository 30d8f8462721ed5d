"""The legend: only what stands in the map field, grouped by layer, in as many columns as needed."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import shapely
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from geo.crs import to_metric
from layers.features import placed, symbols_of
from layers.spec import LayerSpec, Symbol
from sheets.canvas import INK, Canvas
from sheets.fonts import width_em
from sheets.paper import PT_PER_MM, Box
from sheets.request import SheetLayer
from sheets.symbols import PT_PER_PX, line_style, marker

_ROW_MM = 5.4
_SWATCH_MM = 9.0


class Entry(NamedTuple):
    """A line of the legend; a heading has no symbol."""

    words: str
    spec: LayerSpec | None = None
    symbol: Symbol | None = None
    kind: str = ""


def entries_of(
    layers: tuple[SheetLayer, ...], field: shapely.Polygon, rings_title: str
) -> list[Entry]:
    """Return the lines of the legend for what meets the map field (EPSG:4548)."""
    lines: list[Entry] = []
    for layer in layers:
        shown = to_metric(placed(layer.frame_ll))
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


def draw_legend(
    canvas: Canvas, box: Box, lines: list[Entry], colours: Mapping[str, str], factor: float
) -> None:
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
    row, columns = _fit(box, lines, top - box.y - 2, factor)
    per_column = int((top - box.y - 2) / row) or 1
    step = box.width / columns
    for place, line in enumerate(_without_widows(lines, per_column)):
        column, number = divmod(place, per_column)
        if line is None:
            continue
        at = (box.x + 3 + column * step, top - (number + 0.5) * row)
        _draw_line(canvas, at, line, (colours, row / _ROW_MM, step - 3))


def _without_widows(lines: list[Entry], per_column: int) -> list[Entry | None]:
    """Leave the foot of a column empty where a heading would stand there alone."""
    places: list[Entry | None] = []
    for line in lines:
        if line.symbol is None and len(places) % per_column == per_column - 1:
            places.append(None)
        places.append(line)
    return places


def _fit(box: Box, lines: list[Entry], height: float, factor: float) -> tuple[float, int]:
    """Row height in mm and number of columns: the largest rows at which everything fits."""
    row = _ROW_MM * factor
    while row > 1.5:
        size = 7.2 * row / _ROW_MM / PT_PER_MM
        widest = max((width_em(line.words) for line in lines), default=1) * size
        columns = max(1, int(box.width / (widest + (_SWATCH_MM + 5) * row / _ROW_MM)))
        if columns * int(height / row) >= len(lines) + columns - 1:
            return row, min(columns, -(-len(lines) // max(1, int(height / row))) or 1)
        row *= 0.94
    return row, 1


def _draw_line(
    canvas: Canvas,
    at: tuple[float, float],
    line: Entry,
    look: tuple[Mapping[str, str], float, float],
) -> None:
    colours, factor, room = look
    x, y = at
    if line.symbol is None:
        canvas.write(at, line.words, _size(line.words, 7.8 * factor, room), va="center")
        return
    width = _SWATCH_MM * factor
    _swatch(canvas, Box(x, y, width, 3.0 * factor), line, colours[line.symbol.colour])
    size = _size(line.words, 7.2 * factor, room - width - 2)
    canvas.write((x + width + 2 * factor, y), line.words, size, va="center")


def _size(words: str, size: float, room_mm: float) -> float:
    """Size in points at which the words fit their room."""
    return min(size, room_mm * PT_PER_MM / max(width_em(words), 1))


def _swatch(canvas: Canvas, box: Box, line: Entry, colour: str) -> None:
    symbol = line.symbol
    if symbol is None:
        return
    middle = box.x + box.width / 2
    if line.kind == "Polygon" and not symbol.dash and line.spec is not None:
        corner, sides = (box.x + 1, box.y - box.height / 2), (box.width - 2, box.height)
        canvas.sheet.add_patch(
            Rectangle(corner, *sides, fc=colour, alpha=max(line.spec.fill_opacity, 0.2), lw=0)
        )
        canvas.sheet.add_patch(Rectangle(corner, *sides, fc="none", ec=colour, lw=1.1))
    elif line.kind == "Point":
        start = line.spec is not None and line.spec.plane == "line"
        canvas.sheet.add_line(
            Line2D([middle], [box.y], ls="none", **_small(marker(symbol, colour, start=start), box))
        )
    else:
        width = symbol.width * PT_PER_PX
        canvas.sheet.add_line(
            Line2D(
                [box.x, box.x + box.width],
                [box.y, box.y],
                color=colour or INK,
                lw=width,
                ls=line_style(symbol),
                solid_capstyle="butt",
                dash_capstyle="butt",
            )
        )


def _small(properties: dict[str, Any], box: Box) -> dict[str, Any]:
    """A marker no taller than its row."""
    tallest = box.height * 1.55 * PT_PER_MM
    return properties | {"ms": min(float(properties["ms"]), tallest)}


def _words(spec: LayerSpec, symbol: Symbol, kind: str) -> str:
    if spec.plane == "line" and kind == "Point":
        return f"{symbol.title}（仅知起点）"
    return symbol.title
