"""A siting question: who is to be served, from which candidates, by how many sites."""

from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple

import numpy as np
import pandas as pd
from geopandas import GeoDataFrame

from geo.crs import require_metric
from geo.distance import DistanceModel
from geo.errors import DataError, MissingColumnError
from geo.pairs import Pairs
from geo.reach import MAX_M


class Aim(NamedTuple):
    """How far and how many: `radius_m` to be covered, `k` sites, `cutoff_m` (metres on foot).

    `weight` names the column of the demand that says how much each point counts (people,
    dwellings); "": every point counts one.

    Whoever walks farther than `cutoff_m`, or can reach nothing, counts with `cutoff_m`. None takes
    the longest walk that anybody has to an existing facility: then no known walk is cut short.
    Where nobody can reach any it is `geo.reach.MAX_M`, which makes many pairs; give a figure then.
    """

    radius_m: float
    k: int
    cutoff_m: float | None = None
    weight: str = ""


@dataclass(frozen=True)
class SiteProblem:
    """What `solve` needs; all frames METRIC.

    `demand_m`: (n,) points with a column name. `weights`: (n,) finite, >= 0 (people, dwellings, or
    ones). `candidates_m`: (m,) points indexed by id, columns name, origin. `covered`: (n,) bools,
    served within the radius by what exists. `existing_distance_m`: (n,) metres to the nearest
    existing facility, inf where none can be reached, NaN where the demand has no place (such
    demand counts nowhere). `pairs`: positions of demand and candidates at most the larger of
    `radius_m` and `cutoff_m` apart. `label` stands beside every figure.
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

    def __post_init__(self) -> None:
        """Refuse what no answer can be given to."""
        _check_count(self.k, len(self.candidates_m))
        _check_metres("服务半径", self.radius_m)
        _check_metres("步行截断距离", self.cutoff_m)
        _check_rows(self)
        _check_weights(self.weights)

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
        (n,) points, METRIC, with a column name. May be empty.
    candidates_m
        (m,) points, METRIC, from `geo.siting.candidates`; at least `aim.k`.
    existing_m
        Facilities of the kind in question that serve already, METRIC. May be empty.
    model
        How distance is measured.
    aim
        Radius, number of sites, cut-off and weight. For 覆盖最多 alone `cutoff_m=radius_m` is
        quickest.

    Raises
    ------
    UnexpectedCRSError
        If a frame is not in the metric CRS.
    DataError
        If k, a distance or a weight is not usable; the message says what to change.
    MissingColumnError
        If the demand has no column of the weight's name.
    """
    require_metric(demand_m, "demand_m")
    require_metric(candidates_m, "candidates_m")
    _check_count(aim.k, len(candidates_m))
    _check_metres("服务半径", aim.radius_m)
    walks_m = model.closest(demand_m, existing_m)["distance_m"].to_numpy()
    cutoff_m = _longest(walks_m, aim.radius_m) if aim.cutoff_m is None else aim.cutoff_m
    _check_metres("步行截断距离", cutoff_m)
    return SiteProblem(
        demand_m=demand_m,
        weights=_weights(demand_m, aim.weight),
        candidates_m=candidates_m,
        covered=walks_m <= aim.radius_m,
        existing_distance_m=walks_m,
        pairs=model.pairs(demand_m, candidates_m, max(aim.radius_m, cutoff_m)),
        radius_m=aim.radius_m,
        cutoff_m=cutoff_m,
        k=aim.k,
        label=model.label,
    )


def _weights(demand_m: GeoDataFrame, column: str) -> np.ndarray:
    if not column:
        return np.ones(len(demand_m))
    if column not in demand_m.columns:
        raise MissingColumnError(f"选址: 需求点没有权重列 {column}; 请改选其他列或不加权")
    return pd.to_numeric(demand_m[column], errors="coerce").to_numpy(dtype=float)


def _longest(walks_m: np.ndarray, radius_m: float) -> float:
    known = walks_m[np.isfinite(walks_m)]
    return max(float(known.max()), radius_m) if len(known) else float(MAX_M)


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


def _check_rows(problem: SiteProblem) -> None:
    rows = {
        "权重": len(problem.weights),
        "已覆盖标记": len(problem.covered),
        "现有距离": len(problem.existing_distance_m),
    }
    for name, found in rows.items():
        if found != len(problem.demand_m):
            raise DataError(
                f"选址: {name}有 {found} 个, 需求点有 {len(problem.demand_m)} 个; 两者必须一一对应"
            )


def _check_weights(weights: np.ndarray) -> None:
    wrong = weights[~(np.isfinite(weights) & (weights >= 0))]
    if len(wrong):
        raise DataError(
            f"选址: 权重 {wrong[0]:g} 无效, 应为不小于 0 的数; 请补全或改正人口、户数列"
        )
