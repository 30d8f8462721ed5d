"""How far people walk: by level of the standard, by speed and time, or in metres."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from pandas import DataFrame

from geo.errors import DataError
from geo.schema import LEVELS
from geo.tables import load_table

MAX_M = 20_000
"""Longest walk taken, metres; the district is 10 km across."""


@dataclass(frozen=True)
class WalkThresholds:
    """Walking distances and the detour that turns them into straight radii.

    `walks_m` are metres on foot, ascending; `labels` say where each comes from, in the same
    order; `detour_factor` is walked over straight distance (about 1.3 in towns), 1 to 3.
    """

    walks_m: tuple[float, ...]
    labels: tuple[str, ...]
    detour_factor: float = 1.0

    def __post_init__(self) -> None:
        """Refuse distances and factors out of range."""
        for walk_m in self.walks_m:
            if not (isfinite(walk_m) and 0 < walk_m <= MAX_M):
                raise DataError(f"步行距离 {walk_m} 米无效, 应大于 0 且不超过 {MAX_M}; 请改填")
        check_detour(self.detour_factor)

    @property
    def radii_m(self) -> tuple[float, ...]:
        """Straight radii in metres: walking distance over detour factor."""
        return tuple(walk_m / self.detour_factor for walk_m in self.walks_m)


def by_levels(
    levels: DataFrame, minutes: Sequence[float], *, detour_factor: float = 1.0
) -> WalkThresholds:
    """Reach of some life-circle levels of GB 50180-2018, by their minutes (5, 10, 15).

    Raises
    ------
    DataError
        If there is no level of these minutes.
    """
    unknown = sorted(set(minutes) - set(levels["minutes"]))
    if unknown:
        have = "、".join(f"{value:g}" for value in levels["minutes"])
        raise DataError(f"标准中没有 {unknown[0]:g} 分钟这一级; 可选: {have} 分钟")
    chosen = levels[levels["minutes"].isin(minutes)]
    pairs = zip(chosen["distance_m"], chosen["minutes"], chosen["source"], strict=True)
    found = {metres: f"{minute:g} 分钟 ({source})" for metres, minute, source in pairs}
    return _reach(found, detour_factor)


def by_speed(
    speed_m_per_min: float, minutes: Sequence[float], *, detour_factor: float = 1.0
) -> WalkThresholds:
    """Reach of walking some minutes at a speed (planners use 60 m/min)."""
    found = {
        speed_m_per_min * minute: f"{minute:g} 分钟 × {speed_m_per_min:g} 米/分"
        for minute in minutes
    }
    return _reach(found, detour_factor)


def by_metres(walks_m: Sequence[float], *, detour_factor: float = 1.0) -> WalkThresholds:
    """WalkThresholds of freely chosen walking distances in metres."""
    return _reach({float(walk_m): f"{walk_m:g} 米" for walk_m in walks_m}, detour_factor)


def check_detour(factor: float) -> None:
    """Raise `DataError` unless `factor` is from 1 to 3."""
    if not 1 <= factor <= 3:
        raise DataError(f"绕行系数 {factor} 无效, 应在 1–3 之间 (常用 1.3); 请改填")


def load_levels(folder: Path) -> DataFrame:
    """Levels of GB 50180-2018 from levels.csv, indexed by level, shortest first.

    Columns minutes, distance_m (metres on foot), clause, source, checked.
    """
    return load_table(folder, LEVELS).sort_values("minutes", kind="stable")


def _reach(found: dict[float, str], detour_factor: float) -> WalkThresholds:
    ordered = dict(sorted(found.items()))
    return WalkThresholds(tuple(ordered), tuple(ordered.values()), detour_factor)
