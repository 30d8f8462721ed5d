"""Writers of a ledger killed in the middle of their commits, and the server with them."""

import time
from contextlib import closing
from random import Random
from typing import NamedTuple

from bench.ledger_check import faults
from bench.ledger_writers import Said, Writer, started, written
from geo.ledger import Ledger
from tools.postgresql import PostgreSQL


class Survived(NamedTuple):
    """What came of it: changes acknowledged before the kills, those found beside, what is wrong."""

    kills: int
    acknowledged: int
    beside: int
    slowest_start_s: float
    faults: list[str]


def killed(url: str, kills: int, server: PostgreSQL | None = None) -> Survived:
    """Kill a writer so many times with SIGKILL, each a moment after its first commits.

    Parameters
    ----------
    url
        Of the store; it may hold changes.
    kills
        How many.
    server
        Of the store: it dies with each writer, and is started again.
    """
    dice, heard, starts = Random(11), list[Said](), list[float]()
    with closing(Ledger(url)) as ledger:
        before = len(ledger.history())
    for number in range(kills):
        writer = started(url, f"K{number}")
        heard += _killed_in_the_middle(writer, dice, server)
        begun = time.perf_counter()
        with closing(Ledger(url)) as ledger:
            heard.append(written(ledger, "P0", f"N{number}-1"))
        starts.append(time.perf_counter() - begun)
    acknowledged = [each for each in heard if each.what == "written"]
    wrong = [each.words for each in heard if each.what == "refused"] if server is None else []
    with closing(Ledger(url)) as ledger:
        beside = len(ledger.history()) - before - len(acknowledged)
    return Survived(
        kills, len(acknowledged), beside, max(starts), wrong + faults(url, acknowledged)
    )


def _killed_in_the_middle(writer: Writer, dice: Random, server: PostgreSQL | None) -> list[Said]:
    with closing(writer.said):
        if not writer.said.poll(60):
            raise RuntimeError("the writer did not begin")
        time.sleep(dice.uniform(0, 0.05))
        if server is not None:
            server.stop("immediate")
        writer.process.kill()
        writer.process.join()
        if server is not None:
            server.start()
        return writer.heard()
