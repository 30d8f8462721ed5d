"""What is taken and what is drawn in a map field, on a grid of half millimetres."""

import math

import numpy as np
import shapely
from numpy.typing import NDArray

CELL_MM = 0.5

_EDGE = 2
"""Cells kept free along the edge of the field."""

Shapes = NDArray[np.object_]

Rects = NDArray[np.float64]
"""(n, 4) rectangles: left, low, right, high in millimetres of the map field."""


class Room:
    """A map field: cells taken by names, cells taken by marks, and how much ink lies in each."""

    def __init__(self, size_mm: tuple[float, float]) -> None:
        columns, rows = (int(np.floor(side / CELL_MM)) for side in size_mm)
        self._names = np.zeros((rows, columns), dtype=bool)
        self._marks = np.zeros((rows, columns), dtype=bool)
        self._ink = np.zeros((rows, columns), dtype=np.float32)

    def take(self, rects: Rects, *, marks: bool = False) -> None:
        """Take rectangles for names, or for marks, which only a great name may cover."""
        grid = self._marks if marks else self._names
        for left, low, right, high in _cells(rects):
            grid[max(low, 0) : max(high, 0), max(left, 0) : max(right, 0)] = True

    def draw(self, shape: shapely.Geometry | Shapes, weight: float) -> None:
        """Put ink where lines run: `weight` for each millimetre of line, at most once a cell.

        `shape` is one geometry or an array of them.
        """
        places = shapely.get_coordinates(shapely.segmentize(shape, CELL_MM))
        columns, rows = np.floor(places / CELL_MM).astype(int).T
        tall, wide = self._ink.shape
        inside = (rows >= 0) & (rows < tall) & (columns >= 0) & (columns < wide)
        self._ink[rows[inside], columns[inside]] += weight * CELL_MM

    def free(self, rects: Rects, *, marks: bool = True) -> bool:
        """Return whether rectangles lie well inside the field on no name and, if asked, no mark."""
        tall, wide = self._names.shape
        for left, low, right, high in _cells(rects):
            if min(left, low, wide - right, tall - high) < _EDGE:
                return False
            if self._names[low:high, left:right].any():
                return False
            if marks and self._marks[low:high, left:right].any():
                return False
        return True

    def ink(self, rects: Rects) -> float:
        """Return how much drawing rectangles would cover."""
        return float(
            sum(self._ink[low:high, left:right].sum() for left, low, right, high in _cells(rects))
        )


def rect(middle: tuple[float, float], wide: float, tall: float) -> Rects:
    """Return one rectangle around a middle, (1, 4)."""
    x, y = middle
    return np.array([[x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2]])


def _cells(rects: Rects) -> list[tuple[int, int, int, int]]:
    """Cells that rectangles touch: left, low, and one past right, high."""
    return [
        (
            math.floor(left / CELL_MM + 1e-9),
            math.floor(low / CELL_MM + 1e-9),
            math.ceil(right / CELL_MM - 1e-9),
            math.ceil(high / CELL_MM - 1e-9),
        )
        for left, low, right, high in rects.tolist()  # mostly one: an array would cost more
    ]
