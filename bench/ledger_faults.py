"""Print what a ledger survives: `python -m bench.ledger_faults`.

Writers are killed in the middle of their commits, the server with them; then fifty write at once
for minutes. What was acknowledged must be there, once, and the store sound.
"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from bench.ledger_check import faults
from bench.ledger_kills import Survived, killed
from bench.ledger_writers import Said, crowd, heard_from
from bench.markdown import markdown
from tools.postgresql import PostgreSQL, running

Line = tuple[str, str, str]


def main() -> int:
    """Run all of it on the stores that are asked for; 1 where something was lost."""
    parser = argparse.ArgumentParser(prog="bench.ledger_faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--writers", type=int, default=50, help="five to a process")
    parser.add_argument("--store", choices=("sqlite", "postgresql"), action="append")
    asked = parser.parse_args()
    lines: list[Line] = [("store", "fault", "what came of it")]
    for store in asked.store or ("sqlite", "postgresql"):
        measured = _sqlite(asked) if store == "sqlite" else _postgresql(asked)
        lines += [(store, *line) for line in measured]
    for row in markdown(lines):
        print(row, flush=True)  # noqa: T201 - a command's output
    return int(any("WRONG" in line[2] for line in lines))


def _sqlite(asked: argparse.Namespace) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory(prefix="planmap-bench-") as folder:
        yield _kills(killed(f"sqlite:///{Path(folder) / 'kills.sqlite'}", asked.kills), "writers")
        yield _crowd(f"sqlite:///{Path(folder) / 'crowd.sqlite'}", asked)


def _postgresql(asked: argparse.Namespace) -> Iterator[tuple[str, str]]:
    with running() as server:
        yield _kills(killed(server.database(), asked.kills), "writers")
        yield _kills(_with_server(server, max(1, asked.kills // 10)), "server and writers")
        yield _crowd(server.database(), asked)


def _with_server(server: PostgreSQL, kills: int) -> Survived:
    return killed(server.database(), kills, server)


def _kills(survived: Survived, who: str) -> tuple[str, str]:
    return (
        f"{survived.kills} kills, {who}",
        f"{survived.acknowledged} acknowledged, {survived.beside} written beside, "
        f"slowest next opening and write {survived.slowest_start_s:.2f} s, "
        f"{_told(survived.faults)}",
    )


def _crowd(url: str, asked: argparse.Namespace) -> tuple[str, str]:
    begun = perf_counter()
    with crowd(url, asked.writers // 5, 5, asked.seconds) as writers:
        heard = heard_from(writers)
    took = perf_counter() - begun
    written = [said for said in heard if said.what == "written"]
    times = [said.took_s for said in written]
    return (
        f"{asked.writers} writers at once, {took:.0f} s",
        f"{len(written)} acknowledged ({len(written) / took:.0f}/s), {_count(heard, 'conflict')} "
        f"conflicts shown, {_count(heard, 'refused')} told to try again, median "
        f"{median(times) * 1e3:.0f} ms, p99 {quantiles(times, n=100)[-1] * 1e3:.0f} ms, "
        f"{_told(faults(url, written))}",
    )


def _count(heard: list[Said], what: str) -> int:
    return sum(said.what == what for said in heard)


def _told(wrong: list[str]) -> str:
    return f"WRONG: {wrong[:3]}" if wrong else "none lost, none doubled, sound"


if __name__ == "__main__":
    raise SystemExit(main())
