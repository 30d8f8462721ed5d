"""The two integer programs row by row, and what comes of running them."""

import numpy as np
import pytest
from scipy import sparse

from geo.siting.covering import covering_program
from geo.siting.median import median_program
from geo.siting.program import Program, run

COVERS = sparse.csc_array(np.array([[2.0, 2, 0], [0, 0, 4], [3, 3, 0]]))
SAVES = sparse.csc_array(np.array([[2.0, 0], [3, 4]]))


def test_covering_ties_each_group_of_demand_to_its_sites():
    """Demand of 2 and 3 that the same sites cover is one row of 5."""
    program = covering_program(COVERS, 2)
    assert program.cost.tolist() == [0, 0, 0, -5, -4]
    assert program.rows.toarray().tolist() == [
        [-1, -1, 0, 1, 0],
        [0, 0, -1, 0, 1],
        [1, 1, 1, 0, 0],
    ]
    assert program.upper.tolist() == [0, 0, 2]
    assert program.sites == 3


def test_the_median_ties_each_pair_to_its_site_and_serves_demand_once():
    program = median_program(SAVES, 1)
    assert program.cost.tolist() == [0, 0, -2, -3, -4]
    assert program.rows.toarray().tolist() == [
        [-1, 0, 1, 0, 0],
        [-1, 0, 0, 1, 0],
        [0, -1, 0, 0, 1],
        [0, 0, 1, 0, 0],
        [0, 0, 0, 1, 1],
        [1, 1, 0, 0, 0],
    ]
    assert program.upper.tolist() == [0, 0, 0, 1, 1, 1]
    assert program.sites == 2


def test_demand_that_no_site_helps_asks_nothing():
    program = median_program(sparse.csc_array(np.array([[2.0, 4], [0, 0]])), 1)
    assert program.rows.toarray()[2:4].tolist() == [[0, 0, 1, 1], [0, 0, 0, 0]]
    assert run(program, 5.0).chosen.tolist() == [1]


@pytest.mark.parametrize(
    ("program", "chosen", "bound"),
    [
        (covering_program(COVERS, 2), {(0, 2), (1, 2)}, 9),
        (covering_program(COVERS, 1), {(0,), (1,)}, 5),
        (median_program(SAVES, 1), {(0,)}, 5),
        (median_program(SAVES, 2), {(0, 1)}, 6),
        (median_program(SAVES * 1e7, 2), {(0, 1)}, 6e7),
        (median_program(SAVES / 1e7, 1), {(0,)}, 5e-7),
    ],
)
def test_the_best_is_found_and_bounds_itself(program, chosen, bound):
    proof = run(program, 5.0)
    assert tuple(proof.chosen.tolist()) in chosen
    assert proof.bound == pytest.approx(bound)
    assert (proof.done, proof.seconds) == (True, 5.0)


def test_a_gain_of_nothing_is_found_too():
    rows = sparse.csr_array(np.array([[1.0, 1.0]]))
    proof = run(Program(np.zeros(2), rows, np.array([1.0]), 2), 5.0)
    assert (proof.bound, proof.done) == (0, True)


def test_sites_are_whole_where_shares_would_gain_more():
    """Three sites of which each two are too many: halves would gain 1.5."""
    rows = sparse.csr_array(np.array([[1.0, 1, 0], [0, 1, 1], [1, 0, 1]]))
    proof = run(Program(-np.ones(3), rows, np.ones(3), 3), 5.0)
    assert len(proof.chosen) == 1
    assert proof.bound == pytest.approx(1)


def test_what_cannot_be_met_has_no_choice():
    """Two sites at least, of one."""
    proof = run(Program(-np.ones(1), sparse.csr_array([[-1.0]]), np.array([-2.0]), 1), 5.0)
    assert proof.chosen.tolist() == []
    assert not proof.done
