"""A child ends with its parent, whatever it is doing."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import psutil
import pytest

ROOT = Path(__file__).parents[2]
HOLDS = "from geo.lifeline import end_with_parent as e; e(); print('up', flush=True); "


def waited(condition, seconds=20.0):
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
        assert waited(lambda: child.poll() is not None, 5)
        assert child.returncode in (3, -getattr(signal, "SIGIO", 0))


SOLVES = """
import numpy as np
from scipy import sparse
from geo.siting.apart import run_apart
from geo.siting.program import Program
from geo.siting.watch import Watch
sums = np.random.default_rng(7).integers(0, 100, (5, 40))
half = sums.sum(axis=1) // 2
rows = sparse.csr_array(np.vstack([sums, -sums]).astype(float))
upper = np.concatenate([half, -half]).astype(float)
run_apart(Program(-np.ones(40), rows, upper, 40), 60.0, Watch())
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
    assert waited(lambda: not child.is_running(), 5)


def busy(parent):
    """Whether the solver has been at it for longer than it takes to start."""
    return any(child.cpu_times().user > 2 for child in parent.children())
