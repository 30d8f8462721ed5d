"""How often a shape crosses itself, counted before it is mended."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.box_intersections import meeting_boxes

_Pieces = tuple[NDArray[np.float64], NDArray[np.float64]]
"""(s, 2) starts and stops of straight pieces."""

_FEW = 8
"""Places of a shape that is mended in no time, however they lie."""


def crossings_of(shape: BaseGeometry, most: int) -> int:
    """Count where the rings and lines of a shape cross; the count ends above `most`.

    Parameters
    ----------
    shape
        Any shape, valid or not, with finite places, not empty.
    most
        At least 0.
    """
    start, stop = _segments(shape)
    count = 0
    for one, two in meeting_boxes(np.minimum(start, stop), np.maximum(start, stop)):
        here, there = (start[one], stop[one]), (start[two], stop[two])
        count += int((_across(here, there) & _across(there, here) & ~_joined(here, there)).sum())
        if count > most:
            break
    return count


def tangled(shapes: NDArray[np.object_], most: int, most_in_all: int) -> NDArray[np.bool_]:
    """(n,) which shapes cross themselves too often, each alone or with those before it."""
    marks = np.zeros(len(shapes), dtype=bool)
    left = most_in_all
    many = shapely.get_num_coordinates(shapes) > _FEW
    for row in np.flatnonzero(many).tolist():
        count = crossings_of(shapes[row], min(most, left))
        marks[row] = count > min(most, left)
        left -= 0 if marks[row] else count
    return marks


def _segments(shape: BaseGeometry) -> _Pieces:
    """(s, 2) starts and stops of the straight pieces of all rings and lines."""
    parts = np.array([shape], dtype=object)
    while (shapely.get_type_id(parts) >= shapely.GeometryType.MULTIPOINT).any():
        parts = shapely.get_parts(parts)
    areas = shapely.get_dimensions(parts) == 2
    lines = np.concatenate([shapely.get_rings(parts[areas]), parts[~areas]])
    places, owner = shapely.get_coordinates(lines, return_index=True)
    inner = owner[1:] == owner[:-1]
    return places[:-1][inner], places[1:][inner]


def _across(one: _Pieces, two: _Pieces) -> NDArray[np.bool_]:
    """Whether the ends of the second piece are not both on one side of the first."""
    along = one[1] - one[0]
    turns = [
        along[:, 0] * way[:, 1] - along[:, 1] * way[:, 0] for way in (end - one[0] for end in two)
    ]
    return np.asarray(np.sign(turns[0]) * np.sign(turns[1]) <= 0)


def _joined(one: _Pieces, two: _Pieces) -> NDArray[np.bool_]:
    """Whether pieces share an end, as those that follow each other do."""
    same = [(here == there).all(axis=1) for here in one for there in two]
    return np.asarray(np.any(same, axis=0))
