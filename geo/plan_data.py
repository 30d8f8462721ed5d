"""The whole plan, loaded and checked."""

from dataclasses import dataclass
from pathlib import Path

from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.crs import to_metric
from geo.lifecircle.planned import load_plan_services
from geo.schema import BOUNDARY, COMMUNITIES, FACILITIES, PROJECTS, ROADS, ZONES
from geo.tables import load_layer

_PLACED = ("boundary", "zones", "projects", "roads", "facilities", "communities")
"""Attributes that have places."""


@dataclass(frozen=True)
class PlanData:
    """Every table of the plan as frames in EPSG:4326, each indexed by its id.

    `services` is what projects add as services (`geo.lifecircle.planned`), without a place.
    `projects`, `facilities` and `communities` carry a bool column `outside`: placed, but with no
    part inside the district outline.
    """

    boundary: GeoDataFrame
    zones: GeoDataFrame
    projects: GeoDataFrame
    roads: GeoDataFrame
    facilities: GeoDataFrame
    communities: GeoDataFrame
    services: DataFrame


def load_plan(folder: Path) -> PlanData:
    """Load and check the files of the plan.

    Parameters
    ----------
    folder
        Holds boundary.geojson, zones.geojson, roads.geojson, projects.csv, facilities.csv,
        communities.csv and plan_services.csv as data/README.md describes them.

    Raises
    ------
    DataError, MissingColumnError
        For the first file that is missing or not usable; the message names each row, column and
        value of it and what to do.
    """
    boundary = load_layer(folder, BOUNDARY)
    return PlanData(
        boundary=boundary,
        zones=load_layer(folder, ZONES),
        projects=flag_outside(load_layer(folder, PROJECTS), boundary),
        roads=load_layer(folder, ROADS),
        facilities=flag_outside(load_layer(folder, FACILITIES), boundary),
        communities=flag_outside(load_layer(folder, COMMUNITIES), boundary),
        services=load_plan_services(folder),
    )


def in_metric(plan: PlanData) -> dict[str, GeoDataFrame]:
    """Return every frame of the plan in METRIC, by attribute name."""
    return {name: to_metric(getattr(plan, name)) for name in _PLACED}


def flag_outside(features_ll: GeoDataFrame, boundary_ll: GeoDataFrame) -> GeoDataFrame:
    """Copy of `features_ll` with a bool column `outside`.

    A feature that crosses or touches the outline is inside; one without a place is not outside.
    """
    district = boundary_ll.geometry.union_all()
    placed = features_ll.geometry.notna()
    return features_ll.assign(outside=placed & ~features_ll.geometry.intersects(district))
