"""Whether places are where the metric CRS measures rightly."""

import numpy as np

from geo.errors import DataError

EASTING_M, NORTHING_M = (300_000.0, 700_000.0), (1_500_000.0, 6_500_000.0)
"""EPSG:4548 is meant for 115.5-118.5°E, 147 km either side of its meridian at Nanchang; half a
degree more is let pass there. Northings are those of China."""


def require_in_zone(places_m: np.ndarray, name: str) -> None:
    """Raise `DataError` if not one of (n, 2) places lies in the zone of EPSG:4548."""
    low, high = np.transpose([EASTING_M, NORTHING_M])
    if not ((places_m >= low) & (places_m <= high)).all(axis=1).any():
        raise DataError(
            f"{name} 没有任何坐标落在 EPSG:4548 的适用范围（东经 115.5°–118.5°）；"
            "请指定坐标系，或核对所选地区"
        )
