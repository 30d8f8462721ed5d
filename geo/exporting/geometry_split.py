"""Layers of one kind of shape each, for formats and programs that hold no mixture."""

from typing import NamedTuple

import numpy as np
import shapely

POINT, LINE, AREA = "点", "线", "面"
KINDS = (POINT, LINE, AREA)
"""Words by dimension."""

_COLLECTION = shapely.GeometryType.GEOMETRYCOLLECTION
_MULTI = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)


class Part(NamedTuple):
    """Features of one kind: their row numbers, and their shapes, all single or all multi."""

    kind: str
    rows: np.ndarray
    shapes: np.ndarray


def by_kind(shapes: np.ndarray) -> list[Part]:
    """Split shapes into points, lines and areas.

    Parameters
    ----------
    shapes
        (n,) shapes; None is in no part. A collection is in the part of each kind it holds.

    Returns
    -------
    list[Part]
        Those that hold anything, in this order; at most three.
    """
    parts = [_part(shapes, dimension) for dimension in range(3)]
    return [part for part in parts if len(part.rows)]


def collections(shapes: np.ndarray) -> int:
    """Count the shapes that hold several kinds."""
    return int((shapely.get_type_id(shapes) == _COLLECTION).sum())


def _part(shapes: np.ndarray, dimension: int) -> Part:
    mixed = shapely.get_type_id(shapes) == _COLLECTION
    alike = shapes.copy()
    alike[mixed | (shapely.get_dimensions(shapes) != dimension)] = None
    for row in np.flatnonzero(mixed):
        alike[row] = _inside(shapes[row], dimension)
    rows = np.flatnonzero(~shapely.is_missing(alike))
    return Part(KINDS[dimension], rows, _uniform(alike[rows], dimension))


def _inside(collection: shapely.Geometry, dimension: int) -> shapely.Geometry | None:
    """What a collection holds of one kind, as one shape."""
    parts = shapely.get_parts(shapely.get_parts(collection))
    while (shapely.get_type_id(parts) == _COLLECTION).any():
        parts = shapely.get_parts(parts)
    alike = parts[(shapely.get_dimensions(parts) == dimension) & ~shapely.is_empty(parts)]
    return _MULTI[dimension](alike) if len(alike) else None


def _uniform(shapes: np.ndarray, dimension: int) -> np.ndarray:
    """Shapes made multi where some are."""
    singles = shapely.get_type_id(shapes) < shapely.GeometryType.MULTIPOINT
    if singles.all() or not singles.any():
        return shapes
    return np.array(
        [_MULTI[dimension]([s]) if one else s for s, one in zip(shapes, singles, strict=True)],
        dtype=object,
    )
