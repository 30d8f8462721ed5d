"""Which facilities count: those that stand, imported layers, the plan's, and a scenario."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.crs import METRIC, require_metric
from geo.has_geometry import has_geometry
from geo.lifecircle.imported import replaced
from geo.lifecircle.planned import planned
from geo.lifecircle.question import Supply
from geo.lifecircle.services import existing
from geo.scenario.edits import ORIGIN, ScenarioEdit, apply_edits, check_id, fitting, refuse_far


@dataclass(frozen=True, eq=False)
class Counted:
    """Facilities that count, as `services.COLUMNS`, METRIC, and what does not.

    `left_out`: plan projects that cannot count, see `planned.planned`. `lost`: edits of
    the scenario that cannot be made on what is there. `gone`: ids of the facilities that stand and
    whose place an imported layer takes.
    """

    facilities_m: GeoDataFrame
    left_out: DataFrame
    lost: tuple[ScenarioEdit, ...] = ()
    gone: frozenset[str] = frozenset()


def counted(
    frames_m: Mapping[str, GeoDataFrame],
    services: DataFrame,
    supply: Supply,
    imported_m: Sequence[GeoDataFrame] = (),
) -> Counted:
    """Facilities that count.

    Parameters
    ----------
    frames_m
        Frames of the plan, METRIC, facilities and projects among them.
    services
        What its projects add, `PlanData.services`.
    supply
        What of it counts.
    imported_m
        Facilities of each of `supply.own`, METRIC.

    Raises
    ------
    UnexpectedCRSError
        If a frame is not in the metric CRS.
    DataError
        If a project or the assumption on its stage is not known.
    """
    require_metric(frames_m["facilities"], "facilities")
    stand = existing(frames_m["facilities"])
    frames, left_out = [stand, *imported_m], DataFrame()
    if supply.plan:
        added, left_out = planned(
            frames_m["projects"], services, unstated=supply.unstated, chosen=supply.plan
        )
        frames.insert(1, added)
    whole = GeoDataFrame(pd.concat(frames), crs=METRIC)
    lost: tuple[ScenarioEdit, ...] = ()
    if supply.scenario is not None:
        scenario, lost = fitting(supply.scenario, whole)
        whole = apply_edits(whole, scenario)
    pairs = zip(supply.own, imported_m, strict=True)
    gone = frozenset(each for use, own in pairs if use.instead for each in replaced(stand, own))
    return Counted(whole.drop(index=list(gone), errors="ignore"), left_out, lost, gone)


def refuse_lost(counted: Counted) -> None:
    """Raise `DataError` if an edit of the scenario cannot be made on what is there."""
    for edit in counted.lost:
        check_id(edit, [edit.facility_id] if edit.action == "增加" else [])


def check_near(facilities_m: GeoDataFrame, district_m: GeoDataFrame) -> None:
    """Raise `DataError` if the scenario puts a facility too far from the district."""
    own = facilities_m[(facilities_m["origin"] == ORIGIN) & has_geometry(facilities_m)]
    away_m = own.geometry.distance(district_m.geometry.union_all())
    for name, metres in away_m.items():
        refuse_far(str(name), metres, "请改正方案文件中的经纬度")
