"""What is taken and what is drawn in a map field, on a grid of half millimetres."""

import numpy as np
import shapely
from numpy.typing import NDArray

CELL_MM = 0.5

_EDGE = 2
"""Cells kept free along the edge of the field."""

Shapes = NDArray[np.object_]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

Rects = NDArray[np.float64]
"""(n, 4) rectangles: left, low, right, high in millimetres of the map field."""


class Room:
    """A map field: cells taken by names, cells taken by marks, and how much ink lies in each."""

    def __init__(self, size_mm: tuple[float, float]) -> None:
        columns, rows = (int(np.floor(side / CELL_MM)) for side in size_mm)
        self._names = np.zeros((rows, columns), dtype=bool)
        self._taken = np.zeros((rows, columns), dtype=bool)
        self._ink = np.zeros((rows, columns), dtype=np.float32)
        self._sums: Floats | None = None

    def take(self, rects: Rects, *, marks: bool = False) -> None:
        """Take rectangles for names, or for marks, which only a great name may cover."""
        grids = (self._taken,) if marks else (self._taken, self._names)
        for left, low, right, high in _cells(rects).clip(0).tolist():
            for grid in grids:
                grid[low:high, left:right] = True

    def draw(self, shape: shapely.Geometry | Shapes, weight: float) -> None:
        """Put ink where lines run: `weight` for each millimetre of line, at most once a cell.

        `shape` is one geometry or an array of them.
        """
        places = shapely.get_coordinates(shapely.segmentize(shape, CELL_MM))
        columns, rows = np.floor(places / CELL_MM).astype(int).T
        tall, wide = self._ink.shape
        inside = (rows >= 0) & (rows < tall) & (columns >= 0) & (columns < wide)
        self._ink[rows[inside], columns[inside]] += weight * CELL_MM
        self._sums = None

    def free(self, rects: Rects, *, marks: bool = True) -> bool:
        """Return whether rectangles lie well inside the field on no name and, if asked, no mark."""
        grid = self._taken if marks else self._names
        tall, wide = grid.shape
        for left, low, right, high in _cells(rects).tolist():
            if min(left, low, wide - right, tall - high) < _EDGE:
                return False
            if grid[low:high, left:right].any():
                return False
        return True

    def ink(self, rects: Floats) -> Floats:
        """Return how much drawing rectangles would cover: of (..., n, 4) the sums of each n."""
        tall, wide = self._ink.shape
        if self._sums is None:
            self._sums = np.zeros((tall + 1, wide + 1))
            self._ink.cumsum(0, out=self._sums[1:, 1:]).cumsum(1, out=self._sums[1:, 1:])
        cells = _cells(rects).clip(0, (wide, tall, wide, tall))
        left, low, right, high = (cells[..., side] for side in range(4))
        sums = self._sums
        inked = sums[high, right] - sums[low, right] - sums[high, left] + sums[low, left]
        return np.asarray(inked.sum(axis=-1))


def rect(middle: tuple[float, float], wide: float, tall: float) -> Rects:
    """Return one rectangle around a middle, (1, 4)."""
    x, y = middle
    return np.array([[x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2]])


def _cells(rects: Floats) -> NDArray[np.int_]:
    """Cells that rectangles touch, as these: left, low, and one past right, high."""
    cells = rects / CELL_MM
    cells[..., :2] = np.floor(cells[..., :2] + 1e-9)
    cells[..., 2:] = np.ceil(cells[..., 2:] - 1e-9)
    return cells.astype(int)
