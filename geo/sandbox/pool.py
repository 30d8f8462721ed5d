"""Child processes kept warm: work is done in one at once, a few at a time, each for one owner.

What one owner sent may have taken a child over: it is never given to another. One unused child
waits, so that nobody waits for its start.
"""

import atexit
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Thread
from typing import Any, NamedTuple

from geo.errors import DataError
from geo.sandbox.asking import Files, Task, ask
from geo.sandbox.ceiling import PAGE, Ceiling, WorkEndedError
from geo.sandbox.process import Child, Kit
from geo.sandbox.progress import SILENT, ProgressListener
from geo.sandbox.starting import awaited, started

_log = logging.getLogger(__name__)

MOST = 2
"""Pieces of work done at once; others wait their turn."""

MOST_KEPT = 2
"""Children kept for owners they have worked for; each takes some 200 MB."""

KEPT_S = 60.0
"""Seconds for which a child waits for more of the owner it has worked for."""

WAIT_S = 300.0
"""Seconds after which who waits for a turn is told to come back."""

_TICK_S = 0.1


class _Kept(NamedTuple):
    child: Child
    owner: str
    since: float


class Pool:
    """A few children of one kind: `kit` is what each brings along.

    `most` pieces of work are done at once; a child is kept for its owner for `kept_s` seconds.
    """

    def __init__(self, kit: Kit, *, most: int = MOST, kept_s: float = KEPT_S) -> None:
        self.kit, self._most, self._kept_s = kit, most, kept_s
        self._turn = Condition()
        self._waiting: list[object] = []
        self._busy: dict[Child, str] = {}
        self._kept: list[_Kept] = []
        self._fresh: list[Child] = []
        self._warming = self._closed = False
        atexit.register(self.close)

    def call(
        self,
        task: Task,
        files: Files,
        *,
        owner: str,
        ceiling: Ceiling = PAGE,
        watch: ProgressListener = SILENT,
    ) -> Any:  # noqa: ANN401 - what the task returns
        """Do a piece of work in a child of this owner's; return what it returns.

        Parameters
        ----------
        task
            The function, its arguments, and the classes its answer may hold.
        files
            What was sent, by the argument it is given as.
        owner
            For whom; "" for somebody who asks once.
        ceiling
            Bounds of the work.
        watch
            Told how far it is, several times a second; what it raises ends the work.

        Raises
        ------
        DataError
            What the function raises, or that it met a bound, died, or had to wait too long.
        """
        with self._place(task.subject, watch) as found:
            child = self._taken(owner, watch)
            found.append(child)
            answer = ask(child, task, files, ceiling, watch)
            if owner:
                self._keep(found.pop(), owner)
        if answer.error is not None:
            raise answer.error
        return answer.value

    def warm(self) -> None:
        """Start an unused child in the background unless one is there."""
        with self._turn:
            if self._warming or self._fresh or self._closed:
                return
            self._warming = True
        Thread(target=self._start_fresh, name="sandbox-warm", daemon=True).start()

    def release(self, owner: str) -> None:
        """End what works for an owner or is kept for him: he has left."""
        with self._turn:
            ended = [each.child for each in self._kept if each.owner == owner]
            ended += [child for child, name in self._busy.items() if name == owner]
            self._kept = [each for each in self._kept if each.owner != owner]
        for child in ended:
            child.end()

    def owners(self) -> set[str]:
        """Return for whom a child works or is kept."""
        with self._turn:
            named = {*self._busy.values(), *(each.owner for each in self._kept)}
        return named - {""}

    def tidy(self) -> None:
        """End children that were kept long enough; called now and then."""
        now = time.monotonic()
        with self._turn:
            old = [each for each in self._kept if now - each.since > self._kept_s]
            self._kept = [each for each in self._kept if each not in old]
        for each in old:
            each.child.end()

    def close(self) -> None:
        """End every child."""
        with self._turn:
            self._closed = True
            ended = [*self._busy, *self._fresh, *(each.child for each in self._kept)]
            self._fresh, self._kept = [], []
        for child in ended:
            child.end()

    def pids(self) -> tuple[int, ...]:
        """Return the numbers of all living children."""
        with self._turn:
            there = [*self._busy, *self._fresh, *(each.child for each in self._kept)]
        return tuple(child.pid for child in there if child.alive)

    @contextmanager
    def _place(self, subject: str, watch: ProgressListener) -> Iterator[list[Child]]:
        """Wait for a turn; the child put into the list is ended unless it was taken out again."""
        ticket, used = object(), list[Child]()
        self._queue(ticket, subject, watch)
        try:
            yield used
        finally:
            with self._turn:
                for child in list(self._busy):
                    if child in used:
                        del self._busy[child]
                self._waiting.remove(ticket)
                self._turn.notify_all()
            for child in used:
                child.end()
            self.tidy()
            self.warm()

    def _queue(self, ticket: object, subject: str, watch: ProgressListener) -> None:
        since = time.monotonic()
        with self._turn:
            self._waiting.append(ticket)
        try:
            while True:
                with self._turn:
                    before = self._waiting.index(ticket)
                    if before < self._most:
                        return
                    self._turn.wait(_TICK_S)
                if time.monotonic() - since > WAIT_S:
                    words = f"{subject} 等候过久：服务器正在处理其他文件；请稍后再试"
                    raise WorkEndedError(words, "busy")
                watch.tell(0.0, f"排队等候，前面还有 {before - self._most + 1} 件……")
        except BaseException:
            with self._turn:
                self._waiting.remove(ticket)
            raise

    def _taken(self, owner: str, watch: ProgressListener = SILENT) -> Child:
        """The child kept for an owner, the unused one, or a new one."""
        with self._turn:
            mine = next((each for each in self._kept if each.owner == owner != ""), None)
            if mine is not None:
                self._kept.remove(mine)
            child = mine.child if mine else (self._fresh.pop() if self._fresh else None)
            if child is not None and child.usable:
                self._busy[child] = owner
                return child
        if child is not None:
            child.end()
        child = Child(self.kit)
        with self._turn:
            self._busy[child] = owner  # from now on whoever lets go of the owner ends it
        try:
            awaited(child, watch)
        except BaseException:
            with self._turn:
                self._busy.pop(child, None)
            child.end()
            raise
        return child

    def _keep(self, child: Child, owner: str) -> None:
        with self._turn:
            self._busy.pop(child, None)
            if not self._closed and child.usable:
                self._kept.append(_Kept(child, owner, time.monotonic()))
            ended = [] if self._kept and self._kept[-1].child is child else [child]
            while len(self._kept) > MOST_KEPT:
                ended.append(self._kept.pop(0).child)
        for each in ended:
            each.end()

    def _start_fresh(self) -> None:
        try:
            child = started(self.kit)
        except (DataError, OSError):
            child = None
            if not self._closed:  # at the end of a command its folders are gone
                _log.exception("a child could not be started ahead")
        with self._turn:
            self._warming = False
            if child is not None and not self._closed:
                self._fresh.append(child)
                return
        if child is not None:
            child.end()
