"""What a set of origins serves: area by zone, estates, facilities."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.buffers import check_radii
from geo.crs import METRIC, require_metric
from geo.distance import DistanceModel
from geo.has_geometry import has_geometry

DISTRICT = "district"
"""Row id of the whole: all zones together."""

PLANNED = "规划·"
"""Before the kind of a plan item, so that it is never taken for a service that stands."""


class Surroundings(NamedTuple):
    """What is served, all METRIC: zones by zone_id, estates with name, facilities with kind."""

    zones_m: GeoDataFrame
    estates_m: GeoDataFrame
    facilities_m: GeoDataFrame


@dataclass(frozen=True)
class CoverageResult:
    """The figures of one analysis; show `label` beside each of them.

    `areas_m`: reach_m, radius_m, geometry (METRIC). `zones`: see `covered_by_zone`. `estates`:
    name, distance_m. `facilities`: name, kind, distance_m. `by_kind`: see `count_by_kind`.
    Distances are metres on foot as the model estimates them.
    """

    label: str
    reaches_m: tuple[float, ...]
    areas_m: GeoDataFrame
    zones: DataFrame
    estates: DataFrame
    facilities: DataFrame
    by_kind: DataFrame

    def estates_inside(self, reach_m: float) -> DataFrame:
        """Estates within `reach_m`, nearest first."""
        return _inside(self.estates, reach_m)

    def estates_outside(self, reach_m: float) -> DataFrame:
        """Estates with a place beyond `reach_m`, nearest first."""
        beyond = self.estates["distance_m"] > reach_m
        return self.estates[beyond].sort_values("distance_m", kind="stable")

    def facilities_inside(self, reach_m: float) -> DataFrame:
        """Facilities within `reach_m`, nearest first; origins that are facilities are at 0 m."""
        return _inside(self.facilities, reach_m)


def analyse(
    origins_m: GeoDataFrame,
    reaches_m: Sequence[float],
    around: Surroundings,
    model: DistanceModel,
) -> CoverageResult:
    """Measure what lies within each reach of the origins.

    Parameters
    ----------
    origins_m
        (n,) features of any type, METRIC. May be empty.
    reaches_m
        Metres on foot, > 0; any order, repeats count once.
    around
        Zones, estates and facilities, METRIC. Each may be empty.
    model
        How distance is measured.

    Raises
    ------
    UnexpectedCRSError
        If a frame is not in the metric CRS.
    DataError
        If a reach is not a number above 0.
    """
    reaches = tuple(check_radii(reaches_m).tolist())
    areas_m = model.area(origins_m, reaches)
    estates = DataFrame(around.estates_m[["name"]])
    facilities = DataFrame(around.facilities_m[["name", "kind"]])
    estates = estates.assign(distance_m=model.nearest(around.estates_m, origins_m))
    facilities = facilities.assign(distance_m=model.nearest(around.facilities_m, origins_m))
    return CoverageResult(
        label=model.label,
        reaches_m=reaches,
        areas_m=areas_m,
        zones=covered_by_zone(around.zones_m, areas_m, reaches),
        estates=estates,
        facilities=facilities,
        by_kind=count_by_kind(facilities, reaches),
    )


def covered_by_zone(
    zones_m: GeoDataFrame, areas_m: GeoDataFrame, reaches_m: Sequence[float]
) -> DataFrame:
    """Area and share of each zone that is covered, at each reach.

    Parameters
    ----------
    zones_m
        (n,) polygons, METRIC, indexed by zone id. May be empty.
    areas_m
        Columns reach_m, geometry, METRIC; overlaps within one reach count once. May be empty.
    reaches_m
        The reaches to report; one without an area covers nothing.

    Returns
    -------
    DataFrame
        Columns zone_id, reach_m, zone_area_m2, covered_area_m2, share (0 to 1); for each reach the
        zones in their order, then the row `district`: all zones together.

    Raises
    ------
    UnexpectedCRSError
        If either frame is not in the metric CRS.
    """
    require_metric(zones_m, "zones_m")
    require_metric(areas_m, "areas_m")
    shapes = zones_m.geometry.to_numpy()
    wholes = Series(
        [*shapes, shapely.union_all(shapes)], index=[*zones_m.index, DISTRICT], dtype=object
    )
    tables = [_covered(wholes, areas_m, reach_m) for reach_m in reaches_m]
    return pd.concat([_covered(wholes, areas_m, 0.0).iloc[:0], *tables], ignore_index=True)


def count_by_kind(facilities: DataFrame, reaches_m: Sequence[float]) -> DataFrame:
    """Count the facilities of each kind within each reach.

    Parameters
    ----------
    facilities
        (n,) rows with columns kind and distance_m (metres; NaN counts nowhere). May be empty.
    reaches_m
        Metres on foot.

    Returns
    -------
    DataFrame
        A row a kind, in order of first appearance, and an int column a reach; 0 where none.
    """
    kinds = pd.Index(facilities["kind"].unique(), name="kind")
    metres = facilities["distance_m"]
    counts = {
        reach_m: (metres <= reach_m).groupby(facilities["kind"]).sum().reindex(kinds)
        for reach_m in reaches_m
    }
    return DataFrame(counts, index=kinds).astype(int)


def undecided(table: DataFrame, accuracy_m: Series, reach_m: float) -> DataFrame:
    """Rows whose place is known too roughly to say whether they lie within a reach.

    Parameters
    ----------
    table
        (n,) rows with `distance_m` (metres; NaN and infinity are never in doubt).
    accuracy_m
        Metres within which each place truly lies, by the same index; more rows do no harm.
    reach_m
        Metres on foot.

    Returns
    -------
    DataFrame
        The rows nearer to the edge of the reach than their own accuracy, nearest edge first.
    """
    from_edge = (table["distance_m"] - reach_m).abs()
    unsure = table[from_edge < accuracy_m.reindex(table.index)]
    return unsure.loc[from_edge[unsure.index].sort_values(kind="stable").index]


def combined(facilities_m: GeoDataFrame, projects_m: GeoDataFrame) -> GeoDataFrame:
    """Join (n,) existing services and (m,) placed plan items into one frame.

    Both have columns name and kind, in METRIC, and may be empty; plan items without a place are
    left out. Columns name, kind, geometry; the kinds of plan items begin with `PLANNED`.

    Raises
    ------
    UnexpectedCRSError
        If either frame is not in the metric CRS.
    """
    require_metric(facilities_m, "facilities_m")
    require_metric(projects_m, "projects_m")
    columns = ["name", "kind", "geometry"]
    planned = projects_m[has_geometry(projects_m)][columns]
    planned = planned.assign(kind=PLANNED + planned["kind"].astype(str))
    return GeoDataFrame(pd.concat([facilities_m[columns], planned]), crs=METRIC)


def _covered(wholes: Series, areas_m: GeoDataFrame, reach_m: float) -> DataFrame:
    parts = areas_m.geometry.to_numpy()[(areas_m["reach_m"] == reach_m).to_numpy()]
    area = parts[0] if len(parts) == 1 else shapely.union_all(parts)
    shapes = wholes.to_numpy()
    zone_area = shapely.area(shapes)
    covered = shapely.area(shapely.intersection(shapes, area))
    columns = {
        "zone_id": pd.Series(wholes.index.astype(str), dtype="str"),
        "reach_m": reach_m,
        "zone_area_m2": zone_area,
        "covered_area_m2": covered,
        "share": np.divide(covered, zone_area, out=np.zeros(len(shapes)), where=zone_area > 0),
    }
    return DataFrame(columns)


def _inside(table: DataFrame, reach_m: float) -> DataFrame:
    near = table[table["distance_m"] <= reach_m]
    return near.sort_values("distance_m", kind="stable")
