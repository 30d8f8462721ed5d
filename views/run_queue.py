"""Runs of pages take turns: fifty that share one interpreter lock all end late, in turn few do."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore

PLACES = 1
"""Runs at the same time: one interpreter computes one at a time anyhow, and two end later."""

PATIENCE_S = 0.5
"""Longest wait for a place: a run of many seconds never keeps the others waiting for more."""


class RunQueue:
    """Places for pieces of work that are short as a rule; who waited `patience_s` goes without."""

    def __init__(self, places: int = PLACES, patience_s: float = PATIENCE_S) -> None:
        self._free, self._patience_s = Semaphore(places), patience_s

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for a place and hold it for the block."""
        held = self._free.acquire(timeout=self._patience_s)
        try:
            yield
        finally:
            if held:
                self._free.release()


PAGES = RunQueue()
"""Of the runs of whole pages; a fragment's run is short or, as an import, takes no place."""
