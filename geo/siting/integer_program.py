"""An integer program of 0/1 sites and 0..1 shares, run by HiGHS (scipy.optimize.milp)."""

from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp


class Program(NamedTuple):
    """Minimise `cost @ x` under `rows @ x <= upper`, 0 <= x <= 1; the first `sites` are 0 or 1."""

    cost: np.ndarray
    rows: sparse.csr_array
    upper: np.ndarray
    sites: int


class Proof(NamedTuple):
    """What the solver found: columns chosen (may be empty), and a bound on the gain.

    `done`: whether it ended with a proof; `seconds`: the limit it ran under.
    """

    chosen: np.ndarray
    bound: float
    done: bool
    seconds: float


def run(program: Program, seconds: float) -> Proof:
    """Solve within `seconds` of HiGHS's own time.

    Costs are scaled by the largest, so that HiGHS's absolute tolerance of 1e-6 is a millionth of
    the largest single gain. The same program gives the same answer.
    """
    scale = float(-program.cost.min()) or 1.0
    result = milp(
        program.cost / scale,
        integrality=np.arange(len(program.cost)) < program.sites,
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(program.rows, -np.inf, program.upper),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    found = np.empty(0) if result.x is None else result.x[: program.sites]
    bound = np.inf if result.mip_dual_bound is None else -result.mip_dual_bound * scale
    return Proof(np.flatnonzero(found > 0.5), float(bound), result.status == 0, seconds)
