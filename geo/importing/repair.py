"""Shapes made right: placed in WGS 84, made valid, or set aside with the reason."""

from typing import NamedTuple

import numpy as np
import shapely
from geopandas import GeoSeries
from numpy.typing import NDArray

from geo.crs import to_lonlat
from geo.datums import DATUMS, Datum, shapes_to_wgs84
from geo.importing.crs_detection import known_system
from geo.importing.limits import MOST_CROSSINGS, MOST_CROSSINGS_IN_ALL
from geo.self_intersections import tangled

_Shapes = NDArray[np.object_]
_Marks = NDArray[np.bool_]

NO_SHAPE = "没有图形或坐标，或无法读取"
NOT_FINITE = "坐标不是有限的数（NaN 或无穷大）"
OUT_OF_RANGE = "坐标超出该坐标系的范围"
COLLAPSED = "面没有面积（退化为线或点）"
TANGLED = "边界自相交过多，无法修复"
"""Reasons why a row is not on the map."""


class Repaired(NamedTuple):
    """(n,) shapes in WGS 84, None where set aside; the reasons, "" elsewhere; which were mended."""

    shapes_ll: _Shapes
    reasons: NDArray[np.str_]
    mended: _Marks


def repaired(shapes: _Shapes, crs: str, datum: Datum) -> Repaired:
    """Bring shapes to WGS 84, each valid or set aside.

    Parameters
    ----------
    shapes
        (n,) flat geometries in `crs`; None, empty and not finite ones are set aside.
    crs
        Their reference system.
    datum
        What their longitudes and latitudes are of, once in degrees.

    Raises
    ------
    DataError
        If `crs` is unknown.
    """
    absent = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    endless = ~absent & ~_finite(shapes)
    good = ~(absent | endless)
    shapes_ll = np.full(len(shapes), None, dtype=object)
    shapes_ll[good] = _in_wgs84(shapes[good], crs, datum)
    away = good & ~_on_earth(shapes_ll)
    mended = good & ~away & ~shapely.is_valid(shapes_ll)
    knotted = np.zeros(len(shapes), dtype=bool)
    knotted[mended] = tangled(shapes_ll[mended], MOST_CROSSINGS, MOST_CROSSINGS_IN_ALL)
    mended &= ~knotted
    shapes_ll[mended] = _mended(shapes_ll[mended])
    collapsed = mended & shapely.is_empty(shapes_ll)
    aside = {NO_SHAPE: absent, NOT_FINITE: endless, OUT_OF_RANGE: away, COLLAPSED: collapsed}
    reasons = _reasons(aside | {TANGLED: knotted})
    shapes_ll[reasons != ""] = None
    return Repaired(shapes_ll, reasons, mended & ~collapsed)


def _reasons(aside: dict[str, _Marks]) -> NDArray[np.str_]:
    """Say why rows are set aside; short where none is, for text of 40 takes 160 bytes a row."""
    marks = list(aside.values())
    reasons = np.zeros(len(marks[0]), dtype="<U40" if np.any(marks) else "<U1")
    for reason, marked in aside.items():
        reasons[marked] = reason
    return reasons


def _in_wgs84(shapes: _Shapes, crs: str, datum: Datum) -> _Shapes:
    with np.errstate(invalid="ignore"):
        shapes_ll = to_lonlat(GeoSeries(shapes, crs=known_system(crs)))
    shifted = shapes_ll if datum == DATUMS[0] else shapes_to_wgs84(shapes_ll, datum)
    return np.asarray(shifted.to_numpy(), dtype=object)


def _finite(shapes: _Shapes) -> _Marks:
    with np.errstate(invalid="ignore"):  # infinities of both signs have no sum
        whole = np.isfinite(shapely.get_coordinates(shapes).sum())
    if whole:  # most files, in a tenth of the time
        return np.ones(len(shapes), dtype=bool)
    places, owner = shapely.get_coordinates(shapes, return_index=True)
    return ~np.isin(np.arange(len(shapes)), owner[~np.isfinite(places).all(axis=1)])


def _on_earth(shapes_ll: _Shapes) -> _Marks:
    if _within_degrees(shapely.get_coordinates(shapes_ll)).all():  # most files
        return np.ones(len(shapes_ll), dtype=bool)
    places, owner = shapely.get_coordinates(shapes_ll, return_index=True)
    return ~np.isin(np.arange(len(shapes_ll)), owner[~_within_degrees(places)])


def _within_degrees(places: NDArray[np.float64]) -> _Marks:
    lon, lat = np.abs(places.T)
    return (lon <= 180) & (lat <= 90)


def _mended(shapes: _Shapes) -> _Shapes:
    """Rings that cross themselves are cut where they cross; what has no area is left out."""
    areas = shapely.get_dimensions(shapes) == 2
    mended = shapes.copy()
    mended[~areas] = shapely.make_valid(shapes[~areas])
    cut = shapely.make_valid(shapes[areas], method="structure", keep_collapsed=False)
    shared = ~shapely.is_valid(cut)  # GEOS leaves parts side by side that share an edge
    cut[shared] = shapely.buffer(cut[shared], 0)
    mended[areas] = cut
    return mended
