"""One case: made from its number, looked at, read, and the result held against what is promised."""

import sys
import time
import traceback
import warnings
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import shapely

from bench.exchange_data import district
from bench.fuzzing.made_up import EXAMPLES, MADE_UP, examples
from bench.fuzzing.samples import ENDS, samples
from bench.fuzzing.spoiling import spoiled
from bench.timing import peak_mb
from geo.errors import DataError
from geo.importing.inspection import peek
from geo.importing.layer_reading import read
from geo.importing.model import Asked, Incoming

SPOILED, MADE = "spoiled", "made up"
_MOST_BYTES = 4 * 2**30
"""Of addresses, where the system can hold a program to it."""


class Case(NamedTuple):
    """Some files, made again from these: format, spoiled or made up, seed, number."""

    kind: str
    way: str
    seed: int
    number: int

    @property
    def words(self) -> str:
        """What `python -m bench.fuzz --case` takes."""
        return f"{self.kind}:{self.way[0]}:{self.seed}:{self.number}"


class Tried(NamedTuple):
    """How a case ended: files read and refused, the slowest, MB more held; "" or what broke.

    `content` is the file that broke.
    """

    read: int
    refused: int
    slowest_s: float
    grown_mb: float
    crash: str = ""
    content: bytes = b""


CASES = (*((kind, SPOILED) for kind in ENDS), *((kind, MADE) for kind in MADE_UP))


def tried(case: Case) -> Tried:
    """Make the files of a case and give each to the readers."""
    before, done, refused, slowest = peak_mb(), 0, 0, 0.0
    for content in contents(case):
        start = time.perf_counter()
        crash = ""
        try:
            _give(content, f"来文{end_of(case)}")
            done += 1
        except DataError:
            refused += 1
        except BaseException as error:  # whatever it is, it is what we look for
            crash = _told(error)
        slowest = max(slowest, time.perf_counter() - start)
        if crash:
            return Tried(done, refused, slowest, peak_mb() - before, crash, content)
    return Tried(done, refused, slowest, peak_mb() - before)


def contents(case: Case) -> list[bytes]:
    """Files of a case, the same every time."""
    if case.way == MADE:
        strategy = MADE_UP[case.kind][1]
        return list(examples(strategy(), case.seed * 1_000_003 + case.number))
    dice = Random(case.words)
    return [spoiled(dice.choice(_samples()[case.kind]), dice) for _ in range(EXAMPLES)]


def answer(line: Connection) -> None:
    """Try the cases that come through a line, in a program of its own; None ends it."""
    _hold_memory()
    warnings.simplefilter("error")
    _warm_up()
    while (case := line.recv()) is not None:
        line.send(tried(case))


def _warm_up() -> None:
    """Load all that readers load late: Hypothesis draws constants from what is loaded."""
    for kind, files in _samples().items():
        for content in files:
            with suppress(DataError):
                _give(content, f"样本{ENDS[kind]}")


@cache
def _samples() -> dict[str, list[bytes]]:
    return samples()


def end_of(case: Case) -> str:
    """Ending of the files' names."""
    return MADE_UP[case.kind][0] if case.way == MADE else ENDS[case.kind]


def _give(content: bytes, name: str) -> None:
    """Look and read as the panel does; what was seen need not hold for the whole."""
    district_ll = district()
    try:
        chosen = peek(content, name, Asked(district_ll=district_ll)).choices
    except DataError:
        read(content, name, Asked(district_ll=district_ll))
        return
    _check(read(content, name, Asked(chosen, district_ll=district_ll)))


def _check(found: Incoming) -> None:
    """Hold a layer against what `read` promises."""
    shapes = found.frame_ll.geometry.to_numpy()
    promises = {
        "a shape is missing or empty": not shapely.is_empty(shapes).any() and all(shapes),
        "a shape is not valid": shapely.is_valid(shapes).all(),
        "a place is not on earth": (np.abs(shapely.get_coordinates(shapes)) <= (180, 90)).all(),
        "ids repeat": found.frame_ll.index.is_unique,
        "rows are lost": found.report.placed + len(found.unplaced) == found.report.rows,
        "not in WGS 84": found.frame_ll.crs == "EPSG:4326",
    }
    broken = [words for words, kept in promises.items() if not kept]
    if broken:
        raise ValueError("; ".join(broken))


def _told(error: BaseException) -> str:
    where = [part for part in traceback.extract_tb(error.__traceback__) if "geo" in part.filename]
    place = f"{Path(where[-1].filename).name}:{where[-1].lineno}" if where else "bench"
    return f"{type(error).__name__} at {place}: {str(error)[:200]}"


def _hold_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not there on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
