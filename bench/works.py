"""Works that save themselves, beside what they stand for: `python -m bench.works`.

Opening a work beside opening its project file; a click that changes the work beside one that does
not; memory of the server with one planner and with ten.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from geopandas import GeoDataFrame, points_from_xy

from bench.load_memory import bring, points_csv
from bench.load_session import Session
from bench.markdown import markdown
from bench.timing import best_s, spoken
from geo.guarded.reading import By, Sent, project
from geo.ledger.blobs import packed
from geo.ledger.database import Database
from geo.project_file import store
from geo.project_file.writing import head, joined, layer_piece
from geo.works.model import Draft, WorkPart
from geo.works.store import Works
from tools.headless import memory_mb, running

POINTS, PLANNERS, CLICKS = 50_000, 10, 30
_OF_EACH = 5_000
"""Points that each of several planners imports."""

_SAVES_NOT = "from views.works import saver\nsaver.Saver.hand = lambda *_: None\n"

_SIGNED_IN = {
    "PLANMAP_SIGN_IN": "proxy",
    "PLANMAP_PROXY": "127.0.0.1",
    "PLANMAP_WRITERS": "*@office.cn",
}
_NAMED = {"server.trustedUserHeaders": '{"X-Remote-User": "user"}'}

_SAVED_S = 4.0
"""Seconds within which a work is saved after the last change."""


def rows(planners: int = PLANNERS) -> Iterator[tuple[str, ...]]:
    """Yield the table: the measure, what it is held against, this, their ratio, the aim."""
    yield ("measure", "beside", "this", "ratio", "aim")
    yield opening()
    yield asyncio.run(_clicks())
    yield asyncio.run(_memory(planners))


def opening() -> tuple[str, ...]:
    """Seconds to open a project file, and to open the same as a work; best of three by turns."""
    with tempfile.TemporaryDirectory() as folder:
        works = Works(Database(f"sqlite:///{Path(folder) / 'ledger.sqlite'}"))
        works.save(_draft(), datetime.now(UTC))
        content = works.read("bench").content
        of_file = best_s(lambda: _open(content), 5)
        of_work = best_s(lambda: _open(works.read("bench").content), 5)
        works.database.close()
    measure = f"open {POINTS:,} points, {len(content) / 1e6:.0f} MB: project file, work"
    return (measure, spoken(of_file), spoken(of_work), f"{of_work / of_file:.2f}", "1.3")


def _open(content: bytes) -> None:
    project(Sent(content, "工程.json"), By("bench"))


def _draft() -> Draft:
    numbers = range(POINTS)
    places = points_from_xy(
        [115.85 + number % 997 / 10_000 for number in numbers],
        [28.60 + number % 601 / 10_000 for number in numbers],
        crs=4326,
    )
    table = {"名称": [f"测点{number}" for number in numbers], "数值": [n / 7 for n in numbers]}
    layer = store(GeoDataFrame(table, geometry=places), "测点")
    blob = packed([joined(layer.features).encode()])
    part = WorkPart("layer", *layer_piece(layer), blob.sha256, blob.size)
    begun = head("bench", "2026-01-01", {})
    return Draft("bench", "bench", "", "bench", begun, (part,), (blob,), 0)


async def _clicks() -> tuple[str, ...]:
    """Median of clicks that change the work, on a server that saves and on one that does not."""
    async with AsyncExitStack() as stack:
        times: dict[Session, list[float]] = {}
        for first in (_SAVES_NOT, ""):
            origin, _ = stack.enter_context(running(first=first))
            session = await stack.enter_async_context(Session(origin))
            await bring(session, "points.csv", points_csv(_OF_EACH, 1))
            times[session] = []
        await asyncio.sleep(_SAVED_S)
        for number in range(2 * CLICKS):
            for session, seen in times.items():
                own = next(key for key in session.ids if key.startswith("on-own-"))
                session.put(own, bool_value=number % 2 == 1)
                seen.append((await session.run()).seconds)
                await session.rest(0.4)  # a save may be under way at the next click
    plain, kept = map(median, times.values())
    measure = "click on the box of one's own layer: nothing saved, saved after it"
    return (measure, spoken(plain), spoken(kept), f"{kept / plain:.2f}", "-")


async def _memory(planners: int) -> tuple[str, ...]:
    """Memory of server and children with one planner, and with several, all with a layer.

    Each is signed in as somebody else by the header of a proxy, and has a work of his own.
    """
    held = []
    for count in (1, planners):
        with running(more=_NAMED, told=_SIGNED_IN) as (origin, process):
            async with AsyncExitStack() as tabs:
                for number in range(count):
                    person = {"X-Remote-User": f"planner{number}@office.cn"}
                    session = await tabs.enter_async_context(Session(origin, person))
                    await bring(session, f"points-{number}.csv", points_csv(_OF_EACH, number))
                await asyncio.sleep(2 * _SAVED_S)
                held.append(memory_mb(process))
    measure = f"memory: 1 planner signed in, {planners}, {_OF_EACH:,} points each"
    one, many = held
    return (measure, f"{one:.0f} MB", f"{many:.0f} MB", f"{many / one:.2f}", "1.5")


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.works", description=__doc__)
    parser.add_argument("--planners", type=int, default=PLANNERS)
    for line in markdown(list(rows(parser.parse_args().planners))):
        print(line)  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
