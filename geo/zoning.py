"""Which zone of the spatial structure a feature belongs to."""

import numpy as np
import shapely
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.crs import to_metric

MIN_OVERLAP = 0.01
"""Metres or square metres; less is rounding at a shared edge, not being in the zone."""


def with_zones(features_ll: GeoDataFrame, zones_ll: GeoDataFrame) -> GeoDataFrame:
    """Copy of `features_ll` with the columns `zone` and `zones_touched`.

    Parameters
    ----------
    features_ll
        (n,) features in any CRS; geometries may be None.
    zones_ll
        (m,) polygons in any CRS, indexed by zone id. May be empty.

    Returns
    -------
    GeoDataFrame
        `zone`: see `zone_of`. `zones_touched`: tuples of every zone that a feature lies in, in the
        order of `zones_ll`; a line along a shared edge is in both zones, one that only ends at an
        edge is not.
    """
    overlaps = _overlaps(features_ll, zones_ll)
    touched: list[tuple[str, ...]] = [()] * len(features_ll)
    for feature, zone in zip(overlaps["feature"], overlaps["zone"], strict=True):
        touched[feature] += (zone,)
    return features_ll.assign(
        zone=_largest(overlaps, features_ll),
        zones_touched=Series(touched, index=features_ll.index, dtype=object),
    )


def zone_of(features_ll: GeoDataFrame, zones_ll: GeoDataFrame) -> Series:
    """Zone of each feature: where a point lies, or the larger share of a line or polygon.

    Parameters as for `with_zones`. Returns (n,) zone ids, indexed as `features_ll`; "" where
    unplaced or in no zone. Shares are compared in metres; of equal shares the zone that stands
    first in `zones_ll` wins.
    """
    return _largest(_overlaps(features_ll, zones_ll), features_ll)


def _overlaps(features: GeoDataFrame, zones: GeoDataFrame) -> DataFrame:
    shapes = to_metric(features.geometry).to_numpy()
    areas = to_metric(zones.geometry).to_numpy()
    feature, zone = shapely.STRtree(areas).query(shapes, predicate="intersects")
    sizes = _size(shapely.intersection(shapes[feature], areas[zone]), shapes[feature])
    pairs = DataFrame({"feature": feature, "zone": zone, "size": sizes})
    pairs = pairs[pairs["size"] >= MIN_OVERLAP].sort_values(["feature", "zone"])
    return pairs.assign(zone=zones.index.to_numpy(dtype=object)[pairs["zone"]])


def _size(parts: np.ndarray, wholes: np.ndarray) -> np.ndarray:
    """Area, length or number of `parts`, by the dimension of `wholes`."""
    dimension = shapely.get_dimensions(wholes)
    measures = [shapely.area(parts), shapely.length(parts)]
    return np.select([dimension == 2, dimension == 1], measures, shapely.get_num_geometries(parts))


def _largest(overlaps: DataFrame, features: GeoDataFrame) -> Series:
    order = overlaps.sort_values("size", ascending=False, kind="stable")
    best = order.drop_duplicates("feature").set_index("feature")["zone"]
    zones = best.reindex(range(len(features)), fill_value="")
    return Series(zones.to_numpy(), index=features.index, dtype="str")
