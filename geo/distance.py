"""The models that measure distances from points to origins."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.buffers import merged_rings
from geo.has_geometry import has_geometry
from geo.nearest_places import Pairs, closest_straight, pairs_straight
from geo.walk_thresholds import check_detour


class DistanceModel(Protocol):
    """How far it is on foot; straight lines now, a walking network later."""

    @property
    def label(self) -> str:
        """Words that stand beside every figure made with this model."""

    def nearest(self, points_m: GeoDataFrame, origins_m: GeoDataFrame) -> Series:
        """(n,) metres on foot from each point to its nearest origin, as `closest` tells them."""

    def area(self, origins_m: GeoDataFrame, reaches_m: Sequence[float]) -> GeoDataFrame:
        """Outline what lies within each reach of any origin: reach_m, radius_m, geometry."""

    def closest(self, points_m: GeoDataFrame, places_m: GeoDataFrame) -> DataFrame:
        """Which place is nearest to each point: place_id, distance_m; see `closest_table`."""

    def pairs(self, points_m: GeoDataFrame, places_m: GeoDataFrame, limit_m: float) -> Pairs:
        """Every place within `limit_m` metres on foot of each point."""

    def connected(self, points_m: GeoDataFrame) -> Series:
        """(n,) bools, indexed as `points_m`: whether this model can say how far anything is."""


@dataclass(frozen=True)
class StraightLine:
    """Straight lines, lengthened by `detour_factor` to estimate the way on foot (1 to 3)."""

    detour_factor: float = 1.0
    label: str = "直线距离筛查"

    def __post_init__(self) -> None:
        """Refuse a factor out of range."""
        check_detour(self.detour_factor)

    def nearest(self, points_m: GeoDataFrame, origins_m: GeoDataFrame) -> Series:
        """Straight distance to the nearest origin times the detour factor, metres."""
        return self.closest(points_m, origins_m)["distance_m"]

    def area(self, origins_m: GeoDataFrame, reaches_m: Sequence[float]) -> GeoDataFrame:
        """Merge discs of reach over detour factor; the column `reach_m` keeps the reach."""
        reaches = sorted(set(reaches_m))
        rings = merged_rings(origins_m, [reach / self.detour_factor for reach in reaches])
        rings.insert(0, "reach_m", np.asarray(reaches[: len(rings)], dtype=float))
        return rings

    def closest(self, points_m: GeoDataFrame, places_m: GeoDataFrame) -> DataFrame:
        """Nearest by straight distance; `distance_m` is lengthened by the detour factor."""
        table = closest_straight(points_m, places_m)
        return table.assign(distance_m=table["distance_m"] * self.detour_factor)

    def pairs(self, points_m: GeoDataFrame, places_m: GeoDataFrame, limit_m: float) -> Pairs:
        """Pairs within the limit over the detour factor, distances lengthened by it."""
        near = pairs_straight(points_m, places_m, limit_m / self.detour_factor)
        return near._replace(distance_m=near.distance_m * self.detour_factor)

    def connected(self, points_m: GeoDataFrame) -> Series:
        """Whatever has a place has a straight distance."""
        return has_geometry(points_m).rename("connected")
