"""The children that read what sessions send: warm when the server is, ended with their session."""

import sys

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


registry.join(sys.modules[__name__])
