"""How the server asks for memory, so that what a planner leaves goes back to the system.

Arrow's own allocator and the many heaps that C keeps for threads hold on to what they once had:
after six imports of 200 000 points and their end, 210 MB more than before; without them, 30 MB.
"""

import ctypes
import os
import sys
from collections.abc import Callable

_POOL = "ARROW_DEFAULT_MEMORY_POOL"
_ARENA_MAX = -8
"""`M_ARENA_MAX` of glibc's `mallopt`: heaps at most."""


def begin() -> None:
    """Let Arrow ask C for memory, and C use one heap for all threads; call before Arrow is read.

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
