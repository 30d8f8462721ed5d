"""A shape as the browser draws it: coordinates that nobody vouches for, checked one by one."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Final

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError
from geo.schema import LAT_SPAN, LON_SPAN

MOST_PLACES: Final = 20_000
"""Corners of one drawing."""

_DEGREES: Final = 1e-7
"""A centimetre: what a drawing is rounded to, so that what was snapped stays on its line."""

_DEPTHS: Final = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""How deep the coordinates of a type are nested."""


def drawn_shape(told: object) -> BaseGeometry | None:
    """Return what was drawn, in EPSG:4326, None for nothing; it may be crossed by itself.

    Parameters
    ----------
    told
        A GeoJSON geometry, or None.

    Raises
    ------
    DataError
        If it is none, too long, or lies elsewhere.
    """
    if told is None:
        return None
    if not isinstance(told, Mapping) or told.get("type") not in _DEPTHS:
        raise DataError("画的图形不是点、线、面；请重新画")
    coordinates = told.get("coordinates")
    if _count(coordinates, _DEPTHS[str(told["type"])]) > MOST_PLACES:
        raise DataError(f"画的图形超过 {MOST_PLACES:,} 个节点；请简化后再画")
    try:
        return shape({"type": told["type"], "coordinates": coordinates})
    except (ValueError, TypeError, shapely.errors.ShapelyError) as error:
        raise DataError("画的图形节点太少；线至少两个点，面至少三个点") from error


def geojson_of(geometry: BaseGeometry | None) -> dict[str, object] | None:
    """Return a geometry as GeoJSON that `drawn_shape` takes back, None for nothing."""
    if geometry is None or geometry.is_empty:
        return None
    rounded: dict[str, object] = mapping(rounded_shape(geometry))
    return rounded


def rounded_shape(geometry: BaseGeometry) -> BaseGeometry:
    """A shape with the decimals of a drawing."""
    return shapely.set_precision(shapely.force_2d(geometry), _DEGREES, mode="pointwise")


def places_of(told: object) -> list[list[float]]:
    """Return the corners of a stroke that is not finished.

    Raises
    ------
    DataError
        If they are none.
    """
    _count(told, 1)
    return [[float(lon), float(lat)] for lon, lat in told]  # type: ignore[attr-defined]


def _count(coordinates: object, depth: int) -> int:
    """Number of places in coordinates that are nested so deep; each of them is looked at."""
    if not isinstance(coordinates, Sequence) or isinstance(coordinates, str):
        raise DataError("画的图形坐标不完整；请重新画")
    if depth == 0:
        _check_place(coordinates)
        return 1
    if len(coordinates) > MOST_PLACES:
        return len(coordinates)
    return sum(_count(each, depth - 1) for each in coordinates)


def _check_place(place: Sequence[object]) -> None:
    numbers = [
        float(each)
        for each in place
        if isinstance(each, int | float) and not isinstance(each, bool) and isfinite(each)
    ]
    if len(place) != 2 or len(numbers) != 2:
        raise DataError("画的图形坐标不是数；请重新画")
    if not (LON_SPAN.holds(numbers[0]) and LAT_SPAN.holds(numbers[1])):
        raise DataError("画的图形有节点远在本区之外；请把它移回来")
