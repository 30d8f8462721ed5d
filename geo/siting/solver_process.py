"""Run a program in a process of its own, which can be ended at any moment.

The child is a plain interpreter on this module, not a `multiprocessing` one: that would import
the caller's main module again, which under Streamlit is the whole app. Arrays travel in files of
a temporary folder: the same on Windows, and no pipe can fill up.
"""

import subprocess
import sys
from itertools import count
from pathlib import Path

import numpy as np
from scipy import sparse

from geo import temporary_folders
from geo.exit_with_parent import STARTED
from geo.progress import Progress
from geo.siting.integer_program import Program, Proof, run

ROOT = Path(__file__).parents[2]

TICK_S = 0.1
"""How often the time spent is told, seconds."""

GRACE_S = 15.0
"""Seconds beyond the time limit, for its start, after which the child is ended all the same."""


def run_apart(program: Program, seconds: float, progress: Progress) -> Proof | None:
    """Solve in a child process; None when it failed, or did not keep its time."""
    with temporary_folders.folder("siting") as folder:
        save_program(folder, program)
        command = [sys.executable, *STARTED, "geo.siting.solver_process", str(folder), str(seconds)]
        ended_well = _run_child(command, seconds, progress)
        return load_proof(folder) if ended_well else None


def _run_child(command: list[str], seconds: float, progress: Progress) -> bool:
    try:
        child = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,  # its lifeline
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return False
    with child:
        try:
            _wait(child, seconds, progress)
        finally:
            child.kill()
    return child.returncode == 0


def _wait(child: subprocess.Popen[bytes], seconds: float, progress: Progress) -> None:
    """Return when the child has ended or is no longer waited for."""
    for tick in count(1):
        try:
            child.wait(TICK_S)
            return
        except subprocess.TimeoutExpired:
            spent = tick * TICK_S
        share = min(spent / seconds, 1.0)
        progress(f"精确求解: 约 {spent:.0f} 秒, 限时 {seconds:.0f} 秒", 0.4 + 0.55 * share)
        if spent > seconds + GRACE_S:
            return


def save_program(folder: Path, program: Program) -> None:
    """Write the program for the child."""
    rows = program.rows
    np.savez(
        folder / "program.npz",
        cost=program.cost,
        data=rows.data,
        indices=rows.indices,
        indptr=rows.indptr,
        upper=program.upper,
        sites=program.sites,
    )


def load_program(folder: Path) -> Program:
    """Read what `save_program` wrote."""
    with np.load(folder / "program.npz") as held:
        cost, upper = held["cost"], held["upper"]
        cells = held["data"], held["indices"], held["indptr"]
        rows = sparse.csr_array(cells, shape=(len(upper), len(cost)))
        return Program(cost, rows, upper, int(held["sites"]))


def save_proof(folder: Path, proof: Proof) -> None:
    """Write the answer for the parent."""
    np.savez(folder / "proof.npz", **proof._asdict())


def load_proof(folder: Path) -> Proof:
    """Read what `save_proof` wrote."""
    with np.load(folder / "proof.npz") as held:
        figures = float(held["bound"]), bool(held["done"]), float(held["seconds"])
        return Proof(held["chosen"], *figures)


def _main() -> None:
    folder = Path(sys.argv[1])
    save_proof(folder, run(load_program(folder), float(sys.argv[2])))


if __name__ == "__main__":
    _main()
