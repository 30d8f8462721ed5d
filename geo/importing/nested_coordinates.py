"""Shapes from nested lists of numbers, all of one kind, in one go."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

from geo.gc_pause import uncollected


class _Form(NamedTuple):
    """What a kind of shape is: how many lists deep its coordinates are, whether rings are there."""

    kind: GeometryType
    depth: int
    rings: bool = False


FORMS = {
    "Point": _Form(GeometryType.POINT, 1),
    "MultiPoint": _Form(GeometryType.MULTIPOINT, 2),
    "LineString": _Form(GeometryType.LINESTRING, 2),
    "MultiLineString": _Form(GeometryType.MULTILINESTRING, 3),
    "Polygon": _Form(GeometryType.POLYGON, 3, rings=True),
    "MultiPolygon": _Form(GeometryType.MULTIPOLYGON, 4, rings=True),
}
"""By their names in GeoJSON."""


def lists_of(kind: str) -> pa.DataType:
    """Return the type of the coordinates of a kind of shape."""
    nested: pa.DataType = pa.float64()
    for _ in range(FORMS[kind].depth):
        nested = pa.list_(nested)
    return nested


def shapes_of_lists(lists: pa.Array, kind: str) -> NDArray[np.object_] | None:
    """Build shapes; None where one of them is not plain.

    Parameters
    ----------
    lists
        (n,) of `lists_of(kind)`, none null. May be empty.
    kind
        One of `FORMS`.

    Returns
    -------
    ndarray
        (n,) shapes; None if a place has not as many numbers as all others, a line is shorter than
        two places, a ring is open or shorter than four, or anything is empty.
    """
    starts: list[NDArray[np.int32]] = []
    while pa.types.is_list(lists.type):
        starts.append(np.asarray(lists.offsets) - lists.offsets[0].as_py())
        lists = lists.flatten()
        if lists.null_count:
            return None
    *starts, numbers = starts
    return _shapes(np.asarray(lists), numbers, starts, FORMS[kind])


def _shapes(
    numbers: NDArray[np.float64], of_places: NDArray[np.int32], starts: list, form: _Form
) -> NDArray[np.object_] | None:
    wide = np.diff(of_places)
    if not len(wide) or wide[0] not in (2, 3) or (wide != wide[0]).any():
        return None
    places = numbers.reshape(-1, int(wide[0]))
    if not _plain(places, starts, form):
        return None
    offsets = tuple(reversed(starts))
    with uncollected():
        built = shapely.from_ragged_array(form.kind, places, offsets or None)
    return np.asarray(built, dtype=object)


def _plain(places: NDArray[np.float64], starts: list, form: _Form) -> bool:
    """Whether all parts are filled, all lines long enough, all rings closed."""
    if any((np.diff(each) < 1).any() for each in starts):
        return False
    if not starts or form.kind == GeometryType.MULTIPOINT:
        return True
    ends = starts[-1]
    if (np.diff(ends) < (4 if form.rings else 2)).any():
        return False
    return not form.rings or bool((places[ends[:-1]] == places[ends[1:] - 1]).all())
