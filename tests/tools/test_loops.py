"""A coroutine is run where a loop already runs, as after a browser test."""

import asyncio

import pytest

from tools.loops import finished


async def doubled(number):
    await asyncio.sleep(0)
    return 2 * number


def test_it_runs_within_a_running_loop():
    async def inside():
        return finished(doubled(21))

    assert finished(inside()) == 42


def test_its_failure_is_the_callers():
    async def failing():
        raise LookupError("甲")

    with pytest.raises(LookupError, match="甲"):
        finished(failing())
