"""Measures on the ellipsoid, free of any projection."""

import shapely
from geopandas import GeoDataFrame
from pandas import Series
from pyproj import Geod

from geo.crs import require_lonlat

ELLIPSOID = Geod(ellps="WGS84")


def area_ha(polygons_ll: GeoDataFrame) -> Series:
    """Ellipsoidal area of each polygon in hectares.

    Parameters
    ----------
    polygons_ll
        (n,) polygons, EPSG:4326. May be empty; geometries may be None.

    Returns
    -------
    Series
        (n,) floats >= 0, indexed as `polygons_ll`; 0 where there is no geometry.

    Raises
    ------
    UnexpectedCRSError
        If the frame is not in EPSG:4326.
    """
    require_lonlat(polygons_ll, "polygons_ll")
    oriented = shapely.orient_polygons(polygons_ll.geometry.to_numpy())
    areas = [_area_m2(shape) / 10_000 if shape else 0.0 for shape in oriented]
    return Series(areas, index=polygons_ll.index, dtype=float)


def _area_m2(shape: shapely.Geometry) -> float:
    return abs(ELLIPSOID.geometry_area_perimeter(shape)[0])
