"""The plan with the words its cards and tables show, worked out once when it is read."""

from dataclasses import replace

from geopandas import GeoDataFrame
from pandas import isna

from geo.crs import to_metric
from geo.plan_data import PlanData
from geo.zoning import with_zones

UNPLACED = "未落图"


def dressed(plan: PlanData) -> PlanData:
    """Return the plan with columns for its readers.

    Adds `zone`, `zones_touched`, `zone_names` and `accuracy` to projects, facilities and
    communities, `amount` and `placed` to projects, `area` to zones, `accuracy` to all.
    """
    zones_m = to_metric(plan.zones)
    zones = plan.zones.assign(accuracy=_accuracies(plan.zones), area=_areas(zones_m))
    projects = _located(plan.projects, zones_m)
    return replace(
        plan,
        zones=zones,
        projects=projects.assign(amount=_amounts(projects), placed=_placed(projects)),
        facilities=_located(plan.facilities, zones_m),
        communities=_located(plan.communities, zones_m),
        roads=plan.roads.assign(accuracy=_accuracies(plan.roads)),
        boundary=plan.boundary.assign(accuracy=_accuracies(plan.boundary)),
    )


def _located(frame: GeoDataFrame, zones_m: GeoDataFrame) -> GeoDataFrame:
    zoned, names = with_zones(frame, zones_m), zones_m["name"]
    return zoned.assign(
        zone_names=["、".join(names[zone] for zone in each) for each in zoned["zones_touched"]],
        accuracy=_accuracies(frame),
    )


def _accuracies(frame: GeoDataFrame) -> list[str]:
    return [UNPLACED if isna(value) else f"±{value:,.0f} 米" for value in frame["accuracy_m"]]


def _amounts(projects: GeoDataFrame) -> list[str]:
    return [
        "" if isna(quantity) else f"约 {quantity:g} {unit}"
        for quantity, unit in zip(projects["quantity"], projects["unit"], strict=True)
    ]


def _placed(projects: GeoDataFrame) -> list[str]:
    return [UNPLACED if missing else "已落图" for missing in projects.geometry.isna()]


def _areas(zones_m: GeoDataFrame) -> list[str]:
    return [f"约 {area / 1e6:.2f} 平方公里" for area in zones_m.area]
