"""Everything that can lie within a reach, in one frame: services that stand, and plan items."""

import pandas as pd
from geopandas import GeoDataFrame

from geo.crs import METRIC, require_metric
from geo.presence import placed

PLANNED = "规划·"
"""Before the kind of a plan item, so that it is never taken for a service that stands."""


def pool(facilities_m: GeoDataFrame, projects_m: GeoDataFrame) -> GeoDataFrame:
    """Join existing services and placed plan items into one frame.

    Parameters
    ----------
    facilities_m
        (n,) points with columns name and kind, METRIC. May be empty.
    projects_m
        (m,) plan items with columns name and kind, METRIC. May be empty; those without a place
        are left out.

    Returns
    -------
    GeoDataFrame
        Columns name, kind, geometry; the kinds of plan items begin with `PLANNED`.

    Raises
    ------
    UnexpectedCRSError
        If either frame is not in the metric CRS.
    """
    require_metric(facilities_m, "facilities_m")
    require_metric(projects_m, "projects_m")
    columns = ["name", "kind", "geometry"]
    planned = projects_m[placed(projects_m)][columns]
    planned = planned.assign(kind=PLANNED + planned["kind"].astype(str))
    return GeoDataFrame(pd.concat([facilities_m[columns], planned]), crs=METRIC)
