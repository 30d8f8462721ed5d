"""Whether places are where the metric CRS measures rightly."""

import numpy as np

from geo.cgcs2000 import FALSE_EASTING_M, HALF_WIDTH_M, NORTHING_M
from geo.crs import METRIC
from geo.district import DISTRICT
from geo.errors import DataError

EASTING_M = (FALSE_EASTING_M - HALF_WIDTH_M, FALSE_EASTING_M + HALF_WIDTH_M)


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
