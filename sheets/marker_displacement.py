"""Point symbols that stand on one another, set side by side so that each can be read."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from layers.features import symbols_of
from sheets.paper import PT_PER_MM
from sheets.request import SheetLayer
from sheets.scale import ground_m
from sheets.symbols import PT_PER_PX

_SAME_MM = 0.8
"""Nearer than this, the upper symbol hides the lower one."""

_GAP_MM = 0.5
_MOST = 5
"""More in one place would make a row that hides its surroundings; they stay."""


_MANY = 2_000
"""A layer of more points is a cloud: no place for rows, and no time to look for them."""


class _Points(NamedTuple):
    """Points (n,), METRIC: of which layer, which row of it, radius of the symbol in millimetres."""

    shapes: NDArray[np.object_]
    layers: NDArray[np.int_]
    rows: NDArray[np.int_]
    radii_mm: NDArray[np.float64]


def set_apart(
    layers: tuple[SheetLayer, ...], scale: int, factor: float
) -> tuple[tuple[SheetLayer, ...], int]:
    """Return the layers with coinciding points in rows from west to east; how many were moved.

    Parameters
    ----------
    layers
        Those to draw, any order; their frames stay as they are.
    scale
        N of 1:N.
    factor
        Of symbols.
    """
    points = _points(layers, factor)
    shifts = _shifts(points, scale) if len(points.rows) > 1 else {}
    apart = (_moved(layer, shifts.get(place, {})) for place, layer in enumerate(layers))
    return tuple(apart), sum(map(len, shifts.values()))


def _points(layers: tuple[SheetLayer, ...], factor: float) -> _Points:
    found = [_of_layer(place, layer, factor) for place, layer in enumerate(layers)]
    none = _Points(*(np.array([], dtype) for dtype in (object, int, int, float)))
    return _Points(*map(np.concatenate, zip(none, *found, strict=True)))


def _of_layer(place: int, layer: SheetLayer, factor: float) -> _Points:
    shapes = layer.placed_m.geometry.to_numpy()
    rows = np.flatnonzero(shapely.get_type_id(shapes) == 0)
    if not 0 < len(rows) <= _MANY:
        rows = rows[:0]
    symbols = symbols_of(layer.placed_m, layer.spec) if len(rows) else []
    radii = [symbols[row].size * factor * PT_PER_PX / PT_PER_MM for row in rows]
    return _Points(shapes[rows], np.full(len(rows), place), rows, np.array(radii, dtype=float))


def _shifts(points: _Points, scale: int) -> dict[int, dict[int, float]]:
    """Metres to the east by layer and row, for the points that move."""
    tree, near = shapely.STRtree(points.shapes), ground_m(_SAME_MM, scale)
    one, other = tree.query(points.shapes, predicate="dwithin", distance=near)
    links = coo_matrix((np.ones(len(one)), (one, other)), shape=(len(points.shapes),) * 2)
    count, groups = connected_components(links, directed=False)
    shifts: dict[int, dict[int, float]] = {}
    sizes = np.bincount(groups, minlength=count)
    for number in np.flatnonzero((sizes > 1) & (sizes <= _MOST)):
        layers, rows, radii = (each[groups == number].tolist() for each in points[1:])
        for layer, row, east in zip(layers, rows, _row(radii), strict=True):
            shifts.setdefault(layer, {})[row] = ground_m(east, scale)
    return shifts


def _row(radii_mm: list[float]) -> list[float]:
    """Millimetres to the east of each of a row of symbols, around its middle."""
    widths = np.array(radii_mm) * 2 + _GAP_MM
    ends = np.cumsum(widths)
    return [float(value) for value in ends - widths / 2 - ends[-1] / 2]


def _moved(layer: SheetLayer, shifts: dict[int, float]) -> SheetLayer:
    if not shifts:
        return layer
    frame_m = layer.placed_m
    shapes = frame_m.geometry.array.copy()
    for row, east in shifts.items():
        shapes[row] = shapely.Point(shapes[row].x + east, shapes[row].y)
    return replace(layer, frame=frame_m.set_geometry(shapes))
