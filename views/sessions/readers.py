"""The children that read what sessions send: warm when the server is, ended with their session."""

import sys
from threading import Timer

from geo.guarded.children import pool
from views.sessions import registry


def owners() -> set[str]:
    """Sessions for which a child works or is kept."""
    return pool().owners()


def release(owner: str) -> None:
    """End what reads for a session."""
    pool().release(owner)


def tend(now: float) -> None:
    """End children that were kept long enough."""
    del now
    pool().tidy()


WARM_S = 5.0
"""Seconds after the start of the server in which the first page goes before the first file."""


def warm(after_s: float = WARM_S) -> None:
    """Start a child ahead, so that the first file waits for nothing."""
    timer = Timer(after_s, pool().warm)
    timer.daemon = True
    timer.start()


registry.join(sys.modules[__name__])
