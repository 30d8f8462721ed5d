"""A child ends with its parent, whatever it is doing."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import psutil
import pytest

from geo.exit_with_parent import STARTED

ROOT = Path(__file__).parents[2]
HOLDS = "from geo.exit_with_parent import end_with_parent as e; e(); print('up', flush=True); "


def waited(condition, seconds=60.0):
    end = monotonic() + seconds
    while not condition() and monotonic() < end:
        sleep(0.05)
    return condition()


@pytest.mark.parametrize(
    "work",
    [
        "import time; time.sleep(60)",
        pytest.param(
            "sum(range(10**12))",  # never lets another thread of its own run
            marks=pytest.mark.skipif(sys.platform != "linux", reason="the kernel ends it"),
        ),
    ],
)
def test_a_child_ends_when_nobody_holds_its_input(work):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDS + work],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with child:
        assert child.stdout.readline() == b"up\n"
        sleep(0.7)
        assert child.poll() is None
        child.stdin.close()
        assert waited(lambda: child.poll() is not None)
        assert child.returncode in (3, -getattr(signal, "SIGIO", 0))


SOLVES = """
import numpy as np
from scipy import sparse
from geo.progress import silent
from geo.siting.solver_process import run_apart
from geo.siting.integer_program import Program
sums = np.random.default_rng(7).integers(0, 100, (5, 40))
half = sums.sum(axis=1) // 2
rows = sparse.csr_array(np.vstack([sums, -sums]).astype(float))
upper = np.concatenate([half, -half]).astype(float)
run_apart(Program(-np.ones(40), rows, upper, 40), 60.0, silent)
"""
"""Five sums of forty numbers, each to be parted in equal halves: long for any solver."""


def test_the_solver_ends_when_its_parent_is_killed(tmp_path):
    names = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path))
    parent = subprocess.Popen([sys.executable, "-c", SOLVES], cwd=ROOT, env=os.environ | names)
    solving = psutil.Process(parent.pid)
    try:
        assert waited(lambda: busy(solving))
        child = solving.children()[0]
    finally:
        parent.kill()
        parent.wait(10)
    assert waited(lambda: not child.is_running())


def busy(parent):
    """Whether the solver has been at it for longer than it takes to start."""
    return any(child.cpu_times().user > 2 for child in parent.children())


@pytest.mark.parametrize("module", ["sheets.atlas.worker", "geo.siting.solver_process", "slow"])
def test_a_child_that_still_imports_ends_with_its_parent(tmp_path, module):
    """`slow` imports for a minute, outside the interpreter's lock as libraries do."""
    (tmp_path / "slow.py").write_text("print('up', flush=True)\nimport time; time.sleep(60)\n")
    if module != "slow":
        (tmp_path / "numpy.py").write_text("import slow\n")
        (tmp_path / "matplotlib.py").write_text("import slow\n")
        (tmp_path / "geopandas.py").write_text("import slow\n")
    child = subprocess.Popen(
        [sys.executable, *STARTED, module, "x", "y", "1"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with child:
        assert child.stdout.readline() == b"up\n"
        assert child.poll() is None
        child.stdin.close()
        assert waited(lambda: child.poll() is not None)


BEGINS = """
import sys
from pathlib import Path
from geo.sandbox.process import Child, Kit
if {pool!r} == "sandbox":
    child = Child(Kit(("geo",), ("slow",)))
    print(child.pid, flush=True)
else:
    from sheets.atlas import drawing_children
    from types import SimpleNamespace as Made
    there = Made(folder=Path("none"), run=Path("none"))
    print(drawing_children.begin("slow", there, 1).process.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("pool", ["sandbox", "atlas"])
def test_no_child_outlives_a_parent_that_is_killed_right_after_the_start(tmp_path, pool):
    (tmp_path / "slow.py").write_text("import time; time.sleep(60)\n")
    names = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "PYTHONPATH"), str(tmp_path))
    parent = subprocess.Popen(
        [sys.executable, "-c", BEGINS.format(pool=pool)],
        cwd=ROOT,
        env=os.environ | names,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with parent:
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    assert waited(lambda: ended(child))


def ended(process):
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
