"""Runs of pages take turns: fifty that share one interpreter lock all end late, in turn few do."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore, local
from time import sleep

PLACES = 1
"""Runs at the same time: one interpreter computes one at a time anyhow, and two end later."""

PATIENCE_S = 0.5
"""Longest wait for a place: a run of many seconds never keeps the others waiting for more."""


class RunQueue:
    """Places for pieces of work that are short as a rule; who waited `patience_s` goes without."""

    def __init__(self, places: int = PLACES, patience_s: float = PATIENCE_S) -> None:
        self._free, self._patience_s, self._here = Semaphore(places), patience_s, local()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for a place and hold it for the block."""
        held = self._held()
        held.append(self._free.acquire(timeout=self._patience_s))
        try:
            yield
        finally:
            if held.pop():
                self._free.release()

    def rest(self, seconds: float) -> None:
        """Sleep, and let others have the place of this thread meanwhile, if it holds one."""
        held = self._held()
        if not (held and held[-1]):
            sleep(seconds)
            return
        self._free.release()
        sleep(seconds)
        held[-1] = self._free.acquire(timeout=self._patience_s)

    def _held(self) -> list[bool]:
        """Whether this thread has the place, for each block that it is in."""
        if not hasattr(self._here, "held"):
            self._here.held = []
        held: list[bool] = self._here.held
        return held


PAGES = RunQueue()
"""Of the runs of whole pages; a fragment's run is short or, as an import, takes no place."""
