"""The p-median: k sites beside the existing ones that leave the least walking in all.

Hakimi, S. L. (1964): Optimum locations of switching centers and the absolute centers and medians
of a graph. Operations Research 12, 450-459.
"""

import numpy as np
from scipy import sparse

from geo.siting.gain_matrix import Gains
from geo.siting.integer_program import Program
from geo.siting.problem import SiteProblem


def walking_gains(problem: SiteProblem) -> Gains:
    """Weighted metres each candidate saves each demand, where it is nearer than what exists.

    Demand keeps its nearest existing facility where no new one is nearer, so only improving pairs
    matter; least walking is most saved. Walks beyond `cutoff_m` count as `cutoff_m`, so pairs
    within it are all there is to gain: nothing is approximated.
    """
    point, place, metres = problem.pairs
    saved = (problem.walks_m[point] - metres) * problem.weights[point]
    kept = (saved > 0) & problem.counted[point]
    shape = (len(problem.demand_m), len(problem.candidates_m))
    table = sparse.csc_array((saved[kept], (point[kept], place[kept])), shape=shape)
    sites = np.flatnonzero(np.diff(table.indptr))
    return Gains(table[:, sites], sites)


def median_program(table: sparse.csc_array, k: int) -> Program:
    """Sites x, pairs z: most `gain @ z` with z_ij <= x_j, sum of z_i <= 1, sum x <= k."""
    cells = table.tocoo()
    row, column = cells.coords
    demand, sites = table.shape
    number = len(row)
    each = np.arange(number)
    linked = sparse.csr_array((-np.ones(number), (each, column)), shape=(number, sites))
    once = sparse.csr_array((np.ones(number), (row, each)), shape=(demand, number))
    total = sparse.csr_array(np.repeat([1.0, 0.0], [sites, number])[np.newaxis])
    links = sparse.hstack([linked, sparse.eye_array(number)])
    shares = sparse.hstack([sparse.csr_array((demand, sites)), once])
    return Program(
        cost=np.concatenate([np.zeros(sites), -cells.data]),
        rows=sparse.vstack([links, shares, total]).tocsr(),
        upper=np.concatenate([np.zeros(number), np.ones(demand), [k]]),
        sites=sites,
    )
