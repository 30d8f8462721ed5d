"""What an atlas page is about, lifted off the map: a halo below it, a ring around it."""

from typing import Any

import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from shapely.plotting import patch_from_polygon

from layers.palettes import MONO, PALETTES
from sheets.request import SheetLayer
from sheets.symbols import EDGE

_GLOW = "#ffd54a"
_GLOW_MONO = "#cfcfcf"


def draw_halo(axes: Axes, layer: SheetLayer, palette: str, factor: float) -> None:
    """Draw what lifts the features of a layer, below their symbols."""
    glow = _GLOW_MONO if palette == MONO else _GLOW
    ink = PALETTES[palette]["select"]
    for part in shapely.get_parts(layer.placed_m.geometry.to_numpy()):
        if part.geom_type == "Point":
            _around_point(axes, part, (glow, ink), factor)
        elif part.geom_type == "LineString":
            _below_line(axes, part, glow, factor)
        else:
            axes.add_artist(_around_area(part, glow, factor))


def _around_point(
    axes: Axes, point: shapely.Point, colours: tuple[str, str], factor: float
) -> None:
    glow, ink = colours
    disc: dict[str, Any] = {
        "ms": 25 * factor,
        "mfc": glow,
        "mec": EDGE,
        "mew": 0.4,
        "alpha": 0.75,
        "zorder": 5.5,
    }
    ring: dict[str, Any] = {
        "ms": 29 * factor,
        "mfc": "none",
        "mec": ink,
        "mew": 1.3 * factor,
        "zorder": 5.6,
    }
    for looks in (disc, ring):
        axes.add_artist(Line2D([point.x], [point.y], marker="o", ls="none", **looks))


def _below_line(axes: Axes, line: shapely.LineString, glow: str, factor: float) -> None:
    coordinates = [shapely.get_coordinates(line)]
    for width, colour, alpha in ((12.5, EDGE, 0.55), (11.5, glow, 1.0)):
        axes.add_artist(
            LineCollection(coordinates, colors=colour, linewidths=width * factor, alpha=alpha,
                           capstyle="round", joinstyle="round", zorder=4.6)
        )  # fmt: skip


def _around_area(part: shapely.Polygon, glow: str, factor: float) -> PathPatch:
    return patch_from_polygon(part, fc="none", ec=glow, lw=6.5 * factor, alpha=0.9, zorder=3.9)
