"""Features of several kinds of shape in one become one row a kind."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import shapely
from geopandas import GeoDataFrame
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.importing.header_rows import unique

WORDS = ("点", "线", "面")
"""By dimension."""

_MULTIPLE = (shapely.MultiPoint, shapely.MultiLineString, shapely.MultiPolygon)


class Split(NamedTuple):
    """(n or more,) features without collections, and the ids of those that were."""

    frame_ll: GeoDataFrame
    ids: list[str]


_Piece = tuple[int, str, BaseGeometry]
"""Row, what its id ends in, and shape."""


def split(frame_ll: GeoDataFrame) -> Split:
    """Give each kind of shape in a collection its own row.

    Parameters
    ----------
    frame_ll
        (n,) features, text ids in the index, no shape missing or empty. May be empty.

    Returns
    -------
    Split
        Same order; where one row becomes several, their ids end in （点）, （线）, （面）.
    """
    shapes = frame_ll.geometry.to_numpy()
    mixed = shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION
    if not mixed.any():
        return Split(frame_ll, [])
    rows, endings, parted = zip(*_pieces(shapes, mixed), strict=True)
    parts = frame_ll.iloc[list(rows)]
    ids = [f"{name}{ending}" for name, ending in zip(parts.index, endings, strict=True)]
    parts = parts.set_axis(parts.index.__class__(unique(ids), dtype="str", name=parts.index.name))
    whole = parts.set_geometry(list(parted), crs=frame_ll.crs)
    return Split(whole, list(frame_ll.index[mixed]))


def _pieces(shapes: NDArray[np.object_], mixed: NDArray[np.bool_]) -> Iterator[_Piece]:
    for row, shape in enumerate(shapes):
        if not mixed[row]:
            yield row, "", shape
            continue
        kinds = _by_dimension(shape)
        for dimension, parts in kinds.items():
            ending = f"（{WORDS[dimension]}）" if len(kinds) > 1 else ""
            whole = parts[0] if len(parts) == 1 else _MULTIPLE[dimension](parts)
            yield row, ending, whole


def _by_dimension(collection: BaseGeometry) -> dict[int, list[BaseGeometry]]:
    """Single shapes of a collection, however deep, by dimension."""
    kinds: dict[int, list[BaseGeometry]] = {}
    waiting = [collection]
    while waiting:
        shape = waiting.pop()
        if hasattr(shape, "geoms"):
            waiting.extend(reversed(shape.geoms))
        elif not shape.is_empty:
            kinds.setdefault(int(shapely.get_dimensions(shape)), []).append(shape)
    return dict(sorted(kinds.items()))
