"""Who owns what is kept on the server, and which sessions have lost their connection.

Kept in the module, not in Streamlit's caches: those are emptied for everybody by a message that any
visitor may send.
"""

from threading import Lock
from typing import Protocol

from streamlit.runtime.scriptrunner import get_script_run_ctx

NOBODY = ""
"""Owner of what is made where no session is."""


class Holder(Protocol):
    """A part of the server that keeps things of sessions; a module will do."""

    def owners(self) -> set[str]:
        """Return the sessions that own something."""

    def release(self, owner: str) -> None:
        """Let go of all that a session owns; it has gone."""


_guard = Lock()
_lost: dict[str, float] = {}
_holders: list[Holder] = []


def owner() -> str:
    """Return the id of the session that this run belongs to, `NOBODY` outside of one."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else NOBODY


def join(holder: Holder) -> None:
    """Have a holder told of sessions that have gone."""
    if holder not in _holders:
        _holders.append(holder)


def holders() -> tuple[Holder, ...]:
    """Return those that keep things of sessions."""
    return tuple(_holders)


def note(active: frozenset[str], lost: frozenset[str], now: float) -> None:
    """Note which sessions are there now and which have lost their connection, at `now` seconds."""
    with _guard:
        for each in active.union(_lost.keys() - lost):
            _lost.pop(each, None)
        for each in lost:
            _lost.setdefault(each, now)


def lost_for(owner: str, now: float) -> float:
    """Return the seconds since a session lost its connection, 0 where it has one."""
    with _guard:
        return now - _lost.get(owner, now)


def longest_lost() -> list[str]:
    """Return the sessions without a connection, the longest first."""
    with _guard:
        return sorted(_lost, key=_lost.__getitem__)
