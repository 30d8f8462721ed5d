"""Runs that take long: limits kept, progress told, cancelling heard."""

import time

import numpy as np
import pytest

from geo.siting import apart, exact
from geo.siting.apart import load_program, run_apart, save_program
from geo.siting.covering import covering_gains, covering_program
from geo.siting.program import run
from geo.siting.solve import Limits, solve
from geo.siting.watch import Watch


@pytest.fixture(scope="module")
def hard(question):
    """Random coverage without any geography: HiGHS takes minutes."""
    metres = np.random.default_rng(3).integers(0, 800, (500, 250)).astype(float)
    return question(metres, np.full(500, np.inf), np.ones(500), k=15)


@pytest.fixture
def easy(question):
    metres = np.random.default_rng(4).integers(0, 300, (60, 40)).astype(float)
    return question(metres, np.full(60, np.inf), np.ones(60), k=3)


def test_a_time_limit_gives_the_best_found_and_its_bound(hard):
    found = solve(hard, "覆盖最多", limits=Limits(seconds=0.5))
    assert found.method.startswith("在 0.5 秒内的最好解，距上界")
    assert found.after < found.bound
    assert 0 < found.gap < 0.5
    assert not found.proved
    assert len(found.sites) == 15


def test_cancelling_ends_a_long_run(hard):
    told = []
    begun = time.perf_counter()
    found = solve(
        hard,
        "覆盖最多",
        limits=Limits(seconds=120),
        progress=lambda share, words: told.append((share, words)),
        cancelled=lambda: any("限时" in words for _, words in told),
    )
    assert time.perf_counter() - begun < 100
    assert found.method.startswith("已取消，目前最好的解，距上界")
    assert found.after <= found.bound
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_cancelling_at_once_still_gives_sites(hard):
    found = solve(hard, "步行最短", cancelled=lambda: True)
    assert found.method.startswith("已取消")
    assert "距下界" in found.method
    assert 0 <= found.bound < found.after < found.before
    assert 0 < found.gap < 1


def test_a_process_apart_gives_the_same_answer(easy, tmp_path):
    program = covering_program(covering_gains(easy).table, 3)
    save_program(tmp_path, program)
    again = load_program(tmp_path)
    assert (again.rows != program.rows).nnz == 0
    here, there = run(program, 20.0), run_apart(program, 20.0, Watch())
    assert there.chosen.tolist() == here.chosen.tolist()
    assert there.bound == here.bound
    assert there.done


def test_what_is_not_proved_here_is_proved_apart(easy, monkeypatch):
    known = solve(easy, "步行最短").after
    monkeypatch.setattr(exact, "FIRST_SECONDS", 1e-9)
    found = solve(easy, "步行最短")
    assert found.proved
    assert found.after == pytest.approx(known)


def test_a_child_that_fails_leaves_what_is_known(hard, monkeypatch, tmp_path):
    monkeypatch.setattr(exact, "FIRST_SECONDS", 0.2)
    monkeypatch.setattr(apart, "ROOT", tmp_path)  # no package to import there
    assert solve(hard, "覆盖最多").method.startswith("在 0.2 秒内的最好解")
    monkeypatch.setattr("sys.executable", str(tmp_path / "nothing"))
    assert solve(hard, "覆盖最多").method.startswith("在 0.2 秒内的最好解")


@pytest.mark.parametrize("objective", ["覆盖最多", "步行最短"])
def test_the_same_question_has_the_same_answer(easy, objective):
    assert solve(easy, objective).sites.equals(solve(easy, objective).sites)
