"""Answer a siting question: the sites, what each gains, and how sure that is."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from scipy import sparse

from geo.progress import Progress, silent
from geo.siting.covering import covering_gains, covering_program
from geo.siting.gain_matrix import Gains, served
from geo.siting.greedy import greedy, improve
from geo.siting.integer_program import Program, Proof, run
from geo.siting.lagrangian_bounds import SLACK, Narrowed, narrow
from geo.siting.median import median_program, walking_gains
from geo.siting.problem import Objective, SiteProblem
from geo.siting.site_report import BOUNDED, GREEDY, PROVED, Found, Siting, nothing_to_gain, report
from geo.siting.solver_process import run_apart

EXACT_PAIRS = 100_000
"""Most pairs of demand and candidate, after narrowing, that HiGHS is given.

Measured on two cores: p-medians of 80 000 pairs are proved in 8 s, some of 120 000 not in 15 s.
2 000 demand points and 2 000 candidates mostly narrow to less than 10 000.
"""

SECONDS = 20.0
"""Time limit of HiGHS; narrowing before it takes about five at most."""

FIRST_SECONDS = 1.0
"""How long of it HiGHS may run in this process, where it cannot be interrupted."""

GAINS: Mapping[Objective, Callable[[SiteProblem], Gains]] = MappingProxyType(
    {"覆盖最多": covering_gains, "步行最短": walking_gains}
)
PROGRAMS: Mapping[Objective, Callable[[sparse.csc_array, int], Program]] = MappingProxyType(
    {"覆盖最多": covering_program, "步行最短": median_program}
)


def solve(problem: SiteProblem, objective: Objective, *, progress: Progress = silent) -> Siting:
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
    progress
        Told the stage and the share done. What it raises ends the search, and nothing is left
        running.

    Returns
    -------
    Siting
        Sites in order of what each adds. Fewer than `k` where more would add nothing. No error
        where nobody is uncovered or no candidate helps: `method` says so.
    """
    progress("整理需求点与候选点", 0.0)
    gains = GAINS[objective](problem)
    if not gains.table.nnz:
        return report(problem, objective, nothing_to_gain(problem, objective))
    k = min(problem.k, gains.table.shape[1])
    found = _search(objective, gains.table, k, progress)
    ordered = found.chosen[greedy(gains.table[:, found.chosen], k)]
    progress("完成", 1.0)
    return report(problem, objective, found._replace(chosen=gains.sites[ordered]))


def _search(objective: Objective, table: sparse.csc_array, k: int, progress: Progress) -> Found:
    progress("贪心求初值", 0.05)
    known = narrow(table, k, improve(table, greedy(table, k)), progress)
    if int(np.diff(table.indptr)[known.open].sum()) <= EXACT_PAIRS:
        progress(f"精确求解: {len(known.open)} 个候选点", 0.4)
        program = PROGRAMS[objective](table[:, known.open], k)
        found = _better(table, known, prove(program, progress))
    else:
        found = Found(known.chosen, known.bound, GREEDY)
    worth = float(served(table, found.chosen).sum())
    if found.method == PROVED:
        return found._replace(bound=worth)
    met = found.bound <= worth * (1 + SLACK)
    return found._replace(bound=worth, method=BOUNDED) if met else found


def _better(table: sparse.csc_array, known: Narrowed, proof: Proof) -> Found:
    """Return what was known or what HiGHS found of the columns still open, whichever is better."""
    choices = (known.chosen, known.open[proof.chosen])
    best = max(choices, key=lambda chosen: float(served(table, chosen).sum()))
    method = PROVED if proof.done else f"在 {proof.seconds:g} 秒内的最好解"
    return Found(best, min(known.bound, proof.bound), method)


def prove(program: Program, progress: Progress) -> Proof:
    """Solve to proved optimality, or as far as `SECONDS` go.

    scipy's HiGHS cannot be interrupted, so it gets one second here, which nearly always does;
    what takes longer starts again in a process of its own, which is ended when nobody waits.
    Starting again costs that second.
    """
    proof = run(program, FIRST_SECONDS)
    longer = None if proof.done else run_apart(program, SECONDS - FIRST_SECONDS, progress)
    return proof if longer is None else longer._replace(seconds=SECONDS)
