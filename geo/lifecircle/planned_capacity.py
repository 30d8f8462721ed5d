"""How many places the plan's items will offer, as the office reported them."""

from collections.abc import Iterable
from typing import Final

from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.has_geometry import has_geometry
from geo.lifecircle.imported import points_of
from geo.lifecircle.services import matching

REPORTED: Final = "台账所填容量"
"""Column of the capacities, as a planner reads it."""


def planned_capacity(
    projects_m: GeoDataFrame, plan_services: DataFrame, chosen: Iterable[str], matches: str
) -> GeoDataFrame:
    """Places of the plan's items that serve as asked.

    Parameters
    ----------
    projects_m
        (n,) plan projects with columns name and capacity, METRIC, indexed by project_id.
    plan_services
        What they add, with columns kind and stage. May be empty.
    chosen
        Projects that count.
    matches
        Which services are asked for, as in the column `matches` of the rules.

    Returns
    -------
    GeoDataFrame
        (m,) points with columns name and `REPORTED`, METRIC; those without a place or a capacity
        are left out.
    """
    asked = plan_services[plan_services.index.isin(list(chosen))]
    items = projects_m.loc[asked.index[matching(asked, matches)], ["name", "capacity", "geometry"]]
    known = items[has_geometry(items) & items["capacity"].notna()]
    points = known.set_geometry(points_of(known), crs=known.crs) if len(known) else known
    return points.rename(columns={"capacity": REPORTED})
