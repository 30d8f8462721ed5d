"""What is sent to the page is read elsewhere: here one waits, shows how far it is, and can stop.

Each word on the page is also where Streamlit ends a run whose planner has stopped it or left; the
child that reads is ended with it.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from geo.sandbox.ceiling import PAGE, Ceiling, ceiling_of
from geo.sandbox.watch import Watch
from views.plain import plain
from views.sessions import registry

if TYPE_CHECKING:
    from geo.guarded.reading import By

VARIABLE = "PLANMAP_CEILING"
"""Sets what reading one file may take, such as `memory_mb=4096, cpu_s=300`."""

_TICK_S = 0.2


@cache
def ceiling() -> Ceiling:
    """Return what reading one file may take on this installation.

    Raises
    ------
    DataError
        If the variable names a bound that there is not, or no whole number above 0.
    """
    return ceiling_of(os.environ.get(VARIABLE, ""), PAGE)


@contextmanager
def waiting(words: str) -> Iterator["By"]:
    """Show a bar while a file is read; `words` begin it and may come from data."""
    from geo.guarded.reading import By  # noqa: PLC0415 - readers are known when a file comes

    place, last = st.empty(), [0.0]

    def told(share: float, stage: str) -> None:
        now = time.monotonic()
        if now - last[0] >= _TICK_S:
            last[0] = now
            place.progress(share, plain(f"{words}　{stage}"))

    try:
        yield By(owner=registry.owner(), ceiling=ceiling(), watch=Watch(told))
    finally:
        place.empty()
