"""Spoiled files through every door of the guarded reader: `python -m bench.fuzz_doors`.

This process stands for the server. It must live, be asked nothing by what it reads (a listener of
its own on loopback counts), hold no more at the end than at the start, and leave no file; every
file must end in an answer or a `DataError`. A child that dies is counted: that is what it is for.
"""

import argparse
import os
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, cycle
from pathlib import Path
from random import Random
from threading import Thread
from typing import NamedTuple

import psutil

from bench.fuzzing.doors import Door, doors
from bench.fuzzing.spoiling import spoiled
from bench.markdown import markdown
from geo.errors import DataError
from geo.guarded import reading as guarded
from geo.guarded.reading import By, Sent
from geo.sandbox.ceiling import Ceiling, WorkEndedError

CEILING = Ceiling(memory_mb=1_024, cpu_s=20, wall_s=40, answer_mb=64)
_SESSION = 20
"""Files of one owner, after whom another comes."""


class Tally(NamedTuple):
    """What came of the files of one door."""

    read: int = 0
    refused: int = 0
    ceilings: int = 0
    deaths: int = 0
    faults: int = 0
    slowest_s: float = 0.0


def main() -> None:
    """Give files for some time; print the table; exit 1 where anything broke."""
    chosen = _arguments()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder, _listener() as (address, asked):
        every = doors(address)
        tempfile.tempdir = folder
        found = _run(every, chosen)
        guarded.pool().close()
        left = list(Path(folder).iterdir())
    for line in markdown([_HEAD, *(_row(*each) for each in found.items())]):
        _say(line)
    memory = psutil.Process().memory_info().rss / 2**20
    _say(f"requests {len(asked)}, files left {len(left)}, memory of this process {memory:.0f} MB")
    if asked or left or any(each.faults for each in found.values()):
        sys.exit(1)


_HEAD = ("door", "files", "read", "refused", "ceiling", "child died", "faults", "slowest")


def _row(name: str, tally: Tally) -> tuple[str, ...]:
    counts = tally[:5]
    return (name, f"{sum(counts):,}", *(f"{n:,}" for n in counts), f"{tally.slowest_s:.2f} s")


def _run(every: dict[str, Door], chosen: argparse.Namespace) -> dict[str, Tally]:
    tallies = {name: Tally() for name in every if chosen.door in name}
    until = time.monotonic() + chosen.seconds
    for number, name in zip(count(), cycle(tallies), strict=False):
        words = f"{name}:{chosen.seed}:{number}"
        tallies[name] = _given(every[name], words, tallies[name], number)
        if number % _SESSION == _SESSION - 1:
            guarded.pool().release(f"s{number // _SESSION}")
        if time.monotonic() > until:
            return tallies
    return tallies


def _given(door: Door, words: str, tally: Tally, number: int) -> Tally:
    dice = Random(words)
    content = spoiled(dice.choice(door.samples), dice)
    by = By(owner=f"s{number // _SESSION}", ceiling=CEILING)
    start = time.perf_counter()
    try:
        door.give(Sent(content, f"来文{door.end}"), by)
        tally = tally._replace(read=tally.read + 1)
    except DataError as error:
        tally = _refused(tally, error, words)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
        _say(f"{words}\n    {type(error).__name__}: {error}")
        tally = tally._replace(faults=tally.faults + 1)
    spent = time.perf_counter() - start
    return tally._replace(slowest_s=max(tally.slowest_s, spent))


def _refused(tally: Tally, error: DataError, case: str) -> Tally:
    if not isinstance(error, WorkEndedError):
        return tally._replace(refused=tally.refused + 1)
    _say(f"{case}\n    {str(error)[:120]}")
    if error.why in ("died", "unforeseen"):
        return tally._replace(deaths=tally.deaths + 1)
    return tally._replace(ceilings=tally.ceilings + 1)


@contextmanager
def _listener() -> Iterator[tuple[str, list[object]]]:
    """Listen on loopback; yield an address to stand in files, and who asked."""
    asked: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=_listen, args=(server, asked), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x", asked


def _listen(server: socket.socket, asked: list[object]) -> None:
    while True:
        try:
            made, peer = server.accept()
        except OSError:
            return
        asked.append(peer)
        made.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="spoiled files through every door")
    parser.add_argument("--seconds", type=float, default=60, help="how long to go on")
    parser.add_argument("--seed", type=int, default=1, help="another number makes other files")
    parser.add_argument("--door", default="", help="doors whose name holds this alone")
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a command's output


if __name__ == "__main__":
    os.environ.pop("PLANMAP_CEILING", None)
    main()
