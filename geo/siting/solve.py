"""Answer a siting question: the sites, what each gains, and how sure that is."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from scipy import sparse

from geo.errors import DataError
from geo.siting.answer import (
    BOUNDED,
    CANCELLED,
    GREEDY,
    PROVED,
    Found,
    Siting,
    nothing_to_gain,
    report,
)
from geo.siting.covering import covering_gains
from geo.siting.exact import Objective, prove
from geo.siting.gains import Gains, served
from geo.siting.greedy import greedy, improve
from geo.siting.median import walking_gains
from geo.siting.narrowing import SLACK, Narrowed, narrow
from geo.siting.problem import SiteProblem
from geo.siting.watch import Watch

EXACT_PAIRS = 100_000
"""Most pairs of demand and candidate, after narrowing, that HiGHS is given.

Measured on two cores: p-medians of 80 000 pairs are proved in 8 s, some of 120 000 not in 15 s.
2 000 demand points and 2 000 candidates mostly narrow to less than 10 000.
"""


class Limits(NamedTuple):
    """What HiGHS may be given.

    `seconds`: its time limit, > 0; narrowing before it takes about five at most. `pairs`: where
    more remain after narrowing it is not asked, and the answer is greedy.
    """

    seconds: float = 20.0
    pairs: int = EXACT_PAIRS


DEFAULT_LIMITS = Limits()

OBJECTIVES: Mapping[Objective, Callable[[SiteProblem], Gains]] = MappingProxyType(
    {"覆盖最多": covering_gains, "步行最短": walking_gains}
)


def solve(
    problem: SiteProblem,
    objective: Objective,
    *,
    limits: Limits = DEFAULT_LIMITS,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Siting:
    """Choose the sites that cover most uncovered demand, or that leave the least walking.

    Greedy with exchanges finds a good choice, Lagrangian bounds drop the candidates that cannot
    better it, HiGHS proves the best of what remains.

    Parameters
    ----------
    problem
        From `geo.siting.problem.pose`.
    objective
        覆盖最多: most weight within the radius that is not covered yet (maximal covering).
        步行最短: least weighted walking in all, beside what exists (p-median).
    limits
        How long and how large a problem HiGHS may be given.
    progress
        Called with the share done (0 to 1) and words for the planner.
    cancelled
        Asked often; once it says True the best choice so far comes back within about a second,
        its bound with it.

    Returns
    -------
    Siting
        Sites in order of what each adds. Fewer than `k` where more would add nothing. No error
        where nobody is uncovered or no candidate helps: `method` says so.

    Raises
    ------
    DataError
        If there is no such objective, or the time limit is not above 0.
    """
    _check(objective, limits)
    watch = Watch(progress, cancelled)
    watch.tell(0.0, "整理需求点与候选点")
    gains = OBJECTIVES[objective](problem)
    if not gains.table.nnz:
        return report(problem, objective, nothing_to_gain(problem, objective))
    k = min(problem.k, gains.table.shape[1])
    task = _Task(objective, gains.table, k, limits)
    found = _search(task, watch)
    ordered = found.chosen[greedy(gains.table[:, found.chosen], k)]
    watch.tell(1.0, "完成")
    return report(problem, objective, found._replace(chosen=gains.sites[ordered]))


def _check(objective: str, limits: Limits) -> None:
    if objective not in OBJECTIVES:
        raise DataError(f"选址: 没有 {objective} 这个目标; 可选 {' / '.join(OBJECTIVES)}")
    if not limits.seconds > 0:
        raise DataError(f"选址: 求解限时 {limits.seconds} 秒无效, 应大于 0; 请改填")


class _Task(NamedTuple):
    objective: Objective
    table: sparse.csc_array
    k: int
    limits: Limits


def _search(task: _Task, watch: Watch) -> Found:
    watch.tell(0.05, "贪心求初值")
    start = improve(task.table, greedy(task.table, task.k), watch)
    known = narrow(task.table, task.k, start, watch)
    cells = int(np.diff(task.table.indptr)[known.open].sum())
    asked = cells <= task.limits.pairs and not watch.stopped()
    found = _prove(task, known, watch) if asked else Found(known.chosen, known.bound, GREEDY)
    worth = float(served(task.table, found.chosen).sum())
    if found.method != PROVED and found.bound <= worth * (1 + SLACK):
        found = found._replace(method=BOUNDED)
    elif found.method != PROVED and watch.stopped():
        found = found._replace(method=CANCELLED)
    return found._replace(bound=worth if found.method in {PROVED, BOUNDED} else found.bound)


def _prove(task: _Task, known: Narrowed, watch: Watch) -> Found:
    watch.tell(0.4, f"精确求解: {len(known.open)} 个候选点")
    left = task.table[:, known.open]
    proof = prove(task.objective, left, task.k, task.limits.seconds, watch)
    choices = (known.chosen, known.open[proof.chosen])
    best = max(choices, key=lambda chosen: float(served(task.table, chosen).sum()))
    method = PROVED if proof.done else f"在 {proof.seconds:g} 秒内的最好解"
    return Found(best, min(known.bound, proof.bound), method)
