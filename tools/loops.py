"""Run a coroutine to its end wherever the caller stands, for tests and benches.

`asyncio.run` refuses a thread in which a loop already runs, and Playwright's synchronous
API leaves one running in the thread that started it: a test after a browser test stands
there without having asked for it.
"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def finished(work: Coroutine[Any, Any, T]) -> T:
    """What `work` returns, run in a loop and a thread of its own; what it raises is raised."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
