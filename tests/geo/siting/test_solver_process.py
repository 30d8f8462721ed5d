"""A program and its answer travel in files; the child is ended when nobody waits any more."""

import sys
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from geo.progress import silent
from geo.siting import solver_process
from geo.siting.integer_program import Program, Proof
from geo.siting.solver_process import load_program, load_proof, run_apart, save_program, save_proof

PROGRAM = Program(
    np.array([0.0, 0.0, -3.0]),
    sparse.csr_array(np.array([[-1.0, 0, 1], [1, 1, 0]])),
    np.array([0.0, 1.0]),
    2,
)
"""One of two sites; the first gains 3."""


def test_a_program_comes_back(tmp_path):
    save_program(tmp_path, PROGRAM)
    again = load_program(tmp_path)
    assert again.cost.tolist() == PROGRAM.cost.tolist()
    assert again.rows.toarray().tolist() == PROGRAM.rows.toarray().tolist()
    assert again.upper.tolist() == PROGRAM.upper.tolist()
    assert (again.sites, type(again.sites)) == (2, int)


def test_a_share_that_no_row_holds_comes_back(tmp_path):
    """The last of four columns has no entry, nor has the last of three rows."""
    rows = sparse.csr_array(np.array([[-1.0, 0, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0]]))
    save_program(tmp_path, Program(np.array([0.0, 0, -3, -1]), rows, np.ones(3), 2))
    assert load_program(tmp_path).rows.shape == (3, 4)


def test_what_runs_in_the_child_reads_the_program_and_writes_the_proof(tmp_path, monkeypatch):
    save_program(tmp_path, PROGRAM)
    monkeypatch.setattr(sys, "argv", ["geo.siting.solver_process", str(tmp_path), "12.5"])
    solver_process._main()
    proof = load_proof(tmp_path)
    assert proof.chosen.tolist() == [0]
    assert proof[1:] == (3, True, 12.5)


@pytest.mark.parametrize("done", [True, False])
def test_a_proof_comes_back(tmp_path, done):
    save_proof(tmp_path, Proof(np.array([4, 1]), 2.5, done, 7.0))
    again = load_proof(tmp_path)
    assert again.chosen.tolist() == [4, 1]
    assert again[1:] == (2.5, done, 7.0)
    assert [type(figure) for figure in again[1:]] == [float, bool, float]


def test_a_process_of_its_own_solves_it():
    proof = run_apart(PROGRAM, 20.0, silent)
    assert proof.chosen.tolist() == [0]
    assert (proof.bound, proof.done, proof.seconds) == (3, True, 20.0)


@pytest.fixture
def child(monkeypatch):
    """Run a line of Python in place of the solver."""
    monkeypatch.setattr(solver_process, "TICK_S", 0.02)
    return lambda line: monkeypatch.setattr(solver_process, "STARTED", ("-c", line))


def test_a_child_that_fails_has_no_answer(child, monkeypatch):
    for line in ("raise SystemExit(1)", "import os; os._exit(3)"):
        child(line)
        assert run_apart(PROGRAM, 20.0, silent) is None
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert run_apart(PROGRAM, 20.0, silent) is None


def test_a_child_that_nobody_waits_for_is_ended(child):
    child("import time; time.sleep(600)")
    told = []

    def progress(words, share):
        told.append((words, share))
        if len(told) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        run_apart(PROGRAM, 0.4, progress)
    shares = [share for _, share in told]
    assert shares == pytest.approx([0.4 + 0.55 * share for share in (0.05, 0.1, 0.15)])
    assert told[0][0] == "精确求解: 约 0 秒, 限时 0 秒"


def test_a_child_that_does_not_keep_its_time_is_ended(child, monkeypatch):
    """0.04 s of its own and 0.06 s of grace: no more than five ticks, and never past 95 %."""
    child("import time; time.sleep(600)")
    monkeypatch.setattr(solver_process, "GRACE_S", 0.06)
    shares = []
    assert run_apart(PROGRAM, 0.04, lambda _, share: shares.append(share)) is None
    assert 5 <= len(shares) <= 6
    assert shares[:3] == pytest.approx([0.4 + 0.55 / 2, 0.95, 0.95])
    assert max(shares) == pytest.approx(0.95)


def test_a_child_tells_its_troubles_to_nobody(child, capfd):
    child("raise SystemExit('trouble')")
    assert run_apart(PROGRAM, 20.0, silent) is None
    assert capfd.readouterr().err == ""


def test_the_child_has_an_open_input_and_the_folder_of_its_program(child, tmp_path, monkeypatch):
    """It reads where its program is and how long it may take, wherever the parent works."""
    monkeypatch.chdir(tmp_path)
    child(
        "import sys, os, stat, pathlib; "
        "assert stat.S_ISFIFO(os.fstat(0).st_mode); "
        "assert (pathlib.Path(sys.argv[2]) / 'program.npz').is_file(); "
        "assert pathlib.Path('geo/siting').is_dir(); "
        f"pathlib.Path({str(tmp_path / 'told')!r}).write_text('|'.join(sys.argv[1:])); "
        "sys.exit(9)"
    )
    assert run_apart(PROGRAM, 2.5, silent) is None
    module, folder, seconds = (tmp_path / "told").read_text().split("|")
    assert (module, seconds) == ("geo.siting.solver_process", "2.5")
    assert Path(folder).name.startswith("siting-")
    assert not Path(folder).exists()
