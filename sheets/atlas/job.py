"""An atlas being drawn by child processes: started, watched, stopped, and bound into one file."""

import os
import shutil
import time
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self

from geo.atomic_file import sweep_drafts
from sheets.atlas.binding import Binder, Bound, bind, bound
from sheets.atlas.drawing_children import NO_ROOM, DrawingChild, begin
from sheets.atlas.folder import Store, save_job
from sheets.atlas.index import Leaf
from sheets.atlas.model import Atlas

PAGE_S = 300.0
"""A page that takes longer is given up, seconds: an A2 at 600 dpi takes some 20."""

MOST_TRIES = 2
"""Times that a page is begun whose process ends while it draws."""

_BARREN = 3
"""Processes that end without having begun a page, after which no other is started."""

WORKER = "sheets.atlas.worker"
"""The module that children run."""

TICK_S = 0.2


class AtlasProgress(NamedTuple):
    """How far an atlas is: pages there and in all, those being drawn, those given up and why."""

    done: int
    total: int
    current: tuple[str, ...]
    failed: tuple[str, ...]

    @property
    def finished(self) -> bool:
        """Whether nothing is left to be drawn."""
        return self.done + len(self.failed) == self.total

    @property
    def description(self) -> str:
        """As a planner reads it."""
        lost = f"，未绘成 {len(self.failed)}" if self.failed else ""
        current = f"：{'、'.join(self.current)}" if self.current else ""
        return f"{self.done} / {self.total} 幅{lost}{current}"


class AtlasJob:
    """An atlas drawn into a folder by child processes; `with` it, or call `stop`.

    The children end when this value is dropped, when `stop` is called and when this process ends,
    however it ends. Whoever holds it calls `progress` now and then: it also sees to processes that
    have died. Nothing here waits except `watch`.

    Parameters
    ----------
    atlas
        What to draw.
    folder
        Made if missing. Pages finished earlier with the same settings, data and program are kept.
    workers
        Child processes; None for two, or one where there is one processor.
    """

    def __init__(self, atlas: Atlas, folder: Path, workers: int | None = None) -> None:
        self.atlas = atlas
        self.store = Store.create(folder)
        self.prints = save_job(self.store, atlas)
        self._most = workers or min(2, os.cpu_count() or 1)
        self._children: list[DrawingChild] = []
        self._tries: dict[int, int] = {}
        self._lost: dict[int, str] = {}
        self._barren = self._spawned = 0
        self._running = False
        self._end = weakref.finalize(self, _end_all, self._children, self.store)

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, whatever happened."""
        self.stop()

    def start(self) -> None:
        """Start the children, no more than there are pages to draw."""
        self._running = True
        for _ in range(min(self._most, len(self._open())) - len(self._children)):
            self._spawn()

    def progress(self) -> AtlasProgress:
        """Return how far the work is; replace children that have died."""
        self._mend()
        failed, claimed = self._failed(), self.store.claimed()
        left = self._open()
        called = [page.called for page in self.atlas.pages]
        return AtlasProgress(
            done=len(called) - len(left) - len(failed),
            total=len(called),
            current=tuple(called[place] for place in left if place in claimed),
            failed=tuple(f"{called[place]}：{why}" for place, why in sorted(failed.items())),
        )

    def watch(self) -> Iterator[AtlasProgress]:
        """Yield the progress again and again, until all is drawn or given up."""
        while not (now := self.progress()).finished:
            yield now
            time.sleep(TICK_S)
        yield now

    def stop(self) -> None:
        """End the children at once; finished pages stay for another run."""
        self._end()

    def finish(self, out: Path, binder: Binder = bound) -> Bound:
        """Bind what is drawn, with its index, into `out` (.pdf or .zip), by a binder."""
        failed = self._failed()
        ending = self.atlas.style.file_format
        leaves = [
            Leaf(page, self.store.drawn(print_, ending), failed.get(place, ""))
            for place, (page, print_) in enumerate(zip(self.atlas.pages, self.prints, strict=True))
        ]
        return bind(self.atlas, leaves, out, binder)

    def _open(self) -> list[int]:
        """Places of the pages that are neither there nor given up."""
        ending, failed = self.atlas.style.file_format, self._failed()
        return [
            place
            for place, print_ in enumerate(self.prints)
            if place not in failed and not self.store.is_drawn(print_, ending)
        ]

    def _failed(self) -> dict[int, str]:
        """Why pages are given up: noted by the workers, or known here where the disk is full."""
        return {**self.store.failed(), **self._lost}

    def _spawn(self) -> None:
        self._spawned += 1
        self._children.append(begin(WORKER, self.store, self._spawned))

    def _mend(self) -> None:
        """See to children that have ended or hang, and start others while pages are left."""
        left, claimed = self._open(), self.store.claimed()
        mine = {worker: place for place, worker in claimed.items() if place in left}
        for child in list(self._children):
            place = mine.get(child.number)
            if self._hangs(child, place):
                child.end()
            if child.ended() and child in self._children:
                self._children.remove(child)
                child.end()
                self._bury(child, place)
        if self._running and self._end.alive and self._barren < _BARREN:
            self.start()

    def _hangs(self, child: DrawingChild, place: int | None) -> bool:
        begun = child.since
        if place is not None:
            with suppress(OSError):
                begun = (self.store.claims / str(place)).stat().st_mtime
        return time.time() - begun > PAGE_S * (1 if place is not None else 10)

    def _bury(self, child: DrawingChild, place: int | None) -> None:
        """Try the page of a dead child again, or give it up; the same for all where none begins."""
        if child.process.returncode == NO_ROOM:
            self._give_up(child.why())
        elif place is not None and place in self._open():
            self._tries[place] = self._tries.get(place, 0) + 1
            if self._tries[place] < MOST_TRIES:
                self.store.release(place)
            else:
                self._lost[place] = child.why()
        elif place is None and (child.process.returncode or not self._children):
            self._barren += 1
            if self._barren >= _BARREN and not self._children:
                self._give_up(child.why())

    def _give_up(self, why: str) -> None:
        """Draw no more: what stopped one child would stop each."""
        self._running = False
        self._lost |= dict.fromkeys(self._open(), why)
        for child in self._children:
            child.end()
        self._children.clear()


def _end_all(children: list[DrawingChild], store: Store) -> None:
    for child in children:
        child.end()
        sweep_drafts(store.pages, process=child.process.pid)
    children.clear()
    shutil.rmtree(store.run, ignore_errors=True)
