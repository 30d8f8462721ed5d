"""Every few seconds: what belongs to sessions that have gone is let go of."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress

from views import process_memory
from views.sessions import registry, streamlit_sessions
from views.sessions.streamlit_sessions import Seen, Sessions

TICK_S = 5.0
"""Seconds between two looks: what a session held goes so long after it at the latest."""

_GIVING = (0, 1, 2, 12)
"""Rounds after a release in which memory is given back: a run under way holds some for a while."""

_log = logging.getLogger(__name__)


def go_round(seen: Seen, now: float) -> bool:
    """Release what is of sessions that are not there any more; return whether anything was."""
    registry.note(seen.active, seen.lost, now)
    there = seen.active | seen.lost | {registry.NOBODY}
    released = False
    for holder in registry.holders():
        for owner in holder.owners() - there:
            holder.release(owner)
            released = True
        tend = getattr(holder, "tend", None)
        if tend is not None:
            tend(now)
    return released


def release_all() -> None:
    """Let go of everything: the server ends."""
    for holder in registry.holders():
        for owner in holder.owners():
            holder.release(owner)


@asynccontextmanager
async def working(
    look: Callable[[], Seen] | None = None, tick_s: float | None = None
) -> AsyncIterator[None]:
    """Go round every `tick_s` or `TICK_S` while the block runs; then everything is let go of.

    `look` tells who is there, on the loop of the server; None for Streamlit's sessions.
    """
    with ThreadPoolExecutor(1, "janitor") as thread:
        rounds = asyncio.create_task(_rounds(look or Sessions().look, tick_s or TICK_S, thread))
        try:
            yield
        finally:
            rounds.cancel()
            with suppress(asyncio.CancelledError):
                await rounds
            thread.submit(release_all).result()


async def _rounds(look: Callable[[], Seen], tick_s: float, thread: ThreadPoolExecutor) -> None:
    loop, since = asyncio.get_running_loop(), max(_GIVING)
    while True:
        await asyncio.sleep(tick_s)
        try:
            seen = look()
            owning = set().union(*(each.owners() for each in registry.holders()))
            streamlit_sessions.bound_lost(registry.longest_lost(), owning)
            streamlit_sessions.bound_uploads(registry.longest_lost())
            released = await loop.run_in_executor(thread, go_round, seen, time.monotonic())
            since = 0 if released else since + 1
            if since in _GIVING:
                await loop.run_in_executor(thread, process_memory.search)
        except Exception:  # nobody waits for this task: it is told in the log, and goes on
            _log.exception("unexpected error while letting go of sessions")
