"""An area for the eye from the lines walked: buffered, small holes filled, never a hull."""

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import shapely

HALF_WIDTH_M = 40.0
"""Metres to each side of a path that are drawn as served by it."""

FILL_M2 = 10_000.0
"""Holes smaller than this are filled: one hectare, the inside of a small block."""

_QUAD_SEGS = 4
_TILES = 4
_FEW = 500


def outline(
    lines: np.ndarray, half_width_m: float = HALF_WIDTH_M, fill_m2: float = FILL_M2
) -> shapely.MultiPolygon:
    """Draw an area along lines.

    Parameters
    ----------
    lines
        (n,) LineStrings, METRIC. May be empty.
    half_width_m
        Metres to each side.
    fill_m2
        Holes smaller than this are filled.

    Returns
    -------
    MultiPolygon
        Valid, METRIC; empty where there are no lines.
    """
    whole = shapely.union_all(_tiles(lines, half_width_m))
    return shapely.MultiPolygon([_filled(part, fill_m2) for part in shapely.get_parts(whole)])


def _tiles(lines: np.ndarray, half_width_m: float) -> list[shapely.Geometry]:
    """Unions of neighbouring buffers; GEOS runs outside Python's lock: threads share the work."""
    if len(lines) < _FEW:
        return [_united(lines, half_width_m)]
    centres = shapely.get_coordinates(shapely.centroid(lines))
    low, high = centres.min(axis=0), centres.max(axis=0) + 1
    column, row = ((centres - low) / (high - low) * _TILES).astype(int).T
    tile = column * _TILES + row
    groups = [lines[tile == number] for number in np.unique(tile)]
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        return list(pool.map(lambda group: _united(group, half_width_m), groups))


def _united(lines: np.ndarray, half_width_m: float) -> shapely.Geometry:
    return shapely.union_all(shapely.buffer(lines, half_width_m, quad_segs=_QUAD_SEGS))


def _filled(part: shapely.Polygon, fill_m2: float) -> shapely.Polygon:
    holes = shapely.get_rings(part)[1:]
    large = [hole for hole in holes if shapely.area(shapely.polygons(hole)) >= fill_m2]
    return shapely.Polygon(part.exterior, large)
