"""A point, a line or an area made of places in order."""

from collections.abc import Sequence
from functools import reduce

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPoint, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError
from geo.placing.questions import ShapeWord

_SAME_M = 0.01
"""A ring is closed where it comes back as near to its beginning."""

_Places = NDArray[np.float64]


def shape_of(rings_m: Sequence[_Places], shape: ShapeWord) -> BaseGeometry:
    """Return the shape that places make.

    Parameters
    ----------
    rings_m
        One or more sequences of (n, 2) places in METRIC, each n at least 1: rings of an area,
        parts of a line.
    shape
        Which shape; "" for a point where there is one place, an area where all rings close.

    Raises
    ------
    DataError
        If they do not tell, there are too few, or the edge of an area crosses itself.
    """
    word = shape or _told(rings_m)
    if word == "point":
        places = np.concatenate(rings_m)
        return Point(places[0]) if len(places) == 1 else MultiPoint(places)
    if word == "line":
        return _line(rings_m)
    return reduce(shapely.symmetric_difference, [_ring(places) for places in rings_m])


def split_rings(places_m: _Places) -> list[_Places]:
    """Split places where a ring has come back to its beginning and something follows."""
    rings, start = [], 0
    for at in range(len(places_m)):
        if at - start >= 3 and _same(places_m[start], places_m[at]):
            rings.append(places_m[start : at + 1])
            start = at + 1
    return [*rings, places_m[start:]] if start < len(places_m) else rings


def _told(rings_m: Sequence[_Places]) -> ShapeWord:
    if sum(map(len, rings_m)) == 1:
        return "point"
    if all(len(places) > 3 and _same(places[0], places[-1]) for places in rings_m):
        return "area"
    raise DataError(f"共 {sum(map(len, rings_m))} 个点，首尾不重合；请说明是点、线还是面")


def _line(rings_m: Sequence[_Places]) -> BaseGeometry:
    if any(len(places) < 2 or not np.ptp(places, axis=0).any() for places in rings_m):
        raise DataError("线至少要两个不同的点；请补足坐标，或改为点")
    return shapely.line_merge(shapely.union_all([LineString(places) for places in rings_m]))


def _ring(places_m: _Places) -> Polygon:
    """Return the area within a ring, closed or not."""
    if len(places_m) < 3:
        raise DataError(f"面至少要三个点，现有 {len(places_m)} 个；请补足坐标，或改为点、线")
    ring = Polygon(places_m)
    if not ring.is_valid or not ring.area:
        raise DataError("界址线自相交或面积为零；请核对界址点的次序和坐标")
    return ring


def _same(one: _Places, other: _Places) -> bool:
    return bool(np.hypot(*(one - other)) <= _SAME_M)
