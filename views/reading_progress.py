"""What is sent to the page is read elsewhere: here one waits, shows how far it is, and can stop.

Each word on the page is also where Streamlit ends a run whose planner has stopped it or left; the
child that reads is ended with it.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from secrets import token_hex
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.importing.limits import MB, ReadingLimits
from geo.sandbox.ceiling import PAGE, Ceiling, bounds_of
from geo.sandbox.progress import ProgressListener
from views.escape_markdown import escape_markdown
from views.sessions import registry, streamlit_sessions
from views.state.imported import STOPPED

if TYPE_CHECKING:
    from geo.guarded.reading import By

_TICK_S = 0.2


@cache
def limits() -> ReadingLimits:
    """Return how much of a file is taken: `PLANMAP_LIMITS`, as `max_rows=1000000`, sets others.

    Streamlit's own `server.maxUploadSize` bounds the size as sent.

    Raises
    ------
    DataError
        If the variable names a bound that there is not, or no whole number above 0.
    """
    return bounds_of(
        os.environ.get("PLANMAP_LIMITS", ""), ReadingLimits(), "环境变量 PLANMAP_LIMITS "
    )


@cache
def ceiling() -> Ceiling:
    """Return what reading one file may take: `PLANMAP_CEILING`, as `cpu_s=300`, sets others.

    Raises
    ------
    DataError
        If the variable names a bound that there is not, or no whole number above 0.
    """
    whose = "读取进程的上限（PLANMAP_CEILING）"
    return bounds_of(os.environ.get("PLANMAP_CEILING", ""), PAGE, whose)


def limits_words(bounds: ReadingLimits) -> str:
    """Return the bounds as a planner reads them."""
    return (
        f"单个文件不超过 {bounds.max_file / MB:,.0f} MB（解压后 {bounds.max_bytes / MB:,.0f} MB）、"
        f"{bounds.max_rows:,} 行、{bounds.max_columns:,} 列、{bounds.max_vertices:,} 个顶点"
    )


@contextmanager
def waiting(words: str, mark: str = "") -> Iterator["By"]:
    """Show a bar that begins with `words`, and 停止 beside it, while a file is read.

    `mark` is of a file that each run looks at: once stopped it is not looked at again by itself.
    """
    from geo.guarded.reading import By  # noqa: PLC0415 - readers are known when a file comes

    place = st.empty()
    bar = _Bar(place, words, mark)
    try:
        yield By(owner=registry.owner(), ceiling=ceiling(), watch=ProgressListener(bar.tell))
    finally:
        place.empty()


class _Bar:
    """A bar with a button, drawn when the first word comes: most files are read before."""

    def __init__(self, place: DeltaGenerator, words: str, mark: str) -> None:
        self._place, self._words, self._mark = place, words, mark
        self._bar: DeltaGenerator | None = None
        self._last_s = 0.0

    def tell(self, share: float, stage: str) -> None:
        """Say how far it is, not more often than anybody looks."""
        now = time.monotonic()
        if now - self._last_s < _TICK_S:
            return
        self._last_s = now
        if self._bar is None:
            with self._place.container():
                self._bar = st.empty()
                with streamlit_sessions.of_the_page():  # the run that waits here is ended by it
                    key = f"stop-reading-{self._mark}-{token_hex(4)}"  # a run may look twice
                    st.button("停止", key=key, on_click=_stop, args=(self._mark,))
        self._bar.progress(share, escape_markdown(f"{self._words}　{stage}"))


def is_stopped(mark: str) -> bool:
    """Whether the planner stopped the look at a file; offers to look once more."""
    if STOPPED.get() != mark:
        return False
    st.info("已停止读取这个文件。")
    st.button("再读一次", key=f"read-again-{mark}", on_click=STOPPED.set, args=("",))
    return True


def _stop(mark: str) -> None:
    STOPPED.set(mark)
    if not mark:
        st.toast("已停止读取；需要时请再按一次。")
