"""A siting question: who is to be served, from which candidates, by how many sites."""

from dataclasses import dataclass
from math import isfinite
from typing import Literal, NamedTuple

import numpy as np
from geopandas import GeoDataFrame

from geo.crs import require_metric
from geo.distance import DistanceModel
from geo.errors import DataError
from geo.nearest_places import Pairs

Objective = Literal["覆盖最多", "步行最短"]


class Aim(NamedTuple):
    """How far and how many: `radius_m` to be covered, `k` sites, `cutoff_m` (metres on foot).

    Whoever walks farther than `cutoff_m`, or can reach nothing, counts with `cutoff_m`.
    """

    radius_m: float
    k: int
    cutoff_m: float


@dataclass(frozen=True)
class SiteProblem:
    """What `solve` needs; all frames METRIC.

    `demand_m`: (n,) points. `weights`: (n,) how much each counts, finite, >= 0. `candidates_m`:
    (m,) points indexed by id, with a column name. `covered`: (n,) bools, served within the radius
    by what exists. `existing_distance_m`: (n,) metres to the nearest existing facility, inf where
    none can be reached, NaN where the demand has no place (such demand counts nowhere). `pairs`:
    positions of demand and candidates at most the larger of `radius_m` and `cutoff_m` apart.
    `label` stands beside every figure.
    """

    demand_m: GeoDataFrame
    weights: np.ndarray
    candidates_m: GeoDataFrame
    covered: np.ndarray
    existing_distance_m: np.ndarray
    pairs: Pairs
    radius_m: float
    cutoff_m: float
    k: int
    label: str

    @property
    def counted(self) -> np.ndarray:
        """(n,) bools: demand that has a place."""
        return ~np.isnan(self.existing_distance_m)

    @property
    def walks_m(self) -> np.ndarray:
        """(n,) metres that count for each demand today: at most `cutoff_m`; 0 without a place."""
        return np.where(self.counted, np.fmin(self.existing_distance_m, self.cutoff_m), 0.0)


def pose(
    demand_m: GeoDataFrame,
    candidates_m: GeoDataFrame,
    existing_m: GeoDataFrame,
    model: DistanceModel,
    aim: Aim,
) -> SiteProblem:
    """Measure the distances a siting question needs.

    Parameters
    ----------
    demand_m
        (n,) points, METRIC; each counts one. May be empty.
    candidates_m
        (m,) points, METRIC, from `geo.siting.candidate_sites`; at least `aim.k`.
    existing_m
        Facilities of the kind in question that serve already, METRIC. May be empty.
    model
        How distance is measured.
    aim
        Radius, number of sites and cut-off. For 覆盖最多 `cutoff_m=radius_m` is quickest.

    Raises
    ------
    UnexpectedCRSError
        If a frame is not in the metric CRS.
    DataError
        If k or a distance is not usable; the message says what to change.
    """
    require_metric(demand_m, "demand_m")
    require_metric(candidates_m, "candidates_m")
    _check_count(aim.k, len(candidates_m))
    _check_metres("服务半径", aim.radius_m)
    _check_metres("步行截断距离", aim.cutoff_m)
    walks_m = model.closest(demand_m, existing_m)["distance_m"].to_numpy()
    return SiteProblem(
        demand_m=demand_m,
        weights=np.ones(len(demand_m)),
        candidates_m=candidates_m,
        covered=walks_m <= aim.radius_m,
        existing_distance_m=walks_m,
        pairs=model.pairs(demand_m, candidates_m, max(aim.radius_m, aim.cutoff_m)),
        radius_m=aim.radius_m,
        cutoff_m=aim.cutoff_m,
        k=aim.k,
        label=model.label,
    )


def _check_count(k: int, candidates: int) -> None:
    if not candidates:
        raise DataError("选址: 没有候选点; 请选择有要素的图层, 或加大网格范围")
    if k < 1:
        raise DataError(f"选址: 新增数量 {k} 无效, 至少为 1; 请改填")
    if k > candidates:
        raise DataError(f"选址: 新增数量 {k} 多于候选点数 {candidates}; 请减少新增数量或增加候选点")


def _check_metres(name: str, metres: float) -> None:
    if not (isfinite(metres) and metres > 0):
        raise DataError(f"选址: {name} {metres} 米无效, 应为大于 0 的数; 请改填")
