"""Memory that is free again: what lies in circles is searched for, and goes back to the system.

Python searches for circular rubbish in one thread now and then, not after every run of a page.

Streamlit lets every run end with a search through all that all sessions hold, while no other
thread may work: with fifty planners that was half of the server's time. `.streamlit/config.toml`
turns it off (`runner.postScriptGC`). What has just been made is still searched by Python itself;
all that lives longer is searched here.
"""

import ctypes
import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

EVERY_S = 20.0
"""Seconds between two searches: what a session or a sheet leaves is freed within them."""

_YOUNG, _MIDDLE, _NEVER = 5_000, 20, 1_000_000
"""New objects before the young, and searches before the older are searched; Python's 700 and 10
search too often for pages that make some 20,000 objects each."""

_POOL = "ARROW_DEFAULT_MEMORY_POOL"
_ARENA_MAX = -8
"""`M_ARENA_MAX` of glibc's `mallopt`: heaps at most."""


@contextmanager
def tidying(every_s: float = EVERY_S) -> Iterator[None]:
    """Search all that lives in a thread of its own, and on Python's own account no more.

    From the end of one search to the start of the next pass `every_s`.
    """
    before, ended = gc.get_threshold(), Event()
    thread = Thread(target=_until, args=(ended, every_s), name="planmap-tidying", daemon=True)
    gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        gc.set_threshold(*before)


@contextmanager
def settling() -> Iterator[None]:
    """Search nothing while libraries and plan are read; then leave them out of every later search.

    They stay for good. What of them is rubbish, some thousand small objects, stays too: to look for
    it would keep the first page waiting.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def search() -> None:
    """Search all that lives but what was there at the start; give back what it frees."""
    gc.collect()
    give_back()


def _until(ended: Event, every_s: float) -> None:
    while not ended.wait(every_s):
        search()


def begin() -> None:
    """Let Arrow ask C for memory, and C use one heap for all threads; call before Arrow is read.

    Arrow's own allocator and the many heaps that C keeps for threads hold on to what they once had:
    after six imports of 200 000 points and their end, 210 MB more than before; without them, 30 MB.
    Who runs the server may name another pool in the environment. Systems without glibc keep
    their own ways.
    """
    os.environ.setdefault(_POOL, "system")
    limit = _of_c("mallopt")
    if limit is not None:
        limit(_ARENA_MAX, 1)


def give_back() -> None:
    """Return memory that nothing holds to the system; C does so for the end of its heap alone."""
    trim = _of_c("malloc_trim")
    if trim is not None:
        trim(0)


def _of_c(name: str) -> Callable[..., int] | None:
    """Return a function of glibc, None where the system has none of that name."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
