"""Signs that tell a class without colour: what stands in markers, and lines around what is late."""

from collections.abc import Sequence

import numpy as np
import shapely
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform, Transform

from layers.marks import MARKS
from layers.spec import Symbol

_GAP_PT, _LINE_PT = 1.8, 1.8
"""Of the line around what is late: its distance from the sign, its width; on A4."""

_LATE = "state.late"

Places = tuple[Sequence[float], Sequence[float]]
"""xs and ys."""


def marks(
    at: Places, size: float, inked: tuple[Symbol, str], transform: Transform
) -> PathCollection:
    """Return what stands in markers of a size in points; `inked` is their symbol and colour."""
    symbol, colour = inked
    ink = "white" if symbol.filled else colour
    return _scaled(_mark(symbol.mark), at, size * 0.94, transform, facecolors=ink, zorder=6.05)


def discs_behind(
    at: Places, size: float, how: tuple[str, float], transform: Transform
) -> list[PathCollection]:
    """Return the lines around late markers of a size in points; `how` is colour and factor."""
    colour, factor = how
    gap, line = 2 * _GAP_PT * factor, 2 * _LINE_PT * factor
    disc = Path.unit_circle()
    return [
        _scaled(disc, at, size + gap + line, transform, facecolors=colour, zorder=5.8),
        _scaled(disc, at, size + gap, transform, facecolors="white", zorder=5.9),
    ]


def lines_behind(
    paths: Sequence[np.ndarray], width: float, how: tuple[str, float], zorder: float
) -> list[LineCollection]:
    """Return the lines around late lines of a width in points, below `zorder`."""
    colour, factor = how
    gap, line = 2 * _GAP_PT * factor, 2 * _LINE_PT * factor
    looks = ((width + gap + line, colour, 0.15), (width + gap, "white", 0.1))
    return [
        LineCollection(
            list(paths), colors=ink, linewidths=wide, zorder=zorder - down,
            capstyle="butt", joinstyle="round",
        )
        for wide, ink, down in looks
    ]  # fmt: skip


def rim_behind(shape: Path, width: float, how: tuple[str, float]) -> list[PathPatch]:
    """Return the lines around a late area whose rim has a width in points."""
    colour, factor = how
    gap, line = 2 * _GAP_PT * factor, 2 * _LINE_PT * factor
    looks = ((width + gap + line, colour, 3.8), (width + gap, "white", 3.9))
    return [
        PathPatch(shape, fc="none", ec=ink, lw=wide, joinstyle="round", zorder=zorder)
        for wide, ink, zorder in looks
    ]


def _mark(name: str) -> Path:
    """A mark as one path; y goes up on paper."""
    rings = [shapely.Polygon([(x, -y) for x, y in ring]) for ring in MARKS[name]]
    closed = [Path(shapely.get_coordinates(ring.exterior), closed=True) for ring in rings]
    return Path.make_compound_path(*closed)


def _scaled(
    path: Path, at: Places, size: float, transform: Transform, **looks: object
) -> PathCollection:
    """Draw a path of radius 1 at places, `size` points across."""
    made = PathCollection(
        [path],
        sizes=[(size / 2) ** 2],
        linewidths=0,
        offsets=np.column_stack(at),
        offset_transform=transform,
        **looks,
    )
    made.set_transform(IdentityTransform())
    return made
