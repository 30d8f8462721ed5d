"""Features drawn with the symbols of their layer, in metres."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import AbstractPathEffect, Normal, Stroke
from matplotlib.transforms import IdentityTransform, Transform

from layers.features import symbols_of
from layers.palettes import MONO, PALETTES
from layers.spec import Symbol
from layers.styles import area_opacity
from sheets.hatches import hatch_ink, hatch_of, tinted
from sheets.request import SheetLayer
from sheets.signs import discs_behind, lines_behind, marks, rim_behind

PT_PER_PX = 0.75
EDGE = "#3c3c3c"
MARKERS = {
    "circle": "o",
    "square": "s",
    "triangle": "^",
    "inverted": "v",
    "diamond": "D",
    "cross": "P",
    "star": "*",
    "hexagon": "h",
}
_SWELL = {"star": 1.35, "cross": 1.1, "diamond": 0.85, "square": 0.9}
_CASING_PT = 1.4
_RING, _RING_PT = 1.9, 1.1
"""Width of a draft's ring, of its marker's, and of its line in points."""
_HATCHED_RIM = 0.6
"""Thinner rims where a hatch tells areas apart: grey lines are then left to roads."""


class SymbolLook(NamedTuple):
    """How features are drawn: name of the palette, factor of symbols (1 on A4)."""

    palette: str
    factor: float = 1.0

    def colour(self, symbol: Symbol) -> str:
        """Return the colour of a symbol."""
        return PALETTES[self.palette][symbol.colour]

    @property
    def late(self) -> tuple[str, float]:
        """Colour of the line around what is late, and the factor of symbols."""
        return PALETTES[self.palette]["state.late"], self.factor


def draw(axes: Axes, layer: SheetLayer, look: SymbolLook) -> None:
    """Draw the placed features of a layer on axes in METRIC metres, a symbol at a time."""
    shown = layer.placed_m
    wanted = symbols_of(shown, layer.spec)
    for symbol in layer.spec.symbols:
        shapes = [shape for shape, own in zip(shown.geometry, wanted, strict=True) if own == symbol]
        parts = shapely.get_parts(shapes) if shapes else []
        for kind, drawer in _DRAWERS.items():
            chosen = [part for part in parts if part.geom_type == kind]
            if chosen:
                drawer(axes, _Style(layer, sized(symbol, look.factor), look), chosen)


def line_style(symbol: Symbol) -> tuple[float, tuple[float, ...]] | str:
    """Return matplotlib's dash pattern: points, whatever the line width."""
    if not symbol.dash:
        return "solid"
    return (0, tuple(float(part) * PT_PER_PX for part in symbol.dash.split()))


def marker(
    symbol: Symbol, colour: str, *, start: bool = False, factor: float = 1.0
) -> dict[str, Any]:
    """Return the properties of a marker; `start` for the known beginning of a line."""
    size = symbol.size * 2 * PT_PER_PX * _SWELL.get(symbol.shape, 1.0)
    if start:
        return {"marker": "o", "ms": 9 * factor, "mfc": "white", "mec": colour, "mew": 2.0 * factor}
    if symbol.filled:
        return {"marker": MARKERS[symbol.shape], "ms": size, "mfc": colour, "mec": EDGE, "mew": 0.6}
    edge = 1.6 * factor
    return {"marker": MARKERS[symbol.shape], "ms": size, "mfc": "white", "mec": colour, "mew": edge}


def dotted_ring(
    at: tuple[Sequence[float], Sequence[float]], size: float, colour: str, transform: Transform
) -> PathCollection:
    """Return dotted rings around markers of a size in points, at (xs, ys): they are drafts."""
    ring = PathCollection(
        [Path.unit_circle()],
        sizes=[(size * _RING / 2) ** 2],
        facecolors="none",
        edgecolors=colour,
        linewidths=_RING_PT,
        linestyles=[(0, (1.2, 1.2))],
        offsets=np.column_stack(at),
        offset_transform=transform,
        zorder=6.1,
    )
    ring.set_transform(IdentityTransform())
    return ring


def symbol_factor(factor: float) -> float:
    """Return the factor of symbols for a factor of texts: they grow half as fast with the paper."""
    return (1 + factor) / 2


class _Style(NamedTuple):
    layer: SheetLayer
    symbol: Symbol
    look: SymbolLook


def sized(symbol: Symbol, factor: float) -> Symbol:
    """Return a symbol that is larger; its dashes lengthen with its width."""
    if factor == 1:
        return symbol
    dash = " ".join(f"{float(part) * factor:g}" for part in symbol.dash.split())
    return replace(symbol, size=symbol.size * factor, width=symbol.width * factor, dash=dash)


def _points(axes: Axes, style: _Style, parts: list[shapely.Point]) -> None:
    layer, symbol, look = style
    start = layer.spec.plane == "line" and not symbol.signed
    looks = marker(symbol, look.colour(symbol), start=start, factor=look.factor)
    xs, ys = [part.x for part in parts], [part.y for part in parts]
    if symbol.late:
        for disc in discs_behind((xs, ys), looks["ms"], look.late, axes.transData):
            axes.add_artist(disc)
    axes.add_artist(Line2D(xs, ys, ls="none", alpha=layer.opacity, zorder=6, **looks))
    if symbol.mark:
        inked = (symbol, look.colour(symbol))
        axes.add_artist(marks((xs, ys), looks["ms"], inked, axes.transData))
    if symbol.variant:
        ring = dotted_ring((xs, ys), looks["ms"], look.colour(symbol), axes.transData)
        axes.add_artist(ring)


def _lines(axes: Axes, style: _Style, parts: list[shapely.LineString]) -> None:
    """Draw lines; the ground is cleared below all of them first, so that none cuts another."""
    layer, symbol, look = style
    width, zorder = symbol.width * PT_PER_PX, 3.0 if layer.spec.plane == "reference" else 5.0
    paths = [shapely.get_coordinates(part) for part in parts]
    if _stands_out(style):
        white = LineCollection(paths, colors="white", linewidths=width + _CASING_PT)
        white.set(zorder=zorder - 0.2, joinstyle="round")
        axes.add_artist(white)
    for behind in lines_behind(paths, width, look.late, zorder) if symbol.late else ():
        axes.add_artist(behind)
    axes.add_artist(
        LineCollection(
            paths,
            colors=look.colour(symbol),
            alpha=layer.opacity,
            zorder=zorder,
            linewidths=width,
            linestyles=[line_style(symbol)],
            joinstyle="round",
        )
    )


def _stands_out(style: _Style) -> bool:
    """Whether the ground below a line is cleared: where areas are hatched, even below streets."""
    layer, _, look = style
    return layer.spec.plane != "reference" or look.palette == MONO


def _areas(axes: Axes, style: _Style, parts: list[shapely.Polygon]) -> None:
    """Draw areas of a symbol as one shape: where they overlap, the tint is not doubled."""
    layer, symbol, look = style
    shape, colour = outline(parts), look.colour(symbol)
    if tinted(layer.spec, symbol, look.palette):
        tint = area_opacity(layer.spec) * layer.opacity
        axes.add_artist(PathPatch(shape, fc=colour, ec="none", alpha=tint, zorder=1))
    hatch = hatch_of(layer.spec, symbol, look.palette)
    if hatch:
        ink = hatch_ink(symbol, look.palette)
        axes.add_artist(
            PathPatch(shape, fc="none", ec=ink, lw=0, hatch=hatch, alpha=layer.opacity, zorder=1.1)
        )
    for behind in rim_behind(shape, symbol.width * PT_PER_PX, look.late) if symbol.late else ():
        axes.add_artist(behind)
    _rim(axes, style, shape, hatch)


def _rim(axes: Axes, style: _Style, shape: Path, hatch: str) -> None:
    """Draw the edges of areas; of classes side by side, each its half of the line."""
    layer, symbol, look = style
    width, alone = symbol.width * PT_PER_PX, layer.spec.fill_opacity == 0
    effects = _casing(width) if alone else None
    width *= _HATCHED_RIM if hatch else 1
    halved = len(layer.spec.symbols) > 1 and not hatch and not alone and not symbol.late
    rim = PathPatch(
        shape, fc="none", ec=look.colour(symbol), lw=width,
        ls=line_style(symbol), alpha=layer.opacity, path_effects=effects, zorder=4,
    )  # fmt: skip
    axes.add_artist(rim)
    if halved:
        rim.set_clip_path(shape, axes.transData)


def outline(parts: list[shapely.Polygon]) -> Path:
    """Return polygons as one path whose holes stay open: shells one way round, holes the other."""
    polygons = shapely.orient_polygons(np.asarray(parts, dtype=object))
    rings, owners = shapely.get_coordinates(shapely.get_rings(polygons), return_index=True)
    codes = np.full(len(rings), Path.LINETO, dtype=np.uint8)
    first = np.flatnonzero(np.diff(owners, prepend=-1))
    codes[first] = Path.MOVETO
    codes[np.append(first[1:] - 1, len(rings) - 1)] = Path.CLOSEPOLY
    return Path(rings, codes)


def _casing(width: float) -> list[AbstractPathEffect]:
    """Return what clears the ground below a dashed line."""
    unbroken = {"dash_offset": 0, "dash_list": None}
    white = Stroke(linewidth=width + _CASING_PT, foreground="white", dashes=unbroken)
    return [white, Normal()]


_DRAWERS = {"Polygon": _areas, "LineString": _lines, "Point": _points}
