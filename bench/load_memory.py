"""Memory of the server before, while and after planners with large layers."""

import asyncio
import time
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random

import psutil

from bench.load_session import Session
from tools.headless import memory_mb, running

PLANNERS, POINTS = 6, 200_000
_SETTLE_S = 15.0
"""Until a server that has just started has also started its first child ahead."""


def memory_rows(builds: Mapping[str, Path], after_s: float) -> Iterator[tuple[str, ...]]:
    """Yield the table: idle, with the layers, and some seconds after all have left, MB."""
    after = f"{after_s:.0f} s after all left"
    yield ("build", "of", "idle MB", f"{PLANNERS} x {POINTS:,} points", after, "of idle")
    for name, root in builds.items():
        with running(root=root) as (origin, process_id):
            idle, full = asyncio.run(_visited(origin, process_id))
            time.sleep(after_s)
            left = _taken(process_id)
        for of, *held in zip(("server", "with children"), idle, full, left, strict=True):
            yield (name, of, *(f"{each:.0f}" for each in held), f"{held[-1] / held[0]:.2f}")


def _taken(process_id: int) -> tuple[float, float]:
    """Resident memory of a server, alone and with its children, MB."""
    alone = float(psutil.Process(process_id).memory_info().rss / 1e6)
    return alone, memory_mb(process_id)


async def _visited(origin: str, process_id: int) -> tuple[tuple[float, float], tuple[float, float]]:
    async with Session(origin) as one:
        await one.run()
    await asyncio.sleep(_SETTLE_S)
    idle = _taken(process_id)
    async with AsyncExitStack() as tabs:
        for number in range(PLANNERS):
            session = await tabs.enter_async_context(Session(origin))
            await bring(session, f"points-{number}.csv", points_csv(POINTS, number))
        full = _taken(process_id)
    return idle, full


async def bring(session: Session, name: str, content: bytes) -> None:
    """Let a visitor open the panel 导入, send a file and read it in."""
    await session.run()
    session.put("panel", string_array_value={"data": ["导入"]})
    await session.run()
    await session.upload("in-file-0", name, content)
    await session.run()
    session.put("in-go", trigger_value=True)
    seen = await session.run()
    if not any(key.startswith("on-own-") for key in session.ids):
        raise RuntimeError(f"{name} was not read in; the page says {seen.texts[-5:]}")


def points_csv(count: int, seed: int) -> bytes:
    """Return a table of points in the district: id, name, place and kind, some 70 bytes a row."""
    chance = Random(seed)
    rows = (
        f"P{seed}-{number:06d},测点{number},{115.85 + chance.random() * 0.1:.7f},"
        f"{28.6 + chance.random() * 0.06:.7f},{chance.choice('甲乙丙丁')}类,"
        f"{chance.random() * 1000:.4f}"
        for number in range(count)
    )
    return "\n".join(["编号,名称,经度,纬度,类别,数值", *rows]).encode()
