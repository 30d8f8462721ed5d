"""The two integer programs row by row, and what comes of running them."""

from itertools import combinations

import numpy as np
import pytest
from scipy import sparse

from geo.siting.covering import covering_program
from geo.siting.integer_program import Program, run
from geo.siting.median import median_program

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


@pytest.mark.parametrize("seed", range(3))
def test_the_best_of_all_choices_is_found_however_near_the_bound_another_comes(seed):
    """16 sites that each cover a fifth of 30 points, by trying every four of them."""
    covers = np.random.default_rng(seed).random((30, 16)) < 0.2
    best = max(covers[:, list(four)].any(axis=1).sum() for four in combinations(range(16), 4))
    proof = run(covering_program(sparse.csc_array(covers * 1.0), 4), 20.0)
    assert covers[:, proof.chosen].any(axis=1).sum() == best
    assert proof.bound == pytest.approx(best)


def test_a_share_may_be_less_than_whole():
    """The one site is free; of the share behind it no more than half is to be had."""
    rows = sparse.csr_array(np.array([[0.0, 1.0]]))
    proof = run(Program(np.array([0.0, -4.0]), rows, np.array([0.5]), 1), 5.0)
    assert proof.bound == pytest.approx(2)


def test_without_time_nothing_is_found_and_nothing_proved():
    """Fifteen sites around a lake, no two neighbours together: seven fit."""
    ring = np.eye(15) + np.roll(np.eye(15), 1, axis=1)
    lake = Program(-np.ones(15), sparse.csr_array(ring), np.ones(15), 15)
    assert run(lake, 0.0).chosen.tolist() == []
    assert (run(lake, 0.0).bound, run(lake, 0.0).done) == (np.inf, False)
    assert (len(run(lake, 20.0).chosen), run(lake, 20.0).done) == (7, True)
