"""The answer to a siting question, in figures a planner can quote."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.pairs import NOWHERE
from geo.siting.exact import Objective
from geo.siting.problem import SiteProblem
from geo.siting.turns import Turns, take_turns

PROVED = "最优（HiGHS 证明）"
BOUNDED = "最优（拉格朗日上界证明）"
CANCELLED = "已取消，目前最好的解"
GREEDY = "贪心"
NOBODY_OPEN = "没有未覆盖的需求点，无需选址"
NO_USE = "没有候选点能改善现状"


SURE = frozenset({PROVED, BOUNDED, NOBODY_OPEN, NO_USE})
"""Answers that no other choice betters."""


class Found(NamedTuple):
    """Candidate positions chosen, the gain no choice can pass, and how it was found."""

    chosen: np.ndarray
    bound: float
    method: str


@dataclass(frozen=True)
class Siting:
    """Where the next sites go; show `label` and `method` beside every figure.

    `sites`: chosen candidates, METRIC, by id, in order of what each adds; columns name, origin,
    gain (weight newly covered, or weighted metres saved), n_newly, newly_ids (demand newly within
    the radius at its turn), n_nearer (demand it is nearer to than all before it), saved_mean_m
    (weighted mean over those; NaN where none), geometry. `demand`: by the index of the demand;
    before_m, after_m (NaN without a place, inf where nothing is in reach), site_id ("" where it
    keeps what exists). `before`, `after`: 覆盖最多: weight covered; 步行最短: weighted metres of
    walking. `bound`: no choice brings `after` past it (above it, for walking below it). `gap`:
    their difference as a share of the larger, 0 where optimal. `total`: weight counted.
    """

    objective: Objective
    label: str
    method: str
    sites: GeoDataFrame
    demand: DataFrame
    before: float
    after: float
    bound: float
    gap: float
    total: float
    notes: tuple[str, ...]

    @property
    def proved(self) -> bool:
        """Whether no better choice exists."""
        return self.gap == 0


def nothing_to_gain(problem: SiteProblem, objective: Objective) -> Found:
    """Empty answer, with the reason."""
    uncovered = problem.counted & ~problem.covered & (problem.weights > 0)
    covering = objective == "覆盖最多"
    method = NOBODY_OPEN if covering and not uncovered.any() else NO_USE
    return Found(np.empty(0, dtype=np.intp), 0.0, method)


def report(problem: SiteProblem, objective: Objective, found: Found) -> Siting:
    """Word and measure what was found; `found.chosen` in the order to be reported."""
    turns = take_turns(problem, found.chosen)
    covering = objective == "覆盖最多"
    gains = turns.weight_newly if covering else turns.metres_saved
    gain, sign = float(gains.sum()), 1.0 if covering else -1.0
    bound = gain if found.method in SURE else max(found.bound, gain)
    before = _covered(problem) if covering else float(problem.weights @ problem.walks_m)
    after, limit = before + sign * gain, before + sign * bound
    gap = 0.0 if bound == gain else abs(limit - after) / max(limit, after)
    return Siting(
        objective=objective,
        label=problem.label,
        method=_worded(found.method, gap, problem, "上界" if covering else "下界"),
        sites=_sites(problem, found.chosen, gains, turns),
        demand=_demand(problem, found.chosen, turns),
        before=before,
        after=after,
        bound=limit,
        gap=gap,
        total=float(problem.weights[problem.counted].sum()),
        notes=tuple(_notes(problem, objective, len(found.chosen))),
    )


def _covered(problem: SiteProblem) -> float:
    return float(problem.weights[problem.counted & problem.covered].sum())


def _worded(method: str, gap: float, problem: SiteProblem, side: str) -> str:
    if method in SURE:
        return method
    missing = "不到 0.1%" if gap < 0.001 else f" {gap:.1%}"
    size = f"{len(problem.demand_m)}×{len(problem.candidates_m)}"
    too_large = f"（规模 {size} 超过精确求解上限，未证明最优）" if method == GREEDY else ""
    return f"{method}{too_large}，距{side}{missing}"


def _sites(
    problem: SiteProblem, chosen: np.ndarray, gains: np.ndarray, turns: Turns
) -> GeoDataFrame:
    ids = problem.demand_m.index.astype(str).to_numpy()
    newly = [tuple(ids[rows].tolist()) for rows in turns.newly]
    sites = problem.candidates_m.iloc[chosen][["name", "origin", "geometry"]]
    return sites.assign(
        gain=gains,
        n_newly=np.array([len(rows) for rows in newly], dtype=int),
        newly_ids=Series(newly, sites.index, dtype=object),
        n_nearer=turns.nearer,
        saved_mean_m=turns.saved_mean_m,
    )


def _demand(problem: SiteProblem, chosen: np.ndarray, turns: Turns) -> DataFrame:
    """Walks before and after as they are; only the sums cap them at the cut-off."""
    before = np.asarray(problem.existing_distance_m, dtype=float)
    ids = np.append(problem.candidates_m.index.astype(str).to_numpy()[chosen], NOWHERE)
    sites = Series(ids[turns.site], problem.demand_m.index, dtype="str")
    columns = {"before_m": before, "after_m": turns.after_m, "site_id": sites}
    return DataFrame(columns, index=problem.demand_m.index)


def _notes(problem: SiteProblem, objective: Objective, found: int) -> Iterator[str]:
    unplaced = int((~problem.counted).sum())
    if unplaced:
        yield f"{unplaced} 个需求点没有位置，不参与计算"
    far = int((problem.existing_distance_m > problem.cutoff_m).sum())
    if far and objective == "步行最短":
        cutoff = f"{problem.cutoff_m:.0f} 米"
        yield f"{far} 个需求点到现有设施超过 {cutoff}或走不到，按 {cutoff}计"
    if 0 < found < problem.k:
        yield f"只列出 {found} 处：再增加不会有改善"
    beyond = _beyond_all(problem)
    if beyond and objective == "覆盖最多":
        yield f"{beyond} 个未覆盖的需求点不在任何候选点的服务半径内"


def _beyond_all(problem: SiteProblem) -> int:
    reached = np.zeros(len(problem.demand_m), dtype=bool)
    reached[problem.pairs.point[problem.pairs.distance_m <= problem.radius_m]] = True
    return int((problem.counted & ~problem.covered & ~reached).sum())
