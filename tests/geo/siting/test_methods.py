"""How an answer was found, and what is told on the way; no time is measured."""

import math

import numpy as np
import pytest

from geo.siting import exact, solve
from geo.siting.exact import prove
from geo.siting.narrowing import Narrowed
from geo.siting.program import Proof
from geo.siting.solve import Limits
from geo.siting.watch import SILENT, Watch

SQUARE = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
"""Six demand points, each covered by two of four sites: two sites cover 5 of them.

Half of every site would cover all 6, and no price says otherwise: 6 is the Lagrangian bound.
"""


@pytest.fixture
def square(question):
    metres = [[9 if site in pair else math.inf for site in range(4)] for pair in SQUARE]
    return question(metres, [math.inf] * 6, [1] * 6, k=2)


@pytest.fixture
def clear(question):
    """Two sites that save all there is to save."""
    return question([[10, 80], [90, 20]], [60, 30], [1, 2], k=2)


def test_what_highs_proves_is_its_own_bound(square):
    found = solve.solve(square, "覆盖最多", limits=Limits(pairs=12))
    assert (found.method, found.after, found.bound) == ("最优（HiGHS 证明）", 5, 5)


def test_with_one_pair_more_than_allowed_highs_is_not_asked(square, monkeypatch):
    monkeypatch.setattr(solve, "prove", None)
    found = solve.solve(square, "覆盖最多", limits=Limits(pairs=11))
    words = "贪心（规模 6×4 超过精确求解上限，未证明最优），距上界 16.7%"
    assert (found.method, found.after, found.bound) == (words, 5, 6)
    assert not found.proved


def test_a_bound_that_is_met_is_a_proof(clear, monkeypatch):
    monkeypatch.setattr(solve, "prove", None)
    found = solve.solve(clear, "步行最短", limits=Limits(pairs=0))
    assert (found.method, found.after, found.bound) == ("最优（拉格朗日上界证明）", 50, 50)


@pytest.mark.parametrize(
    ("bound", "words", "limit"),
    [
        (math.inf, "在 0.5 秒内的最好解，距上界 16.7%", 6),
        (5.5, "在 0.5 秒内的最好解，距上界 9.1%", 5.5),
        (5.0, "最优（拉格朗日上界证明）", 5),
    ],
)
def test_an_unfinished_proof_keeps_the_better_bound(square, monkeypatch, bound, words, limit):
    """HiGHS found nothing in time: the choice known stays."""
    nothing = Proof(np.array([], dtype=int), bound, False, 0.5)
    monkeypatch.setattr(solve, "prove", lambda *_: nothing)
    found = solve.solve(square, "覆盖最多")
    assert (found.method, found.after, found.bound) == (words, 5, limit)


def test_highs_is_given_twenty_seconds_and_what_is_left_of_the_question(square, monkeypatch):
    asked = []

    def prove(objective, table, k, seconds, watch):
        asked.append((objective, table.shape, k, seconds, watch.stopped()))
        return Proof(np.array([0, 1]), 5.0, True, seconds)

    monkeypatch.setattr(solve, "prove", prove)
    assert solve.solve(square, "覆盖最多").method == "最优（HiGHS 证明）"
    assert asked == [("覆盖最多", (6, 4), 2, 20.0, False)]


def test_of_what_was_known_and_what_highs_found_the_better_is_taken(square, monkeypatch):
    """Greedy itself found one site here; HiGHS two, in the numbers of the candidates open."""
    known = Narrowed(np.array([0]), 6.0, np.array([1, 2, 3]))
    monkeypatch.setattr(solve, "improve", lambda _table, chosen, _watch: chosen[:1])
    monkeypatch.setattr(solve, "narrow", lambda *_: known)
    monkeypatch.setattr(solve, "prove", lambda *_: Proof(np.array([0, 2]), 6.0, False, 0.5))
    found = solve.solve(square, "覆盖最多")
    assert found.sites.index.tolist() == ["c1", "c3"]
    assert found.after == 5


def test_who_gives_up_at_once_has_the_first_choice_and_a_bound(square, monkeypatch):
    """At prices of 1 for the 5 that are covered, the two other sites are worth 1 each: 7."""
    monkeypatch.setattr(solve, "prove", None)
    found = solve.solve(square, "覆盖最多", cancelled=lambda: True)
    words = "已取消，目前最好的解，距上界 28.6%"
    assert (found.method, found.after, found.bound) == (words, 5, 7)


def test_the_way_is_told_step_by_step(clear, square):
    told = []
    solve.solve(clear, "步行最短", progress=lambda *words: told.append(words))
    assert told == [
        (0.0, "整理需求点与候选点"),
        (0.05, "贪心求初值"),
        (0.4, "精确求解: 2 个候选点"),
        (1.0, "完成"),
    ]
    told.clear()
    solve.solve(square, "覆盖最多", progress=lambda *words: told.append(words))
    assert told[2] == (0.1, "缩小候选范围: 剩 4 个")
    assert told[3] == (0.1 + 0.3 / 800, "缩小候选范围: 剩 4 个")
    assert told[-2] == (0.4, "精确求解: 4 个候选点")


@pytest.fixture
def highs(monkeypatch):
    """Say what HiGHS answers here and in a process apart; hear how long each was given."""
    given = []

    def answers(here, apart):
        def run(_program, seconds):
            given.append(("here", seconds))
            return here

        def run_apart(_program, seconds, _watch):
            given.append(("apart", seconds))
            return apart

        monkeypatch.setattr(exact, "run", run)
        monkeypatch.setattr(exact, "run_apart", run_apart)
        return given

    return answers


def proof(*chosen, done=False, seconds=1.0):
    return Proof(np.array(chosen), 9.0, done, seconds)


def test_what_is_proved_within_a_second_is_done(clear, highs):
    table = solve.OBJECTIVES["步行最短"](clear).table
    given = highs(proof(0, done=True), None)
    assert prove("步行最短", table, 1, 20.0, SILENT).chosen.tolist() == [0]
    assert given == [("here", 1.0)]


@pytest.mark.parametrize(
    ("seconds", "stopped", "runs"),
    [
        (0.5, False, [("here", 0.5)]),
        (1.0, False, [("here", 1.0)]),
        (20.0, True, [("here", 1.0)]),
        (20.0, False, [("here", 1.0), ("apart", 19.0)]),
    ],
)
def test_what_takes_longer_is_proved_apart_unless_nobody_waits(
    clear, highs, seconds, stopped, runs
):
    table = solve.OBJECTIVES["步行最短"](clear).table
    given = highs(proof(0), proof(1, done=True, seconds=19.0))
    found = prove("步行最短", table, 1, seconds, Watch(cancelled=lambda: stopped))
    assert given == runs
    assert found.chosen.tolist() == [len(runs) - 1]
    assert found.seconds == (20.0 if len(runs) == 2 else 1.0)


def test_a_child_that_comes_to_nothing_leaves_what_was_found_here(clear, highs):
    table = solve.OBJECTIVES["步行最短"](clear).table
    highs(proof(0), None)
    assert prove("步行最短", table, 1, 20.0, SILENT).chosen.tolist() == [0]
