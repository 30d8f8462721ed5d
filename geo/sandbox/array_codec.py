"""Arrays of numbers and of shapes as blobs, checked when they come back."""

import math
from typing import Any, cast

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import GeometryType
from shapely.geometry.base import BaseGeometry

from geo.gc_pause import uncollected

_KINDS = "biufmMSU"
"""Kinds of numpy that hold no Python objects."""

_MISSING, _COLLECTION = -1, int(GeometryType.GEOMETRYCOLLECTION)
_DEPTHS = {
    GeometryType.POINT: 0,
    GeometryType.LINESTRING: 1,
    GeometryType.MULTIPOINT: 1,
    GeometryType.POLYGON: 2,
    GeometryType.MULTILINESTRING: 2,
    GeometryType.MULTIPOLYGON: 3,
}
"""How many lists of offsets each kind of shape has."""

_FEWEST = {
    GeometryType.POINT: 1,
    GeometryType.MULTIPOINT: 1,
    GeometryType.LINESTRING: 2,
    GeometryType.MULTILINESTRING: 2,
    GeometryType.POLYGON: 4,
    GeometryType.MULTIPOLYGON: 4,
}
"""Places of the shortest part of each kind: the geometry library must not see shorter ones."""

_EMPTY = {
    int(kind): shapely.from_wkt(f"{kind.name} EMPTY")
    for kind in (*_DEPTHS, GeometryType.GEOMETRYCOLLECTION)
}


def write(array: NDArray[Any], writer: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the node of an array: numbers as they lie in memory, shapes as `write_shapes`.

    Anything else in it raises `TypeError`.
    """
    if array.dtype.kind in _KINDS:
        flat = np.ascontiguousarray(array)
        at = writer.blob(flat.reshape(-1).view(np.uint8) if flat.size else b"")
        return {"dtype": flat.dtype.str, "shape": list(array.shape), "at": at}
    if array.ndim == 1 and all(each is None or isinstance(each, BaseGeometry) for each in array):
        return {"shapes": write_shapes(array, writer)}
    return {"values": [writer.node(each) for each in array.ravel()], "shape": list(array.shape)}


def read(held: dict[str, Any], reader: Any) -> NDArray[Any]:  # noqa: ANN401
    """Return the array of a node; what is none raises `ValueError`, `KeyError` or `TypeError`."""
    if "shapes" in held:
        return read_shapes(held["shapes"], reader)
    shape = tuple(_whole(side) for side in held["shape"])
    if "values" in held:
        if len(held["values"]) != math.prod(shape):
            raise ValueError("not as many values as announced")
        array = np.empty(len(held["values"]), dtype=object)
        array[:] = [reader.value(each) for each in held["values"]]
        return array.reshape(shape)
    dtype = np.dtype(held["dtype"])
    if dtype.kind not in _KINDS or dtype.hasobject:
        raise ValueError("an array of numbers was announced")
    return np.frombuffer(reader.blob(held["at"]), dtype=dtype, count=math.prod(shape)).reshape(
        shape
    )


def _whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("sizes are whole numbers")
    return value


def write_shapes(shapes: NDArray[np.object_], writer: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the node of (n,) shapes or None: kinds, and offsets and places of each kind.

    A collection that holds a collection raises `TypeError`.
    """
    kinds = shapely.get_type_id(shapes).astype(np.int8)
    rings = kinds == GeometryType.LINEARRING
    if rings.any():
        shapes, kinds = shapes.copy(), kinds.copy()
        shapes[rings] = [shapely.LineString(each.coords) for each in shapes[rings]]
        kinds[rings] = GeometryType.LINESTRING
    empty = shapely.is_empty(shapes) & (kinds != _MISSING)
    deep = np.asarray(shapely.has_z(shapes))
    node: dict[str, Any] = {"kinds": write(kinds, writer), "empty": write(empty, writer)}
    node["deep"], node["parts"] = write(deep, writer), {}
    for kind in map(int, np.unique(kinds[~empty])):
        if kind == _MISSING:
            continue
        for z in map(bool, np.unique(deep[(kinds == kind) & ~empty])):
            some = shapes[(kinds == kind) & ~empty & (deep == z)]
            node["parts"][f"{kind}{'z' if z else ''}"] = _write_kind(some, kind, writer)
    return node


def _write_kind(shapes: NDArray[np.object_], kind: int, writer: Any) -> Any:  # noqa: ANN401
    if kind == _COLLECTION:
        parts, owners = shapely.get_parts(shapes, return_index=True)
        if (shapely.get_type_id(parts) == _COLLECTION).any():
            raise TypeError("collections within collections do not travel between processes")
        return {"owners": write(owners, writer), "parts": write_shapes(parts, writer)}
    found, places, offsets = shapely.to_ragged_array(shapes)
    if offsets and (offsets[0][-1] != len(places) or any((np.diff(o) < 1).any() for o in offsets)):
        filled = np.array([_filled(each) for each in shapes], dtype=object)
        found, places, offsets = shapely.to_ragged_array(filled)
    if int(found) != kind:  # shapely takes single and multiple ones for one another
        raise TypeError("shapes of one kind were expected")
    return {"places": write(places, writer), "offsets": [write(each, writer) for each in offsets]}


def _filled(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape without the empty parts and rings in it."""
    if isinstance(shape, shapely.Polygon):
        holes = [ring for ring in shape.interiors if not ring.is_empty]
        return shapely.Polygon(shape.exterior, holes)
    if not hasattr(shape, "geoms"):
        return shape
    return type(shape)([_filled(part) for part in shape.geoms if not part.is_empty])


def read_shapes(node: dict[str, Any], reader: Any, *, within: bool = False) -> NDArray[np.object_]:  # noqa: ANN401
    """Return the (n,) shapes of a node; offsets are checked before the geometry library sees them.

    What is no node raises `ValueError`, `KeyError` or `TypeError`.
    """
    kinds, empty = read(node["kinds"], reader), read(node["empty"], reader)
    deep = read(node["deep"], reader)
    shapes = np.full(len(kinds), None, dtype=object)
    for kind, shape in _EMPTY.items():
        shapes[(kinds == kind) & empty] = shape
    for name, held in node["parts"].items():
        kind, z = int(name.rstrip("z")), name.endswith("z")
        if within and kind == _COLLECTION:
            raise ValueError("collections within collections do not travel between processes")
        rows = np.flatnonzero((kinds == kind) & ~empty & (deep == z))
        with uncollected():
            shapes[rows] = _read_kind(held, kind, reader, len(rows))
    if (shapely.is_missing(shapes) & (kinds != _MISSING)).any():
        raise ValueError("shapes are missing")
    return shapes


def _read_kind(held: Any, kind: int, reader: Any, count: int) -> NDArray[np.object_]:  # noqa: ANN401
    if kind == _COLLECTION:
        return _read_collections(held, reader, count)
    places = read(held["places"], reader)
    offsets = tuple(read(each, reader) for each in held["offsets"])
    _check(places, offsets, (GeometryType(kind), count))
    built = shapely.from_ragged_array(GeometryType(kind), places, offsets or None)
    if len(built) != count:
        raise ValueError("not as many shapes as announced")
    return cast("NDArray[np.object_]", built)


def _read_collections(held: Any, reader: Any, count: int) -> NDArray[np.object_]:  # noqa: ANN401
    owners = read(held["owners"], reader)
    parts = read_shapes(held["parts"], reader, within=True)
    spanned = np.array_equal(np.unique(owners), np.arange(count))
    if len(owners) != len(parts) or (np.diff(owners) < 0).any() or not spanned:
        raise ValueError("parts of collections belong to none")
    return np.asarray(shapely.geometrycollections(parts, indices=owners), dtype=object)


def _check(
    places: NDArray[Any], offsets: tuple[NDArray[Any], ...], told: tuple[GeometryType, int]
) -> None:
    """Raise `ValueError` unless each list of offsets leads into the next, the last into places."""
    kind, count = told
    if places.dtype != np.float64 or places.ndim != 2 or places.shape[1] not in (2, 3):
        raise ValueError("places are pairs or triples of numbers")
    if len(offsets) != _DEPTHS[kind]:
        raise ValueError("offsets of another kind of shape")
    ends, least = len(places), _FEWEST[kind]
    for each in offsets:  # from the innermost, the order of shapely
        if each.dtype.kind not in "iu" or each.ndim != 1 or not len(each):
            raise ValueError("offsets are whole numbers")
        wide = each.astype(np.int64)
        if wide[0] != 0 or wide[-1] != ends or (np.diff(wide) < least).any():
            raise ValueError("offsets lead outside, or a part is empty")
        ends, least = len(each) - 1, 1
    if ends != count:
        raise ValueError("not as many shapes as announced")
