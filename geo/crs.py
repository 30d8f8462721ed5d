"""The reference systems of the project, and the only place that reprojects."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

import numpy as np
from geopandas import GeoDataFrame, GeoSeries

from geo.cgcs2000 import FALSE_EASTING_M, HALF_WIDTH_M, NORTHING_M
from geo.district import DISTRICT
from geo.errors import DataError, UnexpectedCRSError

Frame = TypeVar("Frame", GeoDataFrame, GeoSeries)

LONLAT = "EPSG:4326"
"""WGS 84 longitude/latitude: files, web map. Equal to CGCS2000 within this product's precision."""

METRIC = DISTRICT.place.metric
"""Metric system of the district, metres, a code of CGCS2000's 3-degree Gauss-Kruger systems: every
measurement, every printed sheet. Docstrings call it METRIC."""

METRIC_EPSG = int(METRIC.removeprefix("EPSG:"))

EASTING_M = (FALSE_EASTING_M - HALF_WIDTH_M, FALSE_EASTING_M + HALF_WIDTH_M)
"""Where METRIC measures rightly, with `NORTHING_M`."""

_worker = ThreadPoolExecutor(1, "projections")
"""PROJ sets itself up anew in every thread (some 40 ms), and a web server starts threads freely."""


def to_metric(data: Frame) -> Frame:
    """Return `data` in the metric CRS, whatever CRS it is in."""
    return to_system(data, METRIC)


def to_lonlat(data: Frame) -> Frame:
    """Return `data` in WGS 84 longitude/latitude (EPSG:4326), whatever CRS it is in."""
    return to_system(data, LONLAT)


def to_system(data: Frame, crs: str) -> Frame:
    """Return `data` in a system such as "EPSG:4490", easting or lon first; itself where it is so.

    Raises
    ------
    UnexpectedCRSError
        If `data` has no CRS.
    """
    if data.crs is None:
        raise UnexpectedCRSError(
            f"no CRS on the data to bring to {crs}; set the one it was read in"
        )
    if data.crs.srs == crs:
        return data
    projected: Frame = _worker.submit(copy_context().run, data.to_crs, crs).result()
    return projected


def require_metric(data: GeoDataFrame | GeoSeries, name: str) -> None:
    """Raise `UnexpectedCRSError` unless `data` is in the metric CRS."""
    if data.crs is None or data.crs.to_epsg() != METRIC_EPSG:
        raise UnexpectedCRSError(
            f"{name}: expected {METRIC} (metres), found {data.crs}; call geo.crs.to_metric first"
        )


def span_words() -> str:
    """Return the longitudes that the metric system is meant for, in words."""
    west, east = DISTRICT.meridian.span
    return f"东经 {west:g}°–{east:g}°"


def require_in_zone(places_m: np.ndarray, name: str) -> None:
    """Raise `DataError` if not one of (n, 2) places lies in the zone of METRIC."""
    low, high = np.transpose([EASTING_M, NORTHING_M])
    if not ((places_m >= low) & (places_m <= high)).all(axis=1).any():
        raise DataError(
            f"{name} 没有任何坐标落在 {METRIC} 的适用范围（{span_words()}）；"
            "请指定坐标系，或核对所选地区"
        )
