"""Runs that take long: limits kept, progress told, ended by whoever is told."""

import numpy as np
import pytest

from geo.progress import silent
from geo.siting import solve as module
from geo.siting import solver_process
from geo.siting.covering import covering_gains, covering_program
from geo.siting.integer_program import run
from geo.siting.site_report import PROVED
from geo.siting.solve import solve
from geo.siting.solver_process import load_program, run_apart, save_program


@pytest.fixture(scope="module")
def hard(question):
    """Random coverage without any geography: HiGHS takes minutes."""
    metres = np.random.default_rng(3).integers(0, 800, (500, 250)).astype(float)
    return question(metres, np.full(500, np.inf), np.ones(500), k=15)


@pytest.fixture
def easy(question):
    metres = np.random.default_rng(4).integers(0, 300, (60, 40)).astype(float)
    return question(metres, np.full(60, np.inf), np.ones(60), k=3)


def test_a_time_limit_gives_the_best_found_and_its_bound(hard, monkeypatch):
    monkeypatch.setattr(module, "FIRST_SECONDS", 0.2)
    monkeypatch.setattr(module, "SECONDS", 0.5)
    found = solve(hard, "覆盖最多")
    assert found.method.startswith("在 0.5 秒内的最好解，距上界")
    assert found.after < found.bound
    assert found.after > found.bound / 2
    assert len(found.sites) == 15


def test_what_is_raised_where_progress_is_told_ends_a_long_run(hard, monkeypatch):
    """As Streamlit does at the next click."""
    children, told = [], []

    class Child(solver_process.subprocess.Popen):
        def __init__(self, *words, **options):
            children.append(self)
            super().__init__(*words, **options)

    monkeypatch.setattr(solver_process.subprocess, "Popen", Child)

    def progress(words, share):
        told.append(share)
        if "限时" in words:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        solve(hard, "覆盖最多", progress=progress)
    assert children[0].poll() is not None
    assert told == sorted(told)


def test_a_process_apart_gives_the_same_answer(easy, tmp_path):
    program = covering_program(covering_gains(easy).table, 3)
    save_program(tmp_path, program)
    again = load_program(tmp_path)
    assert (again.rows != program.rows).nnz == 0
    here, there = run(program, 20.0), run_apart(program, 20.0, silent)
    assert there.chosen.tolist() == here.chosen.tolist()
    assert there.bound == here.bound
    assert there.done


def test_what_is_not_proved_here_is_proved_apart(easy, monkeypatch):
    known = solve(easy, "步行最短").after
    monkeypatch.setattr(module, "FIRST_SECONDS", 1e-9)
    found = solve(easy, "步行最短")
    assert found.method == PROVED
    assert found.after == pytest.approx(known)


def test_a_child_that_fails_leaves_what_is_known(hard, monkeypatch, tmp_path):
    monkeypatch.setattr(module, "FIRST_SECONDS", 0.2)
    monkeypatch.setattr(solver_process, "ROOT", tmp_path)  # no package to import there
    assert solve(hard, "覆盖最多").method.startswith("在 0.2 秒内的最好解")
    monkeypatch.setattr("sys.executable", str(tmp_path / "nothing"))
    assert solve(hard, "覆盖最多").method.startswith("在 0.2 秒内的最好解")


@pytest.mark.parametrize("objective", ["覆盖最多", "步行最短"])
def test_the_same_question_has_the_same_answer(easy, objective):
    assert solve(easy, objective).sites.equals(solve(easy, objective).sites)
