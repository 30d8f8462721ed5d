"""Point symbols that stand on one another, set side by side so that each can be read."""

from dataclasses import replace

import numpy as np
import shapely
from geopandas import GeoDataFrame
from pandas import concat
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
    shifts = _shifts(points, scale) if len(points) > 1 else {}
    apart = (_moved(layer, shifts.get(place, {})) for place, layer in enumerate(layers))
    return tuple(apart), sum(map(len, shifts.values()))


def _points(layers: tuple[SheetLayer, ...], factor: float) -> GeoDataFrame:
    """Points of all layers, METRIC, with layer, row and radius_mm."""
    frames = [_of_layer(place, layer, factor) for place, layer in enumerate(layers)]
    kept = [frame for frame in frames if len(frame)]
    return concat(kept, ignore_index=True) if kept else GeoDataFrame()


def _of_layer(place: int, layer: SheetLayer, factor: float) -> GeoDataFrame:
    frame = layer.placed_m
    rows = np.flatnonzero(frame.geom_type == "Point")
    rows = rows if len(rows) <= _MANY else rows[:0]
    shown = frame.iloc[rows]
    if shown.empty:
        return shown
    radii = [each.size * factor * PT_PER_PX / PT_PER_MM for each in symbols_of(shown, layer.spec)]
    columns = {"layer": place, "row": rows, "radius_mm": radii}
    return GeoDataFrame(columns, geometry=list(shown.geometry))


def _shifts(points: GeoDataFrame, scale: int) -> dict[int, dict[int, float]]:
    """Metres to the east by layer and row, for the points that move."""
    tree, near = shapely.STRtree(points.geometry), ground_m(_SAME_MM, scale)
    one, other = tree.query(points.geometry, predicate="dwithin", distance=near)
    links = coo_matrix((np.ones(len(one)), (one, other)), shape=(len(points),) * 2)
    count, groups = connected_components(links, directed=False)
    shifts: dict[int, dict[int, float]] = {}
    sizes = np.bincount(groups, minlength=count)
    for number in np.flatnonzero((sizes > 1) & (sizes <= _MOST)):
        members = points[groups == number]
        for layer, row, east in zip(members["layer"], members["row"], _row(members), strict=True):
            shifts.setdefault(layer, {})[row] = ground_m(east, scale)
    return shifts


def _row(members: GeoDataFrame) -> list[float]:
    """Millimetres to the east of each of a row of symbols, around its middle."""
    widths = members["radius_mm"].to_numpy() * 2 + _GAP_MM
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
