"""What was read of a cell or a box, and what was wrong with it."""

from typing import NamedTuple

Value = str | float | int | None

MOST_SHOWN = 30
"""Letters of a text that are quoted."""


class Read(NamedTuple):
    """A value as the ledger takes it, None for nothing.

    `wrong` says in Chinese why it cannot be taken, and what to do; `note` what became of what
    stood there, where that is something else.
    """

    value: Value = None
    wrong: str = ""
    note: str = ""


def refused(text: object, wrong: str, cure: str) -> Read:
    """Return that a text cannot be taken."""
    return Read(wrong=f"“{quoted(text)}”{wrong}；{cure}")


def quoted(text: object) -> str:
    """Return a text short enough to be quoted, in one line."""
    told = " ".join(str(text).split())
    return told if len(told) <= MOST_SHOWN else f"{told[: MOST_SHOWN - 1]}…"
