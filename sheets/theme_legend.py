"""The legend of a theme on paper: each state in the map field once, with how many show it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from layers.features import symbols_of
from layers.spec import LayerSpec, Symbol
from layers.theme_legend import Shown, late_line, lines_of
from layers.themes import BY_THEME
from layers.variants import DRAFT_WORDS
from sheets.canvas import Canvas
from sheets.hatches import hatch_ink
from sheets.legend_grid import Entry
from sheets.paper import PT_PER_MM, Box
from sheets.request import SheetLayer
from sheets.signs import discs_behind, lines_behind, marks
from sheets.symbols import PT_PER_PX, SymbolLook, dotted_ring, line_style, marker, sized

_ALSO = "+"
"""Between the kinds of shapes that one entry shows."""


def theme_entries(layers: Sequence[SheetLayer], field: shapely.Polygon) -> list[Entry]:
    """Return the entries of layers of one theme for what meets the map field (METRIC)."""
    shown = [each for layer in layers for each in _shown(layer, field)]
    if not shown:
        return []
    spec = layers[0].spec
    entries = [Entry(BY_THEME[spec.theme].title)]
    for line in lines_of(spec.theme, shown):
        thin = [kind for kind in line.kinds if kind != "Polygon"]
        kinds = [_ALSO.join(thin)] if thin else []
        areas = ["Polygon"] if "Polygon" in line.kinds else []
        for kind in (*kinds, *areas):
            words = line.words if kind != "Polygon" or not thin else f"{line.symbol.title}（面）"
            entries.append(Entry(words, spec, line.symbol, kind))
    return [*entries, *_late(spec, shown), *_drafts(spec, shown)]


def _shown(layer: SheetLayer, field: shapely.Polygon) -> list[Shown]:
    frame = layer.shown_m(field)
    kinds = frame.geom_type.str.removeprefix("Multi")
    return list(map(Shown, symbols_of(frame, layer.spec), kinds))


def _late(spec: LayerSpec, shown: Sequence[Shown]) -> list[Entry]:
    kinds, words = late_line(shown)
    thin = [kind for kind in kinds if kind != "Polygon"] or ["LineString"]
    plain = replace(_plain(spec), late=True)
    return [Entry(words, spec, plain, _ALSO.join(thin))] if words else []


def _drafts(spec: LayerSpec, shown: Sequence[Shown]) -> list[Entry]:
    count = sum(bool(each.symbol.variant) and each.kind == "Point" for each in shown)
    plain = replace(_plain(spec), variant="draft")
    return [Entry(f"落图为{DRAFT_WORDS} {count}", spec, plain, "Point")] if count else []


def _plain(spec: LayerSpec) -> Symbol:
    """A symbol of no state, for what goes with every state."""
    last = BY_THEME[spec.theme].symbols[-1]
    return replace(last, value="", mark="", dash="", hatch="")


def draw_swatch(canvas: Canvas, box: Box, line: Entry, look: SymbolLook) -> None:
    """Draw the swatch of such an entry: area, line and marker as it has them."""
    if line.symbol is None:
        return
    symbol = sized(line.symbol, look.factor)
    if "Polygon" in line.kind:
        _area(canvas, box, symbol, look)
    if "LineString" in line.kind:
        _line(canvas, box, symbol, look)
    if "Point" in line.kind:
        _point(canvas, box, symbol, look)


def _point(canvas: Canvas, box: Box, symbol: Symbol, look: SymbolLook) -> None:
    colour, trans = look.colour(symbol), canvas.sheet.transData
    at = ([box.x + box.width / 2], [box.y])
    most = box.height * (0.8 if symbol.late else 1.15) * PT_PER_MM
    looks = marker(symbol, colour, factor=look.factor)
    looks |= {"ms": min(float(looks["ms"]), most)}
    behind = discs_behind(at, looks["ms"], (look.late[0], 0.8), trans) if symbol.late else []
    for disc in behind:
        canvas.sheet.add_artist(disc)
    canvas.sheet.add_line(Line2D(*at, ls="none", zorder=6, **looks))
    if symbol.mark:
        canvas.sheet.add_artist(marks(at, looks["ms"], (symbol, colour), trans))
    if symbol.variant:
        canvas.sheet.add_artist(dotted_ring(at, looks["ms"] * 0.8, colour, trans))


def _line(canvas: Canvas, box: Box, symbol: Symbol, look: SymbolLook) -> None:
    width, ends = symbol.width * PT_PER_PX, [(box.x, box.y), (box.x + box.width, box.y)]
    if symbol.late:
        for behind in lines_behind([np.array(ends)], width, (look.late[0], 0.8), 5.0):
            canvas.sheet.add_artist(behind)
    xs, ys = zip(*ends, strict=True)
    canvas.sheet.add_line(
        Line2D(xs, ys, color=look.colour(symbol), lw=width, ls=line_style(symbol), zorder=5,
               solid_capstyle="butt", dash_capstyle="butt")
    )  # fmt: skip


def _area(canvas: Canvas, box: Box, symbol: Symbol, look: SymbolLook) -> None:
    corner, sides = (box.x + 1, box.y - box.height / 2), (box.width - 2, box.height)
    colour, add = look.colour(symbol), canvas.sheet.add_patch
    if symbol.hatch:
        add(Rectangle(corner, *sides, fc="none", ec=hatch_ink(symbol, look.palette),
                      hatch=symbol.hatch, lw=0))  # fmt: skip
    add(Rectangle(corner, *sides, fc=colour, alpha=0.2, lw=0))
    add(Rectangle(corner, *sides, fc="none", ec=colour, lw=1.1, ls=line_style(symbol)))
