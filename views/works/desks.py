"""What is known of the work of each session: which it is, what of it is saved, why it is not."""

import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import RLock

from geo.errors import DataError
from geo.works.model import Work
from views import layer_store
from views.sessions import memory, registry
from views.works import place

LET_GO_S = 600.0
"""Seconds without a connection after which layers go that are saved; they are read again."""

TOUCH_S = 3_600.0
"""Seconds between two notes that works are open, and between two cleanings."""


@dataclass(eq=False)
class Held:
    """A work that a session works on, "" for none yet; the saver's thread writes here, too.

    `mark` is of the state of the session (`views.unsaved_work.work`) that was handed over last,
    `kept` of the one that is saved; `behind`: somebody else has saved it since, or deleted it.
    """

    work: str = ""
    version: int = 0
    name: str = ""
    saved: datetime | None = None
    mark: str = ""
    kept: str = ""
    failure: str = ""
    behind: bool = False
    said: str = ""

    def told(self) -> str:
        """Return why it is not saved where that has not been said yet, "" else."""
        new = self.failure if self.failure != self.said else ""
        self.said = self.failure
        return new

    @property
    def is_kept(self) -> bool:
        """Whether all there was to save is saved."""
        return bool(self.work and self.saved) and self.mark == self.kept and not self.failure


@dataclass(eq=False)
class Desk:
    """A session: what it holds, of whose work it shows a view, which work it may go on with.

    `page` and `bar` are the fragments that show it.
    """

    session: str
    begun: bool = False
    held: Held = field(default_factory=Held)
    viewed: Work | None = None
    offered: Work | None = None
    page: str = ""
    bar: str = ""

    def hold(self, work: Work, mark: str = "") -> None:
        """Work on a work that was opened."""
        self.held = Held(work.work, work.version, work.name, work.saved, mark, mark)
        self.viewed = self.offered = None


_guard = RLock()
_desks: dict[str, Desk] = {}
_touched = 0.0


def mine() -> Desk:
    """Return the desk of this session."""
    owner = registry.owner()
    if owner == registry.NOBODY:
        return Desk(owner)
    with _guard:
        return _desks.setdefault(owner, Desk(owner))


def others(work: str, session: str) -> list[Desk]:
    """Return the desks of other sessions of this server that hold a work."""
    with _guard:
        return [
            each for each in _desks.values() if each.held.work == work and each.session != session
        ]


def owners() -> set[str]:
    """Sessions that have a desk."""
    with _guard:
        return set(_desks)


def release(owner: str) -> None:
    """Forget the desk of a session; what it handed over is saved all the same."""
    with _guard:
        _desks.pop(owner, None)


def tend(now: float) -> None:
    """Let layers go that are saved while nobody looks; note now and then which works are open."""
    global _touched  # noqa: PLW0603 - one clock of the server
    with _guard:
        desks = list(_desks.values())
    for desk in desks:
        if desk.held.is_kept and registry.lost_for(desk.session, now) > LET_GO_S:
            layer_store.release(desk.session)
            memory.release(desk.session)
    if now - _touched > TOUCH_S:
        _touched = now
        _note_open({desk.held.work for desk in desks if desk.held.work})


def _note_open(works: set[str]) -> None:
    at = datetime.now(UTC)
    try:
        if works:
            place.works().touch(works, at)
        place.works().clean(at)
    except DataError:  # the store is away; it is tried again in an hour
        return


registry.join(sys.modules[__name__])
