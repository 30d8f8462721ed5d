"""How an answer was found, and what is told on the way; no time is measured."""

import math

import numpy as np
import pytest

from geo.progress import silent
from geo.siting import solve
from geo.siting.integer_program import Proof
from geo.siting.lagrangian_bounds import Narrowed

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


def test_what_highs_proves_is_its_own_bound(square, monkeypatch):
    monkeypatch.setattr(solve, "EXACT_PAIRS", 12)
    found = solve.solve(square, "覆盖最多")
    assert (found.method, found.after, found.bound) == ("最优（HiGHS 证明）", 5, 5)


def test_with_one_pair_more_than_allowed_highs_is_not_asked(square, monkeypatch):
    monkeypatch.setattr(solve, "prove", None)
    monkeypatch.setattr(solve, "EXACT_PAIRS", 11)
    found = solve.solve(square, "覆盖最多")
    words = "贪心（规模 6×4 超过精确求解上限，未证明最优），距上界 16.7%"
    assert (found.method, found.after, found.bound) == (words, 5, 6)


def test_a_bound_that_is_met_is_a_proof(clear, monkeypatch):
    monkeypatch.setattr(solve, "prove", None)
    monkeypatch.setattr(solve, "EXACT_PAIRS", 0)
    found = solve.solve(clear, "步行最短")
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

    def prove(program, _progress):
        asked.append((program.sites, program.upper.tolist()))
        return Proof(np.array([0, 1]), 5.0, True, 20.0)

    monkeypatch.setattr(solve, "prove", prove)
    assert solve.SECONDS == 20
    assert solve.solve(square, "覆盖最多").method == "最优（HiGHS 证明）"
    assert asked == [(4, [0, 0, 0, 0, 0, 0, 2])]


def test_of_what_was_known_and_what_highs_found_the_better_is_taken(square, monkeypatch):
    """Greedy itself found one site here; HiGHS two, in the numbers of the candidates open."""
    known = Narrowed(np.array([0]), 6.0, np.array([1, 2, 3]))
    monkeypatch.setattr(solve, "improve", lambda _table, chosen: chosen[:1])
    monkeypatch.setattr(solve, "narrow", lambda *_: known)
    monkeypatch.setattr(solve, "prove", lambda *_: Proof(np.array([0, 2]), 6.0, False, 0.5))
    found = solve.solve(square, "覆盖最多")
    assert found.sites.index.tolist() == ["c1", "c3"]
    assert found.after == 5


def test_the_way_is_told_step_by_step(clear, square):
    told = []
    solve.solve(clear, "步行最短", progress=lambda *words: told.append(words))
    assert told == [
        ("整理需求点与候选点", 0.0),
        ("贪心求初值", 0.05),
        ("精确求解: 2 个候选点", 0.4),
        ("完成", 1.0),
    ]
    told.clear()
    solve.solve(square, "覆盖最多", progress=lambda *words: told.append(words))
    assert told[2] == ("缩小候选范围: 剩 4 个", 0.1)
    assert told[3] == ("缩小候选范围: 剩 4 个", 0.1 + 0.3 / 800)
    assert told[-2] == ("精确求解: 4 个候选点", 0.4)


@pytest.fixture
def highs(monkeypatch):
    """Say what HiGHS answers here and in a process apart; hear how long each was given."""
    given = []

    def answers(here, apart):
        def run(_program, seconds):
            given.append(("here", seconds))
            return here

        def run_apart(_program, seconds, _progress):
            given.append(("apart", seconds))
            return apart

        monkeypatch.setattr(solve, "run", run)
        monkeypatch.setattr(solve, "run_apart", run_apart)
        return given

    return answers


def proof(*chosen, done=False, seconds=1.0):
    return Proof(np.array(chosen), 9.0, done, seconds)


def test_what_is_proved_within_a_second_is_done(highs):
    given = highs(proof(0, done=True), None)
    assert solve.prove(None, silent).chosen.tolist() == [0]
    assert given == [("here", 1.0)]


def test_what_takes_longer_is_proved_apart(highs):
    given = highs(proof(0), proof(1, done=True, seconds=19.0))
    found = solve.prove(None, silent)
    assert given == [("here", 1.0), ("apart", 19.0)]
    assert (found.chosen.tolist(), found.seconds) == ([1], 20.0)


def test_a_child_that_comes_to_nothing_leaves_what_was_found_here(highs):
    highs(proof(0), None)
    found = solve.prove(None, silent)
    assert (found.chosen.tolist(), found.seconds) == ([0], 1.0)
