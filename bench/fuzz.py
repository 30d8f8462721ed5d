"""Give spoiled and made-up files to the readers: `python -m bench.fuzz --seconds 60 --seed 1`.

Each file must end in a layer or a `DataError` within `LIMIT_S` seconds and `LIMIT_MB` MB; anything
else is printed with the words that make it again (`--case`), and the exit code is 1.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path
from typing import NamedTuple

from bench.fuzzing.sandbox import Sandbox
from bench.fuzzing.trying import CASES, MADE, SPOILED, Case, Tried, end_of
from bench.markdown import markdown

LIMIT_S, LIMIT_MB = 10.0, 1500.0


class Tally(NamedTuple):
    """What came of the cases of one format so far."""

    read: int = 0
    refused: int = 0
    slowest_s: float = 0.0
    crashes: int = 0

    def plus(self, found: Tried) -> "Tally":
        """Return the tally with one case more."""
        return Tally(
            self.read + found.read,
            self.refused + found.refused,
            max(self.slowest_s, found.slowest_s),
            self.crashes + bool(found.crash),
        )


def main() -> None:
    """Try cases for some time, or make one again; print a table, exit 1 where one broke."""
    chosen = _arguments()
    cases = [_case(chosen.case)] if chosen.case else _cases(chosen.seed, chosen.format)
    tallies = _tallies(cases, time.monotonic() + chosen.seconds, chosen.keep)
    for line in markdown([_HEAD, *(_row(*each) for each in sorted(tallies.items()))]):
        _say(line)
    if any(tally.crashes for tally in tallies.values()):
        sys.exit(1)


_HEAD = ("format", "files", "read", "refused", "slowest", "crashes")


def _row(name: str, tally: Tally) -> tuple[str, ...]:
    counts = (tally.read + tally.refused + tally.crashes, tally.read, tally.refused)
    return (name, *(f"{n:,}" for n in counts), f"{tally.slowest_s:.2f} s", str(tally.crashes))


def _tallies(cases: "Iterator[Case] | list[Case]", until: float, keep: str) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    with Sandbox(LIMIT_S, LIMIT_MB) as sandbox:
        for case in cases:
            found = sandbox.tried(case)
            if found.crash:
                _say(f"python -m bench.fuzz --case {case.words}\n    {found.crash}")
                _keep(found, case, keep)
            name = f"{case.kind}, {case.way}"
            tallies[name] = tallies.get(name, Tally()).plus(found)
            if time.monotonic() > until:
                break
    return tallies


def _cases(seed: int, kind: str) -> Iterator[Case]:
    """Every format in turn, without end."""
    wanted = [each for each in CASES if not kind or each[0].casefold() == kind.casefold()]
    numbers = count()
    return (Case(name, way, seed, next(numbers) // len(wanted)) for name, way in cycle(wanted))


def _case(words: str) -> Case:
    kind, way, seed, number = words.split(":")
    return Case(kind, SPOILED if way == "s" else MADE, int(seed), int(number))


def _keep(found: Tried, case: Case, folder: str) -> None:
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        name = case.words.replace(":", "-") + end_of(case)
        (Path(folder) / name).write_bytes(found.content)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="give files that are nearly right to the readers")
    parser.add_argument("--seconds", type=float, default=60, help="how long to go on")
    parser.add_argument("--seed", type=int, default=1, help="another number makes other files")
    parser.add_argument("--format", default="", help="one format alone, such as GeoJSON")
    parser.add_argument("--case", default="", help="make one case again, as printed")
    parser.add_argument("--keep", default="", help="folder for the files that broke")
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
