"""Sites by hand, and against every choice there is."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo.distance import StraightLine
from geo.siting import solve as module
from geo.siting.candidate_sites import from_points
from geo.siting.covering import covering_gains
from geo.siting.gain_matrix import served
from geo.siting.greedy import greedy, improve
from geo.siting.median import walking_gains
from geo.siting.problem import Aim, pose
from geo.siting.solve import solve

INF = math.inf
BOTH = ("覆盖最多", "步行最短")


@st.composite
def instances(draw):
    """(metres, existing, weights, k): whole numbers, some out of reach, some of no weight."""
    shape = draw(st.tuples(st.integers(1, 7), st.integers(1, 6)))
    metre = st.one_of(st.integers(0, 120).map(float), st.just(INF))
    metres = draw(arrays(float, shape, elements=metre))
    existing = draw(arrays(float, shape[0], elements=metre))
    weights = draw(arrays(float, shape[0], elements=st.integers(0, 9).map(float)))
    return metres, existing, weights, draw(st.integers(1, shape[1]))


def test_two_sites_for_two_clusters(at):
    demand = at((0, 0), (10, 0), (20, 0), (900, 0), (910, 0), name=list("abcde"))
    sites = from_points(at((10, 0), (905, 0), (450, 0)), prefix="c")
    problem = pose(demand, sites, at((0, 2000)), StraightLine(), Aim(50, 2, 3000))
    found = solve(problem, "覆盖最多")
    assert found.sites.index.tolist() == ["c-p0", "c-p1"]
    assert found.sites["newly_ids"].tolist() == [("p0", "p1", "p2"), ("p3", "p4")]
    assert (found.before, found.after, found.bound) == (0, 5, 5)
    assert found.method == "最优（HiGHS 证明）"


def test_walking_is_saved_only_where_the_new_site_is_nearer(question):
    problem = question([[10, 80], [90, 20]], [60, 30], [1, 2], k=2)
    found = solve(problem, "步行最短")
    assert (found.before, found.after, found.bound) == (60 + 2 * 30, 10 + 2 * 20, 50)
    assert found.sites.index.tolist() == ["c0", "c1"]
    assert found.sites["gain"].tolist() == [50, 20]
    assert found.sites["saved_mean_m"].tolist() == [50, 10]
    assert found.sites["n_nearer"].tolist() == [1, 1]


def test_greedy_alone_would_miss_this_pair(question):
    """c0 covers most alone (4), but c1 and c2 cover 3 + 3."""
    far = INF
    metres = [[9, 9, far]] * 2 + [[9, far, 9]] * 2 + [[far, 9, far], [far, far, 9]]
    problem = question(metres, [far] * 6, [1] * 6, k=2)
    gains = covering_gains(problem)
    assert served(gains.table, greedy(gains.table, 2)).sum() == 5
    found = solve(problem, "覆盖最多")
    assert set(found.sites.index) == {"c1", "c2"}
    assert found.after == 6


def test_of_equal_sites_the_one_with_less_walking_is_taken(question):
    found = solve(question([[40, 10, 10]], [INF], [1]), "覆盖最多")
    assert found.sites.index.tolist() == ["c1"]


def test_nobody_uncovered_is_an_answer(question):
    found = solve(question([[10]], [20], [1]), "覆盖最多")
    assert found.sites.empty
    assert found.method == "没有未覆盖的需求点，无需选址"
    assert (found.before, found.after, found.bound) == (1, 1, 1)


@pytest.mark.parametrize("objective", BOTH)
def test_no_demand_and_no_weight_are_answers(question, objective):
    for problem in (question(np.empty((0, 2)), [], []), question([[10]], [INF], [0])):
        found = solve(problem, objective)
        assert found.sites.empty
        assert found.before == found.after == found.bound


@pytest.mark.parametrize("objective", BOTH)
def test_a_candidate_out_of_reach_is_no_use(question, objective):
    found = solve(question([[INF], [INF]], [70, INF], [1, 1]), objective)
    assert found.method == "没有候选点能改善现状"
    assert found.sites.empty
    assert found.before == found.after


def test_who_reaches_nothing_counts_with_the_cutoff_and_that_is_said(question):
    found = solve(question([[INF], [30]], [INF, INF], [1, 1]), "步行最短")
    assert (found.before, found.after) == (200, 130)
    assert found.notes == ("2 个需求点到现有设施超过 100 米或走不到，按 100 米计",)


def test_demand_without_a_place_counts_nowhere(question):
    found = solve(question([[10], [INF]], [60, math.nan], [1, 5]), "覆盖最多")
    assert found.after == 1
    assert "1 个需求点没有位置，不参与计算" in found.notes


def test_no_more_sites_than_help(question):
    found = solve(question([[10, 20, 99]], [INF], [1], k=3), "覆盖最多")
    assert found.sites.index.tolist() == ["c0"]
    assert "只列出 1 处：再增加不会有改善" in found.notes


def test_demand_beyond_every_candidate_is_counted(question):
    found = solve(question([[10], [60]], [INF, INF], [1, 1]), "覆盖最多")
    assert "1 个未覆盖的需求点不在任何候选点的服务半径内" in found.notes


@given(instances())
@settings(max_examples=80)
def test_no_choice_is_better(question, best_of_all, instance):
    metres, existing, weights, k = instance
    most, least = best_of_all(metres, existing, weights, k=k)
    problem = question(metres, existing, weights, k=k)
    covering, walking = (solve(problem, objective) for objective in BOTH)
    assert covering.after == covering.bound == most
    assert walking.after == pytest.approx(least)
    assert walking.bound == pytest.approx(least)


@given(instances())
@settings(max_examples=80)
def test_the_figures_of_the_sites_add_up(question, instance):
    metres, existing, weights, k = instance
    problem = question(metres, existing, weights, k=k)
    for objective, sign in zip(BOTH, (1, -1), strict=True):
        found = solve(problem, objective)
        assert found.before + sign * found.sites["gain"].sum() == found.after
        assert len(found.sites) <= k


@given(instances())
@settings(max_examples=60)
def test_one_more_site_never_harms(question, instance):
    metres, existing, weights, _ = instance
    counts = range(1, metres.shape[1] + 1)
    problems = [question(metres, existing, weights, k=k) for k in counts]
    assert (np.diff([solve(each, "覆盖最多").after for each in problems]) >= 0).all()
    assert (np.diff([solve(each, "步行最短").after for each in problems]) <= 1e-9).all()


@given(instances())
@settings(max_examples=80)
def test_greedy_keeps_its_guarantee(question, best_of_all, instance):
    metres, existing, weights, k = instance
    problem = question(metres, existing, weights, k=k)
    most, least = best_of_all(metres, existing, weights, k=k)
    before = problem.weights[problem.covered].sum(), (weights * problem.walks_m).sum()
    gains = covering_gains(problem), walking_gains(problem)
    best = most - before[0], before[1] - least
    for (table, _), optimum in zip(gains, best, strict=True):
        quick = greedy(table, k)
        worth = served(table, quick).sum()
        assert (1 - 1 / math.e) * optimum - 1e-9 <= worth <= optimum + 1e-9
        assert worth <= served(table, improve(table, quick)).sum() <= optimum + 1e-9


@given(instances())
@settings(max_examples=60)
def test_the_bound_of_a_greedy_answer_holds(question, best_of_all, instance):
    metres, existing, weights, k = instance
    most, least = best_of_all(metres, existing, weights, k=k)
    problem = question(metres, existing, weights, k=k)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "EXACT_PAIRS", -1)
        covering, walking = (solve(problem, each) for each in BOTH)
    assert covering.after <= most <= covering.bound + 1e-9
    assert walking.bound - 1e-9 <= least <= walking.after + 1e-9
    for found in (covering, walking):
        assert found.after == found.bound or found.method.startswith("贪心（规模")
