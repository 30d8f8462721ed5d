"""GCJ-02 (Amap, Tencent) and BD-09 (Baidu) to WGS 84 and back.

Neither datum is published by its makers; these are the formulas that the field uses, and the
services' own conversions agree with them within 0.4 m (Amap) and 0.7 m (Baidu), see the tests.
Written for arrays: the one library that is exact,
geocoordinates-rs, converts point by point, 23 µs each, and has no wheel for Windows.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Literal, get_args

import numpy as np
import shapely
from geopandas import GeoSeries
from numpy.typing import NDArray

from geo.errors import DataError

Datum = Literal["WGS 84/CGCS2000", "GCJ-02", "BD-09"]
"""CGCS2000 equals WGS 84 within this product's precision."""

DATUMS: tuple[Datum, ...] = get_args(Datum)

_Places = NDArray[np.float64]
_AXIS_M, _ECCENTRICITY2 = 6_378_245.0, 0.006_693_421_622_965_943
"""Krasovsky 1940."""

_LOW, _HIGH = np.array([72.004, 0.8293]), np.array([137.8347, 55.8271])
"""Places outside these degrees are not shifted."""

_ENOUGH_DEG, _MAX_ROUNDS = 5e-8, 10
"""A correction of 5 mm is the last: each leaves at most a fiftieth of the error to the next."""

_PIECE = 20_000
"""Places at once, so that they stay in the processor's cache: half the time."""

_TURN = np.pi * 3000 / 180


def to_wgs84(lonlat: _Places, datum: Datum) -> _Places:
    """Places of `datum` in WGS 84.

    Parameters
    ----------
    lonlat
        (n, 2) longitudes and latitudes, degrees. May be empty. What is not finite, or far from
        China, stays as it is.
    datum
        What they are in.

    Returns
    -------
    NDArray
        (n, 2) degrees, exact inverse of `from_wgs84` within 0.1 mm. A new array.

    Raises
    ------
    DataError
        If the datum is unknown.
    """
    places, steps = np.asarray(lonlat, dtype=float), _steps(datum)[::-1]
    pieces = np.array_split(places, len(places) // _PIECE + 1)
    return np.concatenate([reduce(_undone, steps, piece) for piece in pieces])


def from_wgs84(lonlat: _Places, datum: Datum) -> _Places:
    """WGS 84 places in `datum`; shapes and errors as in `to_wgs84`."""
    places = np.asarray(lonlat, dtype=float)
    for shifted in _steps(datum):
        places = np.where(_in_china(places)[:, None], shifted(places), places)
    return places.copy()


def shapes_to_wgs84(shapes: GeoSeries, datum: Datum) -> GeoSeries:
    """Geometries whose longitudes and latitudes are of `datum` in WGS 84, 2-D, index kept."""
    return _moved(shapes, lambda places: to_wgs84(places, datum))


def shapes_from_wgs84(shapes: GeoSeries, datum: Datum) -> GeoSeries:
    """WGS 84 geometries with longitudes and latitudes of `datum`, 2-D, index kept.

    The result still says its CRS is that of `shapes`: no CRS is registered for these datums.
    """
    return _moved(shapes, lambda places: from_wgs84(places, datum))


def _moved(shapes: GeoSeries, move: Callable[[_Places], _Places]) -> GeoSeries:
    moved = shapely.transform(shapes.to_numpy(), move)
    return GeoSeries(moved, index=shapes.index, crs=shapes.crs, name=shapes.name)


def _steps(datum: Datum) -> Sequence[Callable[[_Places], _Places]]:
    if datum not in DATUMS:
        raise DataError(f"不认识坐标基准“{datum}”；可用：{'、'.join(DATUMS)}")
    return [_gcj_of_wgs, _bd_of_gcj][: DATUMS.index(datum)]


def _in_china(places: _Places) -> NDArray[np.bool_]:
    return np.asarray(((places >= _LOW) & (places <= _HIGH)).all(axis=1))


def _undone(places: _Places, shifted: Callable[[_Places], _Places]) -> _Places:
    """Where `shifted` leads to `places`: guess, look how far off, correct, again."""
    inside = _in_china(places)
    target = places[inside]
    found = target.copy()
    for _ in range(_MAX_ROUNDS):
        off = target - shifted(found)
        found += off
        if np.abs(off).max(initial=0.0) < _ENOUGH_DEG:
            break
    whole = places.copy()
    whole[inside] = found
    return whole


def _gcj_of_wgs(places: _Places) -> _Places:
    east, north = (places - [105.0, 35.0]).T
    with np.errstate(invalid="ignore"):  # infinite places are not shifted: see from_wgs84
        shift_m = _shift_m(east, north)
        sine2 = np.sin(np.radians(places[:, 1])) ** 2
    bend = 1 - _ECCENTRICITY2 * sine2
    parallel_m = _AXIS_M * np.sqrt((1 - sine2) / bend)
    meridian_m = _AXIS_M * (1 - _ECCENTRICITY2) / (bend * np.sqrt(bend))
    return places + np.degrees(shift_m / np.column_stack([parallel_m, meridian_m]))


def _shift_m(east: _Places, north: _Places) -> _Places:
    """(n, 2) metres to the east and north, from degrees east of 105° and north of 35°."""
    root, mixed = np.sqrt(np.abs(east)), 0.1 * east * north
    east_m = 300 + east + 2 * north + 0.1 * east**2 + mixed + 0.1 * root
    north_m = -100 + 2 * east + 3 * north + 0.2 * north**2 + mixed + 0.2 * root
    sine = np.sin(2 * np.pi * east)
    short_m = 160 / 3 * sine * (1 - sine**2)  # 2/3 of 20 (sin t + sin 3t)
    return np.column_stack(
        [east_m + short_m + _waves(east, 150), north_m + short_m + _waves(north, 160)]
    )


def _waves(along: _Places, height: int) -> _Places:
    """Waves 2, 6, 24 and 60 degrees long; the first is a function of the second, sin 3t."""
    sine = np.sin(np.pi / 3 * along)
    short = 20 * (3 - 4 * sine**2) * sine + 40 * sine
    long = np.sin(np.pi / 12 * along) + 2 * np.sin(np.pi / 30 * along)
    return 2 / 3 * (short + height * long)


def _bd_of_gcj(places: _Places) -> _Places:
    lon, lat = places.T
    with np.errstate(invalid="ignore"):
        radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _TURN)
        angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _TURN)
    return np.column_stack([radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006])
