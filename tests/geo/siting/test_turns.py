"""What each site adds when its turn comes, worked out by hand."""

import math

import numpy as np
import pytest

from geo.siting.turns import take_turns

INF, NAN = math.inf, math.nan
METRES = [[10, 80], [90, 20], [40, 30], [5, 5]]
"""Of four demand points to two candidates; the radius is 50 m, walks beyond 100 m count as 100."""


@pytest.fixture
def problem(question):
    """Today they walk 60, 30, no way at all; the last has no place."""
    return question(METRES, [60, 30, INF, NAN], [1, 2, 3, 7], k=2)


def rows(turns):
    return [positions.tolist() for positions in turns.newly]


def test_the_second_site_is_measured_beside_the_first(problem):
    """The first saves 50 m and 3 x 60 m, the second 2 x 10 m and 3 x 10 m."""
    turns = take_turns(problem, np.array([0, 1]))
    assert rows(turns) == [[0, 2], []]
    assert turns.weight_newly.tolist() == [1 + 3, 0]
    assert turns.nearer.tolist() == [2, 2]
    assert turns.metres_saved.tolist() == [230, 50]
    assert turns.saved_mean_m.tolist() == [230 / 4, 50 / 5]
    assert turns.site.tolist() == [0, 1, 1, -1]
    assert turns.after_m[:3].tolist() == [10, 20, 30]
    assert math.isnan(turns.after_m[3])


def test_the_other_way_round_each_adds_something_else(problem):
    """Now the first saves 2 x 10 m and 3 x 70 m, the second 50 m."""
    turns = take_turns(problem, np.array([1, 0]))
    assert rows(turns) == [[2], [0]]
    assert turns.weight_newly.tolist() == [3, 1]
    assert turns.nearer.tolist() == [2, 1]
    assert turns.metres_saved.tolist() == [230, 50]
    assert turns.saved_mean_m.tolist() == [46, 50]
    assert turns.site.tolist() == [1, 0, 0, -1]


def test_without_sites_all_keep_what_they_have(problem):
    turns = take_turns(problem, np.array([], dtype=int))
    assert turns.newly == []
    assert turns.site.tolist() == [-1] * 4
    assert turns.after_m[:3].tolist() == [60, 30, INF]
    assert [len(column) for column in turns[1:5]] == [0] * 4


def test_as_near_as_what_exists_or_came_before_is_no_nearer(question):
    problem = question([[30, 20], [20, 20], [100, 100]], [30, 90, INF], [1, 1, 1], k=2)
    turns = take_turns(problem, np.array([0, 1]))
    assert turns.site.tolist() == [1, 0, 0]
    assert turns.nearer.tolist() == [1, 1]
    assert turns.metres_saved.tolist() == [70, 10]


def test_a_site_that_brings_nobody_nearer_has_no_mean(question):
    turns = take_turns(question([[30]], [30], [1]), np.array([0]))
    assert math.isnan(turns.saved_mean_m[0])
    half = take_turns(question([[10]], [30], [0.5]), np.array([0]))
    assert (half.metres_saved[0], half.saved_mean_m[0]) == (10, 20)
    weightless = take_turns(question([[10]], [30], [0]), np.array([0]))
    assert weightless.nearer.tolist() == [1]
    assert math.isnan(weightless.saved_mean_m[0])


def test_the_rim_of_the_radius_is_within(question):
    problem = question([[50], [50.5]], [51, 51], [1, 1])
    assert rows(take_turns(problem, np.array([0]))) == [[0]]


def test_candidates_that_are_not_chosen_count_nowhere(problem):
    turns = take_turns(problem, np.array([1]))
    assert turns.after_m[:3].tolist() == [60, 20, 30]
    assert turns.site.tolist() == [-1, 0, 0, -1]
