"""Freed memory goes back to the system, where the system lets one say so."""

import subprocess
import sys
from pathlib import Path

import pytest

from views import heap

ROOT = Path(__file__).resolve().parents[2]

HELD = """
import sys; sys.path.insert(0, {root!r})
from views import heap
heap.begin()
import pyarrow
print(pyarrow.default_memory_pool().backend_name)
"""
TRIMMED = """
import sys; sys.path.insert(0, {root!r})
from views import heap
heap.begin()
def held():
    return int(open("/proc/self/statm").read().split()[1]) * 4096
small = [b"x" * 100_000 for _ in range(1_000)]  # below C's bound for a mapping of its own
last = b"x" * 100_000  # holds the end of the heap
full = held()
del small
heap.give_back()
print(full - held())
"""


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
    monkeypatch.setattr(heap.sys, "platform", "win32")
    heap.begin()
    heap.give_back()
    assert heap._of_c("malloc_trim") is None
