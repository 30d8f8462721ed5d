"""Maximal covering: k sites that bring most uncovered demand within the radius.

Church, R. and ReVelle, C. (1974): The maximal covering location problem. Papers of the Regional
Science Association 32, 101-118.
"""

import numpy as np
from scipy import sparse

from geo.siting.gain_matrix import Gains, first_of_equal_columns, merge_rows
from geo.siting.integer_program import Program
from geo.siting.problem import SiteProblem


def covering_gains(problem: SiteProblem) -> Gains:
    """Weight each candidate newly covers.

    Demand that the same candidates cover is one row. Of candidates that cover the same demand the
    one with the least walking to it stands for all (then the first listed); other ties fall as the
    solver has them, the same on every run.
    """
    point, place, metres = problem.pairs
    wanted = problem.counted & ~problem.covered & (problem.weights > 0)
    kept = wanted[point] & (metres <= problem.radius_m)
    point, place, metres = point[kept], place[kept], metres[kept]
    shape = (len(problem.demand_m), len(problem.candidates_m))
    table = sparse.csc_array((problem.weights[point], (point, place)), shape=shape)
    walking = np.bincount(place, problem.weights[point] * metres, minlength=shape[1])
    sites = first_of_equal_columns(table, np.argsort(walking, kind="stable"))
    return Gains(merge_rows(table[:, sites]), sites)


def covering_program(table: sparse.csc_array, k: int) -> Program:
    """Sites x, rows covered y: most `weight @ y` with y_i <= sum of x that cover i, sum x <= k.

    y needs no integrality: for whole x the best y is whole.
    """
    rows = merge_rows(table).tocsr()
    number, sites = rows.shape
    weights = rows.data[rows.indptr[:-1]]
    covers = sparse.csr_array((-np.ones(rows.nnz), rows.indices, rows.indptr), shape=rows.shape)
    total = sparse.csr_array(np.repeat([1.0, 0.0], [sites, number])[np.newaxis])
    links = sparse.hstack([covers, sparse.eye_array(number)])
    return Program(
        cost=np.concatenate([np.zeros(sites), -weights]),
        rows=sparse.vstack([links, total]).tocsr(),
        upper=np.append(np.zeros(number), k),
        sites=sites,
    )
