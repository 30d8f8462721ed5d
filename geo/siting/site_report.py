"""The answer to a siting question, in figures a planner can quote."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from geopandas import GeoDataFrame
from pandas import Series

from geo.siting.problem import Objective, SiteProblem

PROVED = "最优（HiGHS 证明）"
BOUNDED = "最优（拉格朗日上界证明）"
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

    `sites`: chosen candidates, METRIC, by id, in order of what each adds; columns name, gain
    (weight newly covered, or weighted metres saved), newly_ids (demand newly within the radius at
    its turn), n_nearer (demand it is nearer to than all before it), saved_mean_m (weighted mean
    over those; NaN where none), geometry. `before`, `after`: 覆盖最多: weight covered; 步行最短:
    weighted metres of walking. `bound`: no choice brings `after` past it (above it, for walking
    below it).
    """

    objective: Objective
    label: str
    method: str
    sites: GeoDataFrame
    before: float
    after: float
    bound: float
    notes: tuple[str, ...]


def nothing_to_gain(problem: SiteProblem, objective: Objective) -> Found:
    """Empty answer, with the reason."""
    uncovered = problem.counted & ~problem.covered & (problem.weights > 0)
    covering = objective == "覆盖最多"
    method = NOBODY_OPEN if covering and not uncovered.any() else NO_USE
    return Found(np.empty(0, dtype=np.intp), 0.0, method)


def report(problem: SiteProblem, objective: Objective, found: Found) -> Siting:
    """Word and measure what was found; `found.chosen` in the order to be reported."""
    covering = objective == "覆盖最多"
    sites = _sites(problem, found.chosen, covering=covering)
    gain, sign = float(sites["gain"].sum()), 1.0 if covering else -1.0
    bound = gain if found.method in SURE else max(found.bound, gain)
    before = _covered(problem) if covering else float(problem.weights @ problem.walks_m)
    after, limit = before + sign * gain, before + sign * bound
    gap = 0.0 if bound == gain else abs(limit - after) / max(limit, after)
    return Siting(
        objective=objective,
        label=problem.label,
        method=_worded(found.method, gap, problem, "上界" if covering else "下界"),
        sites=sites,
        before=before,
        after=after,
        bound=limit,
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


def _sites(problem: SiteProblem, chosen: np.ndarray, *, covering: bool) -> GeoDataFrame:
    """Build the chosen candidates (positions) one after another: what each adds at its turn."""
    walks = _walks_to(problem, chosen)
    all_walks = np.hstack([problem.walks_m[:, np.newaxis], walks])
    saved = -np.diff(np.minimum.accumulate(all_walks, axis=1), axis=1)
    covered = (problem.covered | ~problem.counted)[:, np.newaxis]
    reached = np.logical_or.accumulate(np.hstack([covered, walks <= problem.radius_m]), axis=1)
    newly, nearer = np.diff(reached.astype(int), axis=1) > 0, saved > 0
    weights = problem.weights[:, np.newaxis]
    metres, served = (weights * saved).sum(axis=0), (weights * nearer).sum(axis=0)
    ids = problem.demand_m.index.astype(str).to_numpy()
    sites = problem.candidates_m.iloc[chosen][["name", "geometry"]]
    newly_ids = [tuple(ids[column].tolist()) for column in newly.T]
    return sites.assign(
        gain=(weights * newly).sum(axis=0) if covering else metres,
        newly_ids=Series(newly_ids, sites.index, dtype=object),
        n_nearer=nearer.sum(axis=0),
        saved_mean_m=np.divide(metres, served, out=np.full(len(served), np.nan), where=served > 0),
    )


def _walks_to(problem: SiteProblem, chosen: np.ndarray) -> np.ndarray:
    """(n, sites) metres; inf where they are no pair."""
    slots = np.full(len(problem.candidates_m), -1)
    slots[chosen] = np.arange(len(chosen))
    slot = slots[problem.pairs.place]
    kept = (slot >= 0) & problem.counted[problem.pairs.point]
    walks = np.full((len(problem.demand_m), len(chosen)), np.inf)
    walks[problem.pairs.point[kept], slot[kept]] = problem.pairs.distance_m[kept]
    return walks


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
