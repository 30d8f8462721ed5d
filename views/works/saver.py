"""The thread that saves: a little after the last change, again where it failed, never in a run."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Condition, Thread
from typing import NamedTuple

from geo.errors import DataError
from geo.ledger.blobs import Packed
from geo.works.model import BehindError, Draft, GoneError
from views.sessions import streamlit_sessions
from views.works import desks, drafting, place
from views.works.desks import Desk, Held
from views.works.drafting import Snapshot
from views.works.owner import Owner

CALM_S = 0.6
"""Seconds after a change in which another may follow, saved together."""

LONGEST_S = 3.0
"""Seconds after a change within which it is saved, whatever follows."""

AGAIN_S = (2.0, 5.0, 15.0, 30.0)
"""Seconds after which a save that failed is tried again; the last again and again."""

QUIET_S = 0.1
"""Longest wait for the runs of pages between two pieces of a layer that is written."""

GONE = "这个工作已在另一处删除；这里的改动没有保存"

_FOREIGN = "foreign key"
"""Of the message of a database that does not have what a part refers to."""

_log = logging.getLogger(__name__)


class _Job(NamedTuple):
    desk: Desk
    held: Held
    owner: Owner
    mark: str
    snapshot: Snapshot
    first: float
    due: float
    tries: int = 0


class Saver:
    """Saves what sessions hand over, one after another; `now` tells seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._jobs: dict[tuple[str, str], _Job] = {}
        self._busy = ""
        self._new: dict[str, Packed] = {}  # contents that are written, and not yet kept
        self._turn = Condition()
        self._thread: Thread | None = None

    def hand(self, desk: Desk, owner: Owner, snapshot: Snapshot) -> None:
        """Take what a session holds now; it replaces what waits of the same work."""
        held, now = desk.held, self._now()
        key = (desk.session, held.work)
        with self._turn:
            before = self._jobs.get(key)
            first = before.first if before and not before.tries else now
            due = min(now + CALM_S, first + LONGEST_S)
            self._jobs[key] = _Job(desk, held, owner, held.mark, snapshot, first, due)
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._run, name="planmap-saver", daemon=True)
                self._thread.start()
            self._turn.notify_all()

    def flush(self, work: str, seconds: float) -> bool:
        """Save what waits of a work at once, "" for all; whether it is done within the time."""
        self._hurry(lambda job: work in ("", job.held.work))
        with self._turn:
            return self._turn.wait_for(lambda: not self._waits(work), seconds)

    def _waits(self, work: str) -> bool:
        waiting = [job.held.work for job in self._jobs.values() if not job.tries]
        waiting += [self._busy] if self._busy else []
        return bool(waiting) if work == "" else work in waiting

    def _hurry(self, wanted: Callable[[_Job], bool]) -> None:
        with self._turn:
            for key, job in self._jobs.items():
                if wanted(job):
                    self._jobs[key] = job._replace(due=0.0)
            self._turn.notify_all()

    def _run(self) -> None:
        while True:
            job = self._next()
            try:
                self._save(job)
            except Exception:  # the thread lives on; the work stays marked as not saved
                _log.exception("unexpected error while saving a work")
                self._failed(job, "保存出错，已写入服务器日志", again=True)
            with self._turn:
                self._busy = ""
                self._turn.notify_all()

    def _next(self) -> _Job:
        """Wait for the job that is due first, and take it."""
        with self._turn:
            while True:
                key = min(self._jobs, key=lambda each: self._jobs[each].due, default=None)
                wait = None if key is None else self._jobs[key].due - self._now()
                if key is not None and wait is not None and wait <= 0:
                    job = self._jobs.pop(key)
                    self._busy = job.held.work
                    return job
                self._turn.wait(wait)

    def _save(self, job: _Job) -> None:
        held, at = job.held, datetime.now(UTC)
        try:
            draft = self._draft(job)
            version = place.works().save(draft, at)
        except (BehindError, GoneError) as error:
            held.behind = True
            self._failed(job, str(error) if isinstance(error, BehindError) else GONE, again=False)
        except DataError as error:
            if _FOREIGN in str(error.__cause__).casefold():  # the store is another than it was
                drafting.forget()
            self._failed(job, str(error), again=error.__cause__ is not None)
        else:
            for each in draft.new:
                self._new.pop(each.sha256, None)
            self._done(job, version, at)

    def _draft(self, job: _Job) -> Draft:
        held = job.held
        written = drafting.compose(job.snapshot, lambda: streamlit_sessions.quiet(QUIET_S))
        self._new |= {each.sha256: each for each in written.new}
        names = [part.blob for part in written.parts if part.blob in self._new]
        new = tuple(self._new[name] for name in dict.fromkeys(names) if name)
        told = (job.owner.key, job.owner.name, held.name, written.head, written.parts)
        return Draft(held.work, *told, new, held.version)

    def _done(self, job: _Job, version: int, at: datetime) -> None:
        desk, held = job.desk, job.held
        failed, shown = held.failure, held.saved
        held.version, held.saved, held.kept, held.failure = version, at, job.mark, ""
        for other in desks.others(held.work, desk.session):
            other.held.behind = True
            streamlit_sessions.rerun_soon(other.session, other.page)
        if desk.held is not held:
            return
        if failed:
            streamlit_sessions.rerun_soon(desk.session, desk.page)
        if failed or shown is None or f"{shown:%H%M}" != f"{at:%H%M}":
            streamlit_sessions.rerun_soon(desk.session, desk.bar)

    def _failed(self, job: _Job, words: str, *, again: bool) -> None:
        new = job.held.failure != words
        job.held.failure = words
        if again:
            wait = AGAIN_S[min(job.tries, len(AGAIN_S) - 1)]
            with self._turn:
                later = job._replace(due=self._now() + wait, tries=job.tries + 1)
                self._jobs.setdefault((job.desk.session, job.held.work), later)
        if new:
            _log.warning("a work could not be saved: %s", words)
            for fragment in (job.desk.page, job.desk.bar):
                streamlit_sessions.rerun_soon(job.desk.session, fragment)


SAVER = Saver()
