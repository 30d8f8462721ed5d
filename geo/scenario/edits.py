"""A planner's own scenario: facilities added, moved or closed, one edit after another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Literal, get_args

import pandas as pd
import shapely
from geopandas import GeoDataFrame, GeoSeries

from geo.crs import LONLAT, METRIC, require_metric, to_metric
from geo.district import DISTRICT
from geo.errors import DataError
from geo.schema import Span

Action = Literal["增加", "移动", "停用"]
ACTIONS: tuple[Action, ...] = get_args(Action)

ORIGIN = "方案"
"""`origin` of facilities that an edit added or moved."""

NEAR_M = 20_000.0
"""Metres from the district within which a facility of a scenario may stand."""

MAX_NAME = 40
"""Letters a name may have; longer ones do not fit a legend."""

LON_LIMITS = Span(*DISTRICT.meridian.span)
"""Degrees that METRIC covers."""

LAT_LIMITS = Span(18.0, 54.0)
"""Degrees; the mainland, so that exchanged columns are noticed. `NEAR_M` is the real limit."""


@dataclass(frozen=True)
class ScenarioEdit:
    """One change. `lon`, `lat` in degrees; None where a facility is closed.

    `name`, `kind`, `stage`: of an added one; `accuracy_m`: of a place given by clicking the map.
    """

    action: Action
    facility_id: str
    name: str = ""
    kind: str = ""
    stage: str = ""
    lon: float | None = None
    lat: float | None = None
    accuracy_m: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what no facility can be."""
        if self.action not in ACTIONS:
            raise DataError(f'方案: 操作 "{self.action}" 无效; 可选 {" / ".join(ACTIONS)}')
        if not self.facility_id:
            raise DataError("方案: 没有设施编号; 请先选择一处设施")
        if self.action == "增加":
            _check_text("设施名称", self.name)
            _check_text("设施类别", self.kind)
            _check_length("学段", self.stage)
        if self.action != "停用":
            _check_spot(self.lon, self.lat)
        if not (isfinite(self.accuracy_m) and self.accuracy_m >= 0):
            raise DataError(f"方案: 精度 {self.accuracy_m} 米无效, 应为不小于 0 的数; 请改填")


ScenarioEdits = tuple[ScenarioEdit, ...]


@dataclass(frozen=True)
class Scenario:
    """A named list of edits, applied in their order."""

    name: str
    edits: ScenarioEdits = ()

    def __post_init__(self) -> None:
        """Refuse a name that cannot be shown."""
        _check_text("方案名称", self.name)

    @property
    def next_id(self) -> str:
        """Id for the next facility to add: 方案-1, 方案-2, never one used before."""
        prefix = f"{ORIGIN}-"
        tails = [edit.facility_id.removeprefix(prefix) for edit in self.edits]
        numbers = [int(tail) for tail in tails if tail.isascii() and tail.isdigit()]
        return f"{prefix}{max(numbers, default=0) + 1}"


def with_edit(
    scenario: Scenario, edit: ScenarioEdit, facilities_m: GeoDataFrame, district_m: GeoDataFrame
) -> Scenario:
    """Scenario with one more edit, checked against what is there.

    Parameters
    ----------
    scenario
        So far; stays as it is.
    edit
        To be added; an added facility takes its id from `scenario.next_id`.
    facilities_m
        As for `apply_edits`.
    district_m
        Outline, METRIC; the place must lie within `NEAR_M` of it.

    Raises
    ------
    DataError
        If the facility moved or closed is not there, the id added is, or the place is too far off.
    """
    longer = replace(scenario, edits=(*scenario.edits, edit))
    apply_edits(facilities_m, longer)
    if edit.action != "停用":
        require_metric(district_m, "district_m")
        away_m = float(district_m.geometry.distance(_point_m(edit)).min())
        refuse_far(edit.name or edit.facility_id, away_m, "请在本区附近点选")
    return longer


def undo(scenario: Scenario) -> Scenario:
    """Scenario without its last edit; the same where there is none."""
    return replace(scenario, edits=scenario.edits[:-1])


def apply_edits(facilities_m: GeoDataFrame, scenario: Scenario) -> GeoDataFrame:
    """Facilities as they are in a scenario.

    Parameters
    ----------
    facilities_m
        (n,) features, METRIC, indexed by id (text); columns name, kind, stage, accuracy_m,
        origin. May be empty.
    scenario
        Edits in their order.

    Returns
    -------
    GeoDataFrame
        The rows that stay in their order, then those added; `origin` 方案 where added or moved.
        Other columns are empty in added rows.

    Raises
    ------
    UnexpectedCRSError
        If the frame is not in the metric CRS.
    DataError
        If an edit moves or closes what is not there, or adds an id twice.
    """
    require_metric(facilities_m, "facilities_m")
    result = facilities_m.copy()
    for edit in scenario.edits:
        check_id(edit, result.index)
        if edit.action == "停用":
            result = result.drop(index=edit.facility_id)
        elif edit.action == "移动":
            result = _moved(result, edit)
        else:
            result = _added(result, edit)
    return result


def fitting(scenario: Scenario, facilities_m: GeoDataFrame) -> tuple[Scenario, ScenarioEdits]:
    """Scenario without the edits of facilities that are not there, and those edits.

    Parameters
    ----------
    scenario
        Edits in their order.
    facilities_m
        (n,) facilities indexed by id. May be empty.
    """
    there = set(facilities_m.index.astype(str))
    kept: list[ScenarioEdit] = []
    left: list[ScenarioEdit] = []
    for edit in scenario.edits:
        fits = (edit.facility_id in there) != (edit.action == "增加")
        (kept if fits else left).append(edit)
        if fits and edit.action != "移动":
            there ^= {edit.facility_id}
    return replace(scenario, edits=tuple(kept)), tuple(left)


def _moved(facilities_m: GeoDataFrame, edit: ScenarioEdit) -> GeoDataFrame:
    here = facilities_m.index == edit.facility_id
    shapes = facilities_m.geometry.to_numpy().copy()
    shapes[here] = [_point_m(edit)]
    return facilities_m.assign(
        geometry=GeoSeries(shapes, index=facilities_m.index, crs=METRIC),
        accuracy_m=facilities_m["accuracy_m"].mask(here, edit.accuracy_m),
        origin=facilities_m["origin"].mask(here, ORIGIN),
    )


def _added(facilities_m: GeoDataFrame, edit: ScenarioEdit) -> GeoDataFrame:
    kept = {field: getattr(edit, field) for field in ("name", "kind", "stage", "accuracy_m")}
    columns = kept | {"origin": ORIGIN}
    index = pd.Index([edit.facility_id], name=facilities_m.index.name, dtype="str")
    row = GeoDataFrame(columns, geometry=[_point_m(edit)], index=index, crs=METRIC)
    return row if facilities_m.empty else GeoDataFrame(pd.concat([facilities_m, row]), crs=METRIC)


def _point_m(edit: ScenarioEdit) -> shapely.Point:
    return to_metric(GeoSeries([shapely.Point(edit.lon, edit.lat)], crs=LONLAT)).iloc[0]


def check_id(edit: ScenarioEdit, ids: Sequence[str]) -> None:
    """Raise `DataError` unless an edit can be made on facilities of these ids."""
    there = edit.facility_id in ids
    if edit.action == "增加" and there:
        raise DataError(f"方案: 编号 {edit.facility_id} 已经存在; 请换一个编号")
    if edit.action != "增加" and not there:
        raise DataError(
            f"方案: 要{edit.action}的设施 {edit.facility_id} 不存在, 可能已停用; "
            "请撤销这一步或另选一处设施"
        )


def refuse_far(called: str, away_m: float, cure: str) -> None:
    """Raise `DataError` if a facility stands this far from the district."""
    if away_m > NEAR_M:
        raise DataError(
            f"方案: {called} 的位置离本区 {away_m / 1000:.1f} 公里, "
            f"超过 {NEAR_M / 1000:g} 公里; {cure}"
        )


def _check_text(what: str, text: str) -> None:
    """Raise `DataError` unless `text` is something to show, of `MAX_NAME` letters at most."""
    if not text.strip():
        raise DataError(f"方案: {what}为空; 请填写")
    _check_length(what, text)


def _check_length(what: str, text: str) -> None:
    """Raise `DataError` if `text` has more than `MAX_NAME` letters."""
    if len(text) > MAX_NAME:
        raise DataError(f"方案: {what}有 {len(text)} 个字, 最多 {MAX_NAME} 个; 请缩短")


def _check_spot(lon: float | None, lat: float | None) -> None:
    """Raise `DataError` unless these are degrees that can be brought to METRIC."""
    if lon is None or lat is None:
        raise DataError("方案: 没有位置; 请在地图上点选")
    if LON_LIMITS.holds(lon) and LAT_LIMITS.holds(lat):
        return
    swapped = LON_LIMITS.holds(lat) and LAT_LIMITS.holds(lon)
    cure = "经纬度可能填反, 请交换" if swapped else "请在本区附近点选"
    span = f"{LON_LIMITS.low}–{LON_LIMITS.high}"
    raise DataError(f"方案: 位置 {lon}, {lat} 超出经度 {span} 的范围; {cure}")
