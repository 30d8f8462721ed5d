"""What goes round in circles is found without a search after every run."""

import gc
import subprocess
import sys
import threading
import tomllib
from pathlib import Path
from threading import Event
from weakref import finalize

import pytest

from views import process_memory

ROOT = Path(__file__).resolve().parents[2]
LONG_S = 30.0
"""Reached only where nothing is found."""

HELD = """
import sys; sys.path.insert(0, {root!r})
from views import process_memory
process_memory.begin()
import pyarrow
print(pyarrow.default_memory_pool().backend_name)
"""
TRIMMED = """
import sys; sys.path.insert(0, {root!r})
from views import process_memory
process_memory.begin()
def held():
    return int(open("/proc/self/statm").read().split()[1]) * 4096
small = [b"x" * 100_000 for _ in range(1_000)]  # below C's bound for a mapping of its own
last = b"x" * 100_000  # holds the end of the heap
full = held()
del small
process_memory.give_back()
print(full - held())
"""


class Ring:
    """Refers to itself, so that counting references never frees it."""

    def __init__(self):
        self.me = self


@pytest.fixture
def unsearched():
    """Python itself looks for nothing."""
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


def old_ring():
    """A list with a ring that is among the oldest objects, and what is set when it goes."""
    holder, gone = [Ring()], Event()
    finalize(holder[0], gone.set)
    gc.collect()  # what survives is old
    return holder, gone


@pytest.mark.usefixtures("unsearched")
def test_old_circles_are_found():
    holder, gone = old_ring()
    with process_memory.tidying(0.01):
        assert not gone.wait(0.05)
        holder.clear()
        assert gone.wait(LONG_S)


def test_what_is_freed_is_given_back(monkeypatch):
    given = []
    monkeypatch.setattr(process_memory, "give_back", lambda: given.append(gc.get_count()[2]))
    process_memory.search()
    assert given == [0]  # after the search, not before


@pytest.mark.usefixtures("unsearched")
def test_what_lives_at_the_start_is_left_out_of_later_searches():
    late_gone = Event()
    with process_memory.settling():
        assert not gc.isenabled()
        early, early_gone = old_ring()
    assert gc.isenabled()
    early.clear()
    finalize(Ring(), late_gone.set)
    with process_memory.tidying(0.01):
        assert late_gone.wait(LONG_S)
    assert not early_gone.is_set()


def test_python_searches_the_young_alone_and_as_before_afterwards():
    before = gc.get_threshold()
    with process_memory.tidying():
        young, middle, old = gc.get_threshold()
        assert young >= before[0]
        assert young * middle * old > 10**9  # objects made before all that lives is searched
    assert gc.get_threshold() == before


def test_the_thread_ends_with_the_server():
    with process_memory.tidying():
        assert "planmap-tidying" in {thread.name for thread in threading.enumerate()}
    assert "planmap-tidying" not in {thread.name for thread in threading.enumerate()}


def test_streamlit_searches_after_no_run():
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert settings["runner"]["postScriptGC"] is False


@pytest.mark.usefixtures("unsearched")
def test_what_cannot_be_read_at_the_start_leaves_the_search_on():
    with pytest.raises(ValueError, match="zones"), process_memory.settling():
        raise ValueError("zones")
    assert gc.isenabled()


def told(program):
    command = [sys.executable, "-c", program.format(root=str(ROOT))]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_arrow_asks_c_for_memory():
    assert told(HELD) == "system"


def test_who_names_another_pool_gets_it(monkeypatch):
    monkeypatch.setenv("ARROW_DEFAULT_MEMORY_POOL", "mimalloc")
    assert told(HELD) == "mimalloc"


@pytest.mark.skipif(sys.platform != "linux", reason="C gives memory back by itself elsewhere")
def test_what_is_freed_below_the_end_of_the_heap_goes_back():
    assert int(told(TRIMMED)) > 80_000_000  # of 100 MB


def test_a_system_without_glibc_keeps_its_ways(monkeypatch):
    monkeypatch.setenv("ARROW_DEFAULT_MEMORY_POOL", "system")
    monkeypatch.setattr(process_memory.sys, "platform", "win32")
    process_memory.begin()
    process_memory.give_back()
    assert process_memory._of_c("malloc_trim") is None
