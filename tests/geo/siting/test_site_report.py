"""How an answer is measured and worded, from choices made by hand."""

import math

import numpy as np
import pytest

from geo.siting.site_report import (
    BOUNDED,
    GREEDY,
    NO_USE,
    NOBODY_OPEN,
    PROVED,
    SURE,
    Found,
    nothing_to_gain,
    report,
)

INF, NAN = math.inf, math.nan


def found(*chosen, bound=0.0, method=PROVED):
    return Found(np.array(chosen, dtype=np.intp), bound, method)


@pytest.fixture
def covering(question):
    """One site covers weights 1 + 2 of 7; weight 1 is covered already, 3 are out of reach."""
    metres = [[10, 90], [50, 90], [90, 90], [90, 90]]
    return question(metres, [INF, INF, 50, INF], [1, 2, 1, 3], k=1)


@pytest.fixture
def walking(question):
    """Three walk 100 m each today; the site is 60 m and 70 m from two of them: 230 m then."""
    return question([[60], [70], [INF]], [100, 100, 100], [1, 1, 1], k=1)


def test_the_gap_is_the_share_of_the_bound_where_weight_is_covered(covering):
    """1 covered before, 4 after, at most 5: 1 of 5 is missing, not 1 of 4."""
    answer = report(covering, "覆盖最多", found(0, bound=4.0, method=GREEDY))
    assert (answer.before, answer.after, answer.bound) == (1, 4, 5)
    assert answer.method == "贪心（规模 4×2 超过精确求解上限，未证明最优），距上界 20.0%"


def test_the_gap_is_the_share_of_what_is_walked_where_walking_is_saved(walking):
    """300 m before, 230 m after, 184 m at least: 46 of 230, not 46 of 184."""
    answer = report(walking, "步行最短", found(0, bound=116.0, method="在 20 秒内的最好解"))
    assert (answer.before, answer.after, answer.bound) == (300, 230, 184)
    assert answer.method == "在 20 秒内的最好解，距下界 20.0%"


@pytest.mark.parametrize("method", sorted(SURE))
@pytest.mark.parametrize("bound", [0.0, 4.0])
def test_a_sure_answer_has_no_gap_whatever_bound_came_with_it(covering, method, bound):
    answer = report(covering, "覆盖最多", found(0, bound=bound, method=method))
    assert (answer.after, answer.bound) == (4, 4)
    assert answer.method == method


def test_which_answers_are_sure():
    assert {PROVED, BOUNDED, NOBODY_OPEN, NO_USE} == SURE


def test_a_bound_below_what_was_found_is_what_was_found(covering):
    """A bound of 2.9 for a gain of 3 is a rounding."""
    answer = report(covering, "覆盖最多", found(0, bound=2.9, method=GREEDY))
    assert (answer.after, answer.bound) == (4, 4)


@pytest.mark.parametrize(("bound", "words"), [(999.5, "不到 0.1%"), (1000.0, " 0.1%")])
def test_a_gap_of_less_than_a_thousandth_is_said_in_words(question, bound, words):
    """998.999 of 1000 are 0.1001 % less; 998.999 of 999.5 are 0.05 %."""
    problem = question([[10]], [INF], [998.999])
    answer = report(problem, "覆盖最多", found(0, bound=bound, method="近似"))
    assert answer.method == f"近似，距上界{words}"


def test_an_answer_that_meets_its_bound_has_no_gap_though_nothing_proves_it(covering):
    answer = report(covering, "覆盖最多", found(0, bound=3.0, method="近似"))
    assert answer.method == "近似，距上界不到 0.1%"


def test_a_site_is_told_with_all_that_it_adds(covering):
    answer = report(covering, "覆盖最多", found(0))
    (site,) = answer.sites.to_dict("records")
    assert answer.sites.index.tolist() == ["c0"]
    assert (site["name"], site["gain"], site["newly_ids"]) == ("c0", 3, ("d0", "d1"))
    assert site["n_nearer"] == 3  # also d3, which walks 100 m today as the cut-off and 90 m then
    assert site["saved_mean_m"] == pytest.approx((1 * 90 + 2 * 50 + 3 * 10) / 6)
    assert answer.sites.crs.to_epsg() == 4548


def test_the_gain_of_a_site_is_metres_where_walking_is_saved(walking):
    answer = report(walking, "步行最短", found(0))
    assert answer.sites["gain"].tolist() == [40 + 30]
    assert answer.sites["newly_ids"].tolist() == [()]


def test_demand_without_a_place_is_in_no_sum_and_said(question):
    """5 have no place: of the others 2 are covered before and 3 after."""
    problem = question([[INF], [10], [90]], [NAN, INF, 20], [5, 1, 2])
    answer = report(problem, "覆盖最多", found(0))
    assert (answer.before, answer.after) == (2, 3)
    assert answer.notes == ("1 个需求点没有位置，不参与计算",)


@pytest.mark.parametrize(("walk", "said"), [(99.9, False), (100, False), (100.1, True)])
def test_a_walk_as_long_as_the_cut_off_is_not_said_to_be_longer(question, walk, said):
    answer = report(question([[10]], [walk], [1]), "步行最短", found(0))
    words = "1 个需求点到现有设施超过 100 米或走不到，按 100 米计"
    assert (words in answer.notes) == said
    covered = report(question([[10]], [walk], [1]), "覆盖最多", found(0))
    assert words not in covered.notes


def test_fewer_sites_than_wished_for_are_explained_and_none_is_not(question):
    problem = question([[10, 20, 30]], [INF], [1], k=3)
    words = "只列出 {} 处：再增加不会有改善"
    for chosen in ((0,), (0, 1)):
        notes = report(problem, "覆盖最多", found(*chosen)).notes
        assert notes == (words.format(len(chosen)),)
    assert report(problem, "覆盖最多", found(0, 1, 2)).notes == ()
    assert report(problem, "覆盖最多", found(method=NO_USE)).notes == ()


def test_demand_that_no_candidate_covers_is_counted_for_covering_alone(question):
    """The radius is 50 m: d0 is on its rim, d1 beyond it, d2 served already, d3 nowhere."""
    problem = question([[50], [50.1], [90], [INF]], [INF, 100, 40, NAN], [1] * 4)
    words = "1 个未覆盖的需求点不在任何候选点的服务半径内"
    assert words in report(problem, "覆盖最多", found(0)).notes
    assert words not in report(problem, "步行最短", found(0)).notes


def test_no_site_leaves_everything_as_it_was(covering):
    answer = report(covering, "覆盖最多", found(method=NO_USE))
    assert (answer.before, answer.after, answer.bound) == (1, 1, 1)
    assert answer.sites.empty


def test_nothing_to_gain_says_whether_anybody_is_uncovered(question):
    """Who weighs nothing and who has no place is not waited for; walking can always be shorter."""
    served = question([[10]] * 3, [20, INF, NAN], [1, 0, 1])
    waiting = question([[INF]], [INF], [1])
    assert nothing_to_gain(served, "覆盖最多").method == NOBODY_OPEN
    assert nothing_to_gain(served, "步行最短").method == NO_USE
    assert nothing_to_gain(waiting, "覆盖最多").method == NO_USE
    assert nothing_to_gain(waiting, "覆盖最多").bound == 0
    assert len(nothing_to_gain(waiting, "覆盖最多").chosen) == 0


def test_the_answer_carries_the_words_on_distance_and_the_objective(covering):
    answer = report(covering, "覆盖最多", found(0))
    assert (answer.label, answer.objective) == ("手工距离", "覆盖最多")


METRES = [[10, 80], [90, 20], [40, 30], [5, 5]]
"""Of four demand points to two candidates; the radius is 50 m, walks beyond 100 m count as 100."""


@pytest.fixture
def turns(question):
    """Sites built in an order, for each objective; the second figure of each is its gain.

    Today they walk 60, 30, no way at all; the last has no place.
    """
    problem = question(METRES, [60, 30, INF, NAN], [1, 2, 3, 7], k=2)
    return lambda objective, *sites: report(problem, objective, found(*sites)).sites


def test_the_second_site_is_measured_beside_the_first(turns):
    """The first saves 50 m and 3 x 60 m, the second 2 x 10 m and 3 x 10 m."""
    sites = turns("覆盖最多", 0, 1)
    assert sites["newly_ids"].tolist() == [("d0", "d2"), ()]
    assert sites["gain"].tolist() == [1 + 3, 0]
    assert sites["n_nearer"].tolist() == [2, 2]
    assert turns("步行最短", 0, 1)["gain"].tolist() == [230, 50]
    assert sites["saved_mean_m"].tolist() == [230 / 4, 50 / 5]


def test_the_other_way_round_each_adds_something_else(turns):
    """Now the first saves 2 x 10 m and 3 x 70 m, the second 50 m."""
    sites = turns("覆盖最多", 1, 0)
    assert sites.index.tolist() == ["c1", "c0"]
    assert sites["newly_ids"].tolist() == [("d2",), ("d0",)]
    assert sites["gain"].tolist() == [3, 1]
    assert sites["n_nearer"].tolist() == [2, 1]
    assert turns("步行最短", 1, 0)["gain"].tolist() == [230, 50]
    assert sites["saved_mean_m"].tolist() == [46, 50]


def test_as_near_as_what_exists_or_came_before_is_no_nearer(question):
    problem = question([[30, 20], [20, 20], [100, 100]], [30, 90, INF], [1, 1, 1], k=2)
    sites = report(problem, "步行最短", found(0, 1)).sites
    assert sites["n_nearer"].tolist() == [1, 1]
    assert sites["gain"].tolist() == [70, 10]


def test_a_hand_nearer_is_nearer(question):
    """30 m today, 29.8 m and 30.2 m then."""
    sites = report(question([[29.8], [30.2]], [30, 30], [1, 1]), "步行最短", found(0)).sites
    assert sites["n_nearer"].tolist() == [1]
    assert sites["saved_mean_m"].tolist() == pytest.approx([0.2])


def alone(problem, objective="步行最短"):
    (site,) = report(problem, objective, found(0)).sites.to_dict("records")
    return site


def test_a_site_that_brings_nobody_nearer_has_no_mean(question):
    assert math.isnan(alone(question([[30]], [30], [1]))["saved_mean_m"])
    half = alone(question([[10]], [30], [0.5]))
    assert (half["gain"], half["saved_mean_m"]) == (10, 20)
    weightless = alone(question([[10]], [30], [0]))
    assert weightless["n_nearer"] == 1
    assert math.isnan(weightless["saved_mean_m"])


def test_the_rim_of_the_radius_is_within(question):
    problem = question([[50], [50.5]], [51, 51], [1, 1])
    assert alone(problem, "覆盖最多")["newly_ids"] == ("d0",)


def test_candidates_that_are_not_chosen_count_nowhere(turns):
    """Two walk 10 m less, and three 70 m: the first site would be nearer to the first point."""
    sites = turns("步行最短", 1)
    assert sites["gain"].tolist() == [2 * 10 + 3 * 70]
    assert sites["n_nearer"].tolist() == [2]
