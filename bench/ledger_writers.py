"""Processes that write into one ledger, and say each change once it is acknowledged."""

import multiprocessing
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from random import Random
from threading import Thread
from time import monotonic
from typing import Final, Literal, NamedTuple

from geo.errors import DataError
from geo.ledger import Act, ConflictError, Edit, Ledger

TABLE: Final = "projects"
ITEMS: Final = 61
FIELDS: Final = ("status", "remark")
"""Set together, so that half a change would show."""

FOR_EVER: Final = 1e9


class Said(NamedTuple):
    """What became of one write: the change's number and identity, or the words of the refusal."""

    what: Literal["written", "conflict", "refused"]
    item: str
    value: str
    took_s: float
    seq: int = 0
    uid: str = ""
    words: str = ""


class Writer(NamedTuple):
    """A process that writes, and where it says so."""

    process: BaseProcess
    said: Connection

    def heard(self) -> list[Said]:
        """Return what it said so far; all of it once it has ended."""
        found: list[Said] = []
        with suppress(EOFError, OSError):
            while self.said.poll():
                found.append(Said(*self.said.recv()))
        return found


def started(url: str, name: str, seconds: float = FOR_EVER, threads: int = 1) -> Writer:
    """Start a process whose threads write for a while on a ledger that they share."""
    near, far = _context().Pipe(duplex=False)
    process = _context().Process(target=_write, args=(url, name, seconds, threads, far))
    process.start()
    far.close()
    return Writer(process, near)


@contextmanager
def crowd(url: str, processes: int, threads: int, seconds: float) -> Iterator[list[Writer]]:
    """Give processes that write at once; none outlives the block."""
    writers = [started(url, f"W{each}", seconds, threads) for each in range(processes)]
    try:
        yield writers
    finally:
        for writer in writers:
            writer.process.kill()
            writer.process.join()
            writer.said.close()


def heard_from(writers: list[Writer]) -> list[Said]:
    """Return all that the writers say until they end by themselves."""
    found: list[Said] = []
    open_ones = {writer.said: writer for writer in writers}
    while open_ones:
        for said in wait(list(open_ones)):
            assert isinstance(said, Connection)  # noqa: S101 - tells the checker
            try:
                found.append(Said(*said.recv()))
            except EOFError:
                del open_ones[said]
    return found


def _context() -> ForkServerContext | SpawnContext:
    """Return how processes are made: from one that has read the libraries, where there is such."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bench.ledger_writers", "geo.ledger.migrations", "psycopg"])
    return context


def _write(url: str, name: str, seconds: float, threads: int, said: Connection) -> None:
    until = monotonic() + seconds
    with closing(Ledger(url)) as ledger:
        rest = [
            Thread(target=_keep_writing, args=(ledger, f"{name}.{each}", until, said))
            for each in range(1, threads)
        ]
        for thread in rest:
            thread.start()
        _keep_writing(ledger, f"{name}.0", until, said)
        for thread in rest:
            thread.join()


def _keep_writing(ledger: Ledger, name: str, until: float, said: Connection) -> None:
    dice, number = Random(name), 0
    while monotonic() < until:
        number += 1
        told = written(ledger, f"P{dice.randrange(ITEMS)}", f"{name}-{number}")
        said.send(tuple(told))


def written(ledger: Ledger, item: str, value: str) -> Said:
    """Read an item as a form would, then write both fields over what was seen."""
    begun = monotonic()
    act = Act(value.partition("-")[0], datetime.now(UTC), "月度调度会核实")
    try:
        state = ledger.state(TABLE)
        shown = state[state["item"] == item]
        seen = dict(zip(shown["field"], shown["seq"], strict=True))
        edit = Edit(TABLE, item, dict.fromkeys(FIELDS, value), act, seen)
        made = ledger.write(edit, {})
    except ConflictError as conflict:
        return Said("conflict", item, value, monotonic() - begun, words=str(conflict))
    except DataError as error:
        return Said("refused", item, value, monotonic() - begun, words=str(error))
    return Said("written", item, value, monotonic() - begun, made.seq, made.uid)
