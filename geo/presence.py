"""Which features have a place."""

from geopandas import GeoDataFrame
from pandas import Series


def placed(features: GeoDataFrame) -> Series:
    """(n,) bools, indexed as `features`: True where there is a geometry that is not empty."""
    return features.geometry.notna() & ~features.geometry.is_empty
