"""Many visitors at once, each changing the filter every few seconds; every answer is checked."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from statistics import median, quantiles

from websockets.exceptions import WebSocketException

from bench.load_session import RunFailedError, Session
from geo.filtering import Criteria, apply, chosen_values
from geo.plan_data import PlanData, load_plan
from tools.headless import ROOT

REST_S = (2.0, 5.0)
"""Shortest and longest rest between two changes of a visitor."""

_FIELDS = {"col": "column", "kind": "kind", "work": "work"}
"""Widgets that are changed, in turn, and the column each filters by."""

_FAILURES = (OSError, WebSocketException, RunFailedError, ValueError)


@dataclass
class Found:
    """What a crowd saw: seconds of each change, of each first page, and what went wrong."""

    clicks: list[float] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Median seconds from a change to the end of its run."""
        return median(self.clicks)

    @property
    def p95(self) -> float:
        """Seconds within which 95 of 100 changes ended."""
        return percentile(self.clicks, 95)


def percentile(values: Sequence[float], share: int) -> float:
    """Value below which `share` (1-99) of 100 lie, between neighbours; one value is its own."""
    return quantiles(values, n=100, method="inclusive")[share - 1] if len(values) > 1 else values[0]


async def crowd(origin: str, users: int, seconds: float, seed: int) -> Found:
    """Let visitors open the page together, then change filters at random for some seconds.

    Parameters
    ----------
    origin
        Of the server, `http://127.0.0.1:port`.
    users
        Visitors at the same time.
    seconds
        How long they go on once all have the page; no change is begun afterwards.
    seed
        The same number makes the same changes and rests.
    """
    found, gate = Found(), asyncio.Barrier(users)
    visits = (_visit(origin, Random(f"{seed}:{n}"), seconds, (found, gate)) for n in range(users))
    await asyncio.gather(*visits)
    return found


async def _visit(
    origin: str, chance: Random, seconds: float, shared: tuple[Found, asyncio.Barrier]
) -> None:
    found, gate = shared
    try:
        async with Session(origin) as session:
            found.opened.append((await session.run()).seconds)
            await session.run()  # what a browser sends when its map stands
            await gate.wait()
            await _change(session, chance, seconds, found)
    except _FAILURES as error:
        found.errors.append(f"{type(error).__name__}: {error}")
        await gate.abort()
    except asyncio.BrokenBarrierError:
        found.errors.append("another visitor could not open the page")


async def _change(session: Session, chance: Random, seconds: float, found: Found) -> None:
    clock, wanted = asyncio.get_running_loop(), Criteria()
    until = clock.time() + seconds
    while clock.time() + (rest := chance.uniform(*REST_S)) < until:
        await asyncio.sleep(rest)
        key = chance.choice(list(_FIELDS))
        value = chance.choice(["", *session.options[key]])
        chosen = (value,) if value else ()
        wanted = Criteria(chosen_values(dict(wanted.values) | {_FIELDS[key]: chosen}))
        session.put(key, string_array_value={"data": chosen})
        seen = await session.run()
        found.clicks.append(seen.seconds)
        if said(wanted) not in seen.texts:
            found.errors.append(f"not {said(wanted)} for {wanted}")


@cache
def _plan() -> PlanData:
    return load_plan(ROOT / "data")


@cache
def said(criteria: Criteria) -> str:
    """Words of the page for how many plan items pass a filter."""
    projects = _plan().projects
    return f"规划项目 **{len(apply(projects, criteria))}** / {len(projects)} 项"
