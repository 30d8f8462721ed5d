"""How long a piece of work takes, and how much memory this process has held at most."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple, TypeVar

Made = TypeVar("Made")

_STATUS = Path("/proc/self/status")


class Row(NamedTuple):
    """One line of the table, as words: the work, what is to be reached, this app, its peers."""

    work: str
    aim: str
    ours: str
    peers: str = "-"


def best_s(work: Callable[[], object], rounds: int = 3) -> float:
    """Seconds of the fastest of some rounds, rubbish collected before each."""
    return min(_times(work, rounds, gc.collect))


def median_s(work: Callable[[], object], rounds: int = 20) -> float:
    """Median seconds: for work of milliseconds; one more round warms up.

    Rubbish is collected once: before each round it would leave the processor's caches cold.
    """
    gc.collect()
    return median(_times(work, rounds + 1)[1:])


def timed(build: Callable[[], Made]) -> tuple[float, Made]:
    """Seconds of one round, and what it made."""
    gc.collect()
    start = perf_counter()
    made = build()
    return perf_counter() - start, made


def spoken(seconds: float) -> str:
    """Seconds as words: ms below a second."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1e3:.{1 if seconds < 0.01 else 0}f} ms"


def peak_mb() -> float:
    """Most memory this process has held so far, MB.

    Linux reports it for the program alone in /proc; its `ru_maxrss` counts what the parent held.
    """
    if _STATUS.exists():
        words = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines())
        return int(words["VmHWM"].split()[0]) * 1024 / 1e6
    if sys.platform == "win32":
        import psutil  # noqa: PLC0415 - not needed elsewhere

        return float(psutil.Process().memory_info().peak_wset) / 1e6
    import resource  # noqa: PLC0415 - not there on Windows

    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1e6


def _times(
    work: Callable[[], object], rounds: int, rest: Callable[[], object] = lambda: None
) -> list[float]:
    """Seconds of each round, a rest before each; what it returns is freed outside the clock."""
    times = []
    for _ in range(rounds):
        rest()
        start = perf_counter()
        made = work()
        times.append(perf_counter() - start)
        del made
    return times
