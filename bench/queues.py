"""Queues that planners share: `python -m bench.queues --before ../older`.

Each build runs as a server process of its own. Printed are the answers of `/share/zones.geojson`
while nothing else is done, and while sheets wait to be drawn; the sheets in a row; and the server's
memory after A2 sheets drawn one after the other.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple
from urllib.request import urlopen

from psutil import Process
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.load_clicks import percentile
from bench.load_session import RunFailedError, Seen, Session
from bench.markdown import markdown
from tools.headless import ROOT, memory_mb, running

_QUIET = 60
"""Answers without other work."""

_AFTER_S = 3.0
"""Seconds after the last sheet at which memory is read: no planner does anything meanwhile."""


class Queues(NamedTuple):
    """What was measured of a build: seconds, MB."""

    quiet: list[float]
    busy: list[float]
    sheets: list[float]
    memory: dict[str, float]


class Drawing(Session):
    """A visitor with the panel 出图 open, who asks for the sheet of an A2 page as PNG."""

    def __init__(self, origin: str) -> None:
        super().__init__(origin)
        self.files: dict[str, str] = {}

    async def open(self) -> None:
        """Open the panel and choose the paper."""
        await self.run()
        for key, words in (("panel", "出图"), ("sheet-paper", "A2")):
            self.put(key, string_array_value={"data": [words]})
            await self.run()

    async def sheet(self) -> float:
        """Press 下载 PNG; return the seconds until the file is there.

        Raises
        ------
        RunFailedError
            If there is none.
        """
        start, request = perf_counter(), BackMsg()
        request.backend_operation_request.request_id = str(start)
        request.backend_operation_request.session_id = self._session_id
        request.backend_operation_request.deferred_file.file_id = self.files["sheet-png"]
        await self._stream.send(request.SerializeToString())
        async for message in self._messages():
            if message.WhichOneof("type") != "backend_operation_response":
                self._note(message)
                continue
            answer = message.backend_operation_response
            if answer.error_msg:
                raise RunFailedError(answer.error_msg)
            with await asyncio.to_thread(
                urlopen, f"{self.origin}{answer.deferred_file.url}"
            ) as got:
                size = len(got.read())
            if size < 100_000:
                raise RunFailedError(f"a sheet of {size} bytes")
            return perf_counter() - start
        raise RunFailedError("the server closed the stream")

    def _look(self, message: ForwardMsg, seen: Seen) -> None:
        super()._look(message, seen)
        self._note(message)

    def _note(self, message: ForwardMsg) -> None:
        element: Any = message.delta.new_element
        if element.WhichOneof("type") == "download_button":
            key = element.download_button.id.split("-", 2)[-1]
            self.files[key] = element.download_button.deferred_file_id


def main() -> None:
    """Measure the builds one after the other; print the tables."""
    chosen = _arguments()
    builds = {"before": chosen.before} if chosen.before else {}
    builds["this"] = ROOT
    found = {name: _measured(root, chosen) for name, root in builds.items()}
    rows = [row for name, each in found.items() for row in _rows(name, each)]
    _say("\n".join(markdown([_HEAD, *rows])))


def _measured(root: Path, chosen: argparse.Namespace) -> Queues:
    with running(root=root) as (origin, process_id):
        return asyncio.run(_queues(origin, process_id, chosen))


async def _queues(origin: str, process_id: int, chosen: argparse.Namespace) -> Queues:
    """Quiet answers; sheets one after the other; then all at once, and answers meanwhile."""
    async with Drawing(origin) as first:
        await first.open()
        await _answers(origin, 5)
        quiet = await _answers(origin, _QUIET)
        await first.sheet()
        memory = {"after the first sheet": _own_mb(process_id)}
        for _ in range(chosen.sheets - 1):
            await first.sheet()
        await asyncio.sleep(_AFTER_S)
        memory[f"after {chosen.sheets} sheets"] = _own_mb(process_id)
        memory["with its children"] = memory_mb(process_id)
        sheets, busy = await _crowd(origin, chosen.waiting)
    return Queues(quiet, busy, sheets, memory)


async def _crowd(origin: str, count: int) -> tuple[list[float], list[float]]:
    """Seconds of sheets that are asked for at once, and of the answers meanwhile."""
    visitors = [Drawing(origin) for _ in range(count)]
    for each in visitors:
        await each.__aenter__()
        await each.open()
    drawing = [asyncio.create_task(each.sheet()) for each in visitors]
    await asyncio.sleep(0.5)
    busy: list[float] = []
    while not all(task.done() for task in drawing):
        busy += await _answers(origin, 1)
    sheets = [await task for task in drawing]
    for each in visitors:
        await each.__aexit__(None, None, None)
    return sorted(sheets), busy


async def _answers(origin: str, count: int) -> list[float]:
    times = []
    for _ in range(count):
        times.append(await asyncio.to_thread(_answer_s, origin))
        await asyncio.sleep(0.1)
    return times


def _answer_s(origin: str) -> float:
    start = perf_counter()
    with urlopen(f"{origin}/share/zones.geojson", timeout=120) as answer:
        answer.read()
    return perf_counter() - start


def _own_mb(process_id: int) -> float:
    return float(Process(process_id).memory_info().rss / 1e6)


_HEAD = ("build", "measure", "n", "median", "p95", "max")


def _rows(name: str, found: Queues) -> Iterator[tuple[str, ...]]:
    timed = {
        "address, quiet, ms": [1000 * each for each in found.quiet],
        f"address, {len(found.sheets)} A2 PNG wait, ms": [1000 * each for each in found.busy],
        "A2 PNG asked for at once, s": found.sheets,
    }
    for words, times in timed.items():
        middle = (percentile(times, 50), percentile(times, 95), max(times))
        yield (name, words, str(len(times)), *(f"{each:.2f}" for each in middle))
    for words, megabytes in found.memory.items():
        yield (name, f"server {words}, MB", "1", f"{megabytes:.0f}", "-", "-")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--before", type=Path, help="another checkout of the project, beside it")
    parser.add_argument("--sheets", type=int, default=8, help="sheets one after the other (8)")
    parser.add_argument("--waiting", type=int, default=9, help="sheets asked for at once (9)")
    return parser.parse_args()


def _say(words: object) -> None:
    print(words)  # noqa: T201 - a command's output
    sys.stdout.flush()


if __name__ == "__main__":
    main()
