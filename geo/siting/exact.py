"""Prove the best choice with HiGHS, in a way that can be given up."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from scipy import sparse

from geo.siting.apart import run_apart
from geo.siting.covering import covering_program
from geo.siting.median import median_program
from geo.siting.program import Program, Proof, run
from geo.siting.watch import Watch

Objective = Literal["覆盖最多", "步行最短"]

FIRST_SECONDS = 1.0
"""How long HiGHS may run in this process, where it cannot be interrupted."""

PROGRAMS: Mapping[str, Callable[[sparse.csc_array, int], Program]] = MappingProxyType(
    {"覆盖最多": covering_program, "步行最短": median_program}
)


def prove(
    objective: Objective, table: sparse.csc_array, k: int, seconds: float, watch: Watch
) -> Proof:
    """Solve to proved optimality, or as far as `seconds` go.

    scipy's HiGHS cannot be interrupted, so it gets one second here, which nearly always does;
    what takes longer starts again in a process of its own, which is ended when the watch stops.
    Starting again costs that second; nothing is left running.

    Parameters
    ----------
    objective
        Which program the gains are for.
    table
        (rows, columns) gains > 0.
    k
        Columns to choose.
    seconds
        HiGHS's time limit, > 0.
    watch
        Told of the time spent; when it stops, an unfinished proof comes back.
    """
    program = PROGRAMS[objective](table, k)
    proof = run(program, min(seconds, FIRST_SECONDS))
    if proof.done or seconds <= FIRST_SECONDS or watch.stopped():
        return proof
    longer = run_apart(program, seconds - FIRST_SECONDS, watch)
    return proof if longer is None else longer._replace(seconds=seconds)
