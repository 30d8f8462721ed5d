"""Which features have a place."""

import shapely
from geopandas import GeoDataFrame
from pandas import Series


def has_geometry(features: GeoDataFrame) -> Series:
    """(n,) bools, indexed as `features`: True where there is a geometry that is not empty."""
    shapes = features.geometry.to_numpy()
    return Series(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)), features.index)
