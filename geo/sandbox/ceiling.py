"""How much a piece of work may take before its process is ended, and how it is told that it was."""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from geo.errors import DataError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Bounds = TypeVar("Bounds", bound="DataclassInstance")

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


def bounds_of(text: str, usual: Bounds, whose: str) -> Bounds:
    """Return the usual bounds with what a text such as `memory_mb=4096, cpu_s=300` sets.

    Parameters
    ----------
    text
        Names of bounds, each with a whole number.
    usual
        A dataclass of whole numbers.
    whose
        What the text is called where it is refused.

    Raises
    ------
    DataError
        If it names a bound that there is not, or no whole number above 0.
    """
    known, found = [field.name for field in fields(usual)], {}
    for name, _, at in (part.partition("=") for part in text.split(",") if part.strip()):
        bound, number = name.strip(), at.strip()
        if bound not in known:
            raise DataError(f"{whose}中没有“{bound}”这一项；可选：{'、'.join(known)}")
        if not number.isdecimal() or not int(number):
            raise DataError(f"{whose}的 {bound} 应为大于 0 的整数，实为“{number}”")
        found[bound] = int(number)
    return replace(usual, **found)
