"""How much a piece of work may take before its process is ended, and how it is told that it was."""

from dataclasses import dataclass, fields, replace
from typing import Literal

from geo.errors import DataError

MB = 2**20

Why = Literal["died", "memory", "time", "answer", "busy", "unforeseen"]


class WorkEndedError(DataError):
    """A bound was met, the child died, or others kept all children busy; `why` says which."""

    def __init__(self, message: str, why: Why) -> None:
        super().__init__(message)
        self.why: Why = why


@dataclass(frozen=True)
class Ceiling:
    """Upper bounds of one piece of work in a child process.

    Parameters
    ----------
    memory_mb
        What the process may take beyond what it needs to be there, MB.
    cpu_s
        Processor time, seconds, of all its threads.
    wall_s
        Time, seconds, from the moment it is given the work.
    answer_mb
        What it may hand back, MB.
    """

    memory_mb: int = 2_048
    cpu_s: int = 120
    wall_s: int = 180
    answer_mb: int = 512


PAGE = Ceiling()
"""Files sent through the page: the largest that the limits allow took under a third of each."""

COMMAND = Ceiling(memory_mb=8_192, cpu_s=3_600, wall_s=3_600, answer_mb=4_096)
"""Files given to a command: its user waits for it alone and can end it."""


def ceiling_of(text: str, usual: Ceiling = PAGE) -> Ceiling:
    """Return the usual ceiling with what a text such as `memory_mb=4096, cpu_s=300` sets.

    Raises
    ------
    DataError
        If it names a bound that there is not, or no whole number above 0.
    """
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    return replace(usual, **{name.strip(): _number(name.strip(), at) for name, _, at in pairs})


def _number(name: str, text: str) -> int:
    known = [field.name for field in fields(Ceiling)]
    if name not in known:
        raise DataError(
            f"读取进程的上限（PLANMAP_CEILING）中没有“{name}”这一项；可选：{'、'.join(known)}"
        )
    if not text.strip().isdecimal() or not int(text):
        raise DataError(
            f"读取进程的上限（PLANMAP_CEILING）的 {name} 应为大于 0 的整数，实为“{text.strip()}”"
        )
    return int(text)
