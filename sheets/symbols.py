"""Features drawn with the symbols of their layer, in metres."""

from collections.abc import Mapping
from typing import Any

import shapely
from geopandas import GeoDataFrame
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from shapely.plotting import patch_from_polygon

from geo.crs import to_metric
from layers.features import placed, symbols_of
from layers.spec import LayerSpec, Symbol

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


def draw(
    axes: Axes, spec: LayerSpec, frame_ll: GeoDataFrame, colours: Mapping[str, str], opacity: float
) -> None:
    """Draw the placed features of a layer on axes in EPSG:4548 metres."""
    shown = to_metric(placed(frame_ll))
    for symbol, shape in zip(symbols_of(shown, spec), shown.geometry, strict=True):
        colour = colours[symbol.colour]
        for part in shapely.get_parts(shape):
            _DRAWERS[part.geom_type](axes, (spec, symbol, colour, opacity), part)


def line_style(symbol: Symbol) -> tuple[float, tuple[float, ...]] | str:
    """Return matplotlib's dash pattern: points, whatever the line width."""
    if not symbol.dash:
        return "solid"
    return (0, tuple(float(part) * PT_PER_PX for part in symbol.dash.split()))


def marker(symbol: Symbol, colour: str, *, start: bool = False) -> dict[str, Any]:
    """Return the properties of a marker; `start` for the known beginning of a line."""
    size = symbol.size * 2 * PT_PER_PX * _SWELL.get(symbol.shape, 1.0)
    if start:
        return {"marker": "o", "ms": 9, "mfc": "white", "mec": colour, "mew": 2.0}
    if symbol.filled:
        return {"marker": MARKERS[symbol.shape], "ms": size, "mfc": colour, "mec": EDGE, "mew": 0.6}
    return {"marker": MARKERS[symbol.shape], "ms": size, "mfc": "white", "mec": colour, "mew": 1.6}


_Look = tuple[LayerSpec, Symbol, str, float]


def _point(axes: Axes, look: _Look, part: shapely.Point) -> None:
    spec, symbol, colour, opacity = look
    properties = marker(symbol, colour, start=spec.plane == "line")
    axes.add_line(Line2D([part.x], [part.y], ls="none", alpha=opacity, zorder=6, **properties))


def _line(axes: Axes, look: _Look, part: shapely.LineString) -> None:
    _, symbol, colour, opacity = look
    style = {"linewidths": symbol.width * PT_PER_PX, "linestyles": [line_style(symbol)]}
    zorder = 3 if look[0].plane == "reference" else 5
    axes.add_collection(
        LineCollection([part.coords], colors=colour, alpha=opacity, zorder=zorder, **style),
        autolim=False,
    )


def _area(axes: Axes, look: _Look, part: shapely.Polygon) -> None:
    spec, symbol, colour, opacity = look
    edge = {"lw": symbol.width * PT_PER_PX, "ls": line_style(symbol)}
    patch: PathPatch = patch_from_polygon(
        part, facecolor=colour, edgecolor="none", alpha=spec.fill_opacity * opacity, zorder=1
    )
    axes.add_patch(patch)
    rim = patch_from_polygon(
        part, facecolor="none", edgecolor=colour, alpha=opacity, zorder=4, **edge
    )
    axes.add_patch(rim)


_DRAWERS = {"Point": _point, "LineString": _line, "Polygon": _area}
