"""What candidates gain for each demand: weight newly covered, metres of walking saved."""

import math

import numpy as np
import pytest

from geo.siting.covering import covering_gains
from geo.siting.median import walking_gains

INF, NAN = math.inf, math.nan


def cells(gains):
    return gains.table.toarray().tolist(), gains.sites.tolist()


def test_weight_is_gained_where_nobody_covers_yet(question):
    """Radius 50 m: the second is covered, the fourth has no place, the fifth no weight."""
    metres = [[50, 51, 10], [10, 10, 10], [INF, 20, INF], [10, 10, 10], [10, 10, 10]]
    problem = question(metres, [60, 50, INF, NAN, INF], [2, 3, 4, 5, 0])
    assert cells(covering_gains(problem)) == ([[0, 2], [4, 0]], [1, 2])


def test_of_those_that_cover_the_same_the_least_weighted_walk_stands_for_all(question):
    """10 + 3 x 40 m and 40 + 3 x 20 m; the third covers one demand alone."""
    problem = question([[10, 40, 5], [40, 20, 60]], [INF, INF], [1, 3])
    assert cells(covering_gains(problem)) == ([[1, 1], [3, 0]], [1, 2])


def test_of_those_with_as_little_walking_the_first_listed(question):
    assert covering_gains(question([[20, 20, 20]], [INF], [1])).sites.tolist() == [0]
    assert covering_gains(question([[30, 20, 20]], [INF], [1])).sites.tolist() == [1]
    assert covering_gains(question([[30, 20] * 20], [INF], [1])).sites.tolist() == [1]


def test_the_rim_of_the_radius_is_covered(question):
    """50 m and no more."""
    problem = question([[50, 60], [50.1, 20]], [INF, INF], [1, 2])
    assert cells(covering_gains(problem)) == ([[1, 0], [0, 2]], [0, 1])


def test_walks_that_are_already_covered_do_not_weigh(question):
    """The second demand is covered: its 49 m to the first candidate do not count against it."""
    found = covering_gains(question([[10, 11], [49, 1]], [INF, 9], [1, 9]))
    assert found.sites.tolist() == [0]


def test_demand_of_the_same_candidates_is_one_row(question):
    found = covering_gains(question([[10, 10], [20, 20], [INF, 30]], [INF] * 3, [1, 2, 4]))
    assert sorted(found.table.toarray().tolist()) == [[0, 4], [3, 3]]


def test_metres_are_saved_where_the_new_site_is_nearer(question):
    """60 to 10 m; 2 x 30 to 2 x 20; no way today counts as 100 m; no place; no weight."""
    metres = [[10, 80, 60], [90, 20, 30], [40, 99, 100], [5, 5, 5], [5, 5, 5]]
    problem = question(metres, [60, 30, INF, NAN, 50], [1, 2, 3, 7, 0])
    table, sites = cells(walking_gains(problem))
    assert table == [[50, 0], [0, 20], [180, 3], [0, 0], [0, 0]]
    assert sites == [0, 1]


def test_half_a_metre_saved_is_a_gain(question):
    assert cells(walking_gains(question([[59.5, 60]], [60], [1]))) == ([[0.5]], [0])


@pytest.mark.parametrize("gains", [covering_gains, walking_gains])
def test_nothing_to_gain_is_an_empty_table(question, gains):
    found = gains(question([[60, INF]], [40], [1]))
    assert (found.table.nnz, found.sites.tolist()) == (0, [])
    assert np.isfinite(found.table.toarray()).all()
