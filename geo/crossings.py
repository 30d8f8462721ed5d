"""How often a shape crosses itself, counted before it is mended."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.meeting_boxes import meeting_boxes


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
    if len(start) * (len(start) - 1) // 2 <= most:
        return 0  # cannot be more, whatever it is
    count = 0
    for one, two in meeting_boxes(np.minimum(start, stop), np.maximum(start, stop)):
        apart = _side(start[one], stop[one], start[two]) != _side(start[one], stop[one], stop[two])
        across = _side(start[two], stop[two], start[one]) != _side(start[two], stop[two], stop[one])
        count += int((apart & across).sum())
        if count > most:
            break
    return count


def tangled(shapes: NDArray[np.object_], most: int, most_in_all: int) -> NDArray[np.bool_]:
    """(n,) which shapes cross themselves too often, each alone or with those before it."""
    marks = np.zeros(len(shapes), dtype=bool)
    left = most_in_all
    for row, shape in enumerate(shapes):
        count = crossings_of(shape, min(most, left))
        marks[row] = count > min(most, left)
        left -= 0 if marks[row] else count
    return marks


def _segments(shape: BaseGeometry) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(s, 2) starts and stops of the straight pieces of all rings and lines."""
    parts = np.array([shape], dtype=object)
    while (shapely.get_type_id(parts) >= shapely.GeometryType.MULTIPOINT).any():
        parts = shapely.get_parts(parts)
    areas = shapely.get_dimensions(parts) == 2
    lines = np.concatenate([shapely.get_rings(parts[areas]), parts[~areas]])
    places, owner = shapely.get_coordinates(lines, return_index=True)
    inner = owner[1:] == owner[:-1]
    return places[:-1][inner], places[1:][inner]


def _side(
    start: NDArray[np.float64], stop: NDArray[np.float64], place: NDArray[np.float64]
) -> NDArray[np.float64]:
    """On which side of a segment a place is: -1, 0 on its line, 1."""
    along, there = stop - start, place - start
    turn = along[:, 0] * there[:, 1] - along[:, 1] * there[:, 0]
    return np.sign(turn)
