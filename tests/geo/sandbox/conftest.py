"""A pool of children that can run the stand-ins of this folder."""

import os
import sys
from pathlib import Path

import pytest

from geo.sandbox.asking import Task
from geo.sandbox.ceiling import Ceiling
from geo.sandbox.codec import classes
from geo.sandbox.confine import Confinement
from geo.sandbox.pool import Pool
from geo.sandbox.process import Child, Kit

HERE = Path(__file__).parent
sys.path.append(str(HERE))  # children import the stand-ins from here


@pytest.fixture
def pool():
    made = Pool(Kit(("geo",), ("geo.errors",)), kept_s=30)
    yield made
    made.close()


@pytest.fixture
def run(pool):
    """Run a stand-in in a child: `run("sleep", seconds=3, wall_s=1)`."""

    def work(name, *, files=None, owner="", told="", watch=None, answers=(), **given):
        bounds = {key: given.pop(key) for key in list(given) if key in Ceiling.__dataclass_fields__}
        task = Task(f"stand_ins:{name}", given, "甲.zip", classes(*answers), told)
        extra = {} if watch is None else {"watch": watch}
        return pool.call(task, files or {}, owner=owner, ceiling=Ceiling(**bounds), **extra)

    return work


@pytest.fixture(scope="session")
def walls():
    """Skip where this system has not all walls; the machine that tests for all must have them."""
    child = Child(Kit(("geo",), ()))
    try:
        assert child.ready()
        held = child.held
    finally:
        child.end()
    if held != Confinement(files=True, network=True) and "CI" not in os.environ:
        pytest.skip(f"this system has not all walls: {held}")
