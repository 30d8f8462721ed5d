"""Which facilities the command counts: those that stand, the plan's, and a scenario."""

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.crs import METRIC, require_metric
from geo.disk import reason
from geo.errors import DataError
from geo.lifecircle.planned import Unstated, planned, unplaced_planned
from geo.presence import placed
from geo.scenario.edits import NEAR_M, ORIGIN, Scenario, apply_edits
from geo.scenario.storing import from_dict

MAX_BYTES = 10 * 2**20
"""No table of rules or scenario is larger."""


@dataclass(frozen=True)
class Change:
    """What is added to what stands.

    `services` is the table of what plan projects add, None where the plan does not count;
    `unstated` what a planned school of unstated stage is taken for.
    """

    services: DataFrame | None = None
    unstated: Unstated = "九年一贯制"
    scenario: Scenario | None = None

    @property
    def words(self) -> str:
        """What counts, in words."""
        plan = "＋规划项目" if self.services is not None else ""
        own = f"＋方案“{self.scenario.name}”" if self.scenario else ""
        return f"现状设施{plan}{own}"

    @property
    def any(self) -> bool:
        """Whether anything is added."""
        return self.services is not None or self.scenario is not None


@dataclass(frozen=True)
class Supply:
    """Facilities as `services.COLUMNS`, METRIC: those that stand, and those that count.

    `left_out`: plan projects that cannot count, see `planned.unplaced_planned`.
    """

    existing_m: GeoDataFrame
    facilities_m: GeoDataFrame
    left_out: DataFrame

    @property
    def added_m(self) -> GeoDataFrame:
        """Facilities that count and do not stand yet."""
        return self.facilities_m[~self.facilities_m.index.isin(self.existing_m.index)]


def supply_of(existing_m: GeoDataFrame, projects_m: GeoDataFrame, change: Change) -> Supply:
    """Facilities that count.

    Parameters
    ----------
    existing_m
        (n,) facilities as `services.existing` gives them, METRIC.
    projects_m
        Plan projects, METRIC.
    change
        What is added.

    Raises
    ------
    UnexpectedCRSError
        If a frame is not in the metric CRS.
    DataError
        If the scenario moves or closes what is not there.
    """
    require_metric(existing_m, "existing_m")
    facilities_m, left_out = existing_m, DataFrame()
    if change.services is not None:
        added = planned(projects_m, change.services, unstated=change.unstated)
        left_out = unplaced_planned(projects_m, change.services, unstated=change.unstated)
        facilities_m = GeoDataFrame(pd.concat([existing_m, added]), crs=METRIC)
    if change.scenario is not None:
        facilities_m = apply_edits(facilities_m, change.scenario)
    return Supply(existing_m, facilities_m, left_out)


def check_near(facilities_m: GeoDataFrame, district_m: GeoDataFrame) -> None:
    """Raise `DataError` if the scenario puts a facility too far from the district."""
    own = facilities_m[(facilities_m["origin"] == ORIGIN) & placed(facilities_m)]
    away_m = own.geometry.distance(district_m.geometry.union_all())
    far = away_m[away_m > NEAR_M]
    if len(far):
        raise DataError(
            f"方案: {far.index[0]} 的位置离本区 {far.iloc[0] / 1000:.1f} 公里, "
            f"超过 {NEAR_M / 1000:g} 公里; 请改正方案文件中的经纬度"
        )


def read_scenario(path: Path) -> Scenario:
    """Read a scenario as the app exports it.

    Raises
    ------
    DataError
        If the file is missing, is not JSON, or holds no scenario.
    """
    return from_dict(_parsed(path))


def _parsed(path: Path) -> object:
    content = file_bytes(path)
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DataError(
            f"{path.name} 不是有效的 JSON（{error}）；请使用本页导出的方案文件"
        ) from error


def check_size(path: Path) -> None:
    """Refuse what is no small file.

    Raises
    ------
    DataError
        If it is missing, or is larger than any table or scenario of ours.
    """
    if not path.is_file():
        raise DataError(f"找不到文件 {path}；请检查路径")
    if path.stat().st_size > MAX_BYTES:
        raise DataError(f"{path.name} 大于 {MAX_BYTES / 2**20:g} MB；请检查是否给错了文件")


def file_bytes(path: Path) -> bytes:
    """Bytes of a small file.

    Raises
    ------
    DataError
        As `check_size`, or if it cannot be read.
    """
    check_size(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{path.name} 无法读取：{reason(error)}") from error
