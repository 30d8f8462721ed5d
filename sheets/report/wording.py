"""Values from data as text that any document can hold."""

import unicodedata
from datetime import date

from pandas import isna

LONGEST = 2_000
"""Characters of one cell or paragraph; more is left out, and said."""

NONE = "—"

_UNWANTED = ("Cc", "Cf", "Cs")
"""Control characters, invisible ones (which may turn text around), halves of surrogate pairs."""

_NEVER = frozenset("\ufffe\uffff")
"""No XML may hold these."""


def clean(value: object) -> str:
    """Return a value as one line of text, "" where there is none.

    What no document can hold (control characters, invisible and unpaired ones) is left out; text
    beyond `LONGEST` characters too, with a word on how much.
    """
    if value is None or isna(value) is True:
        return ""
    text = " ".join(str(value)[: 2 * LONGEST].split())
    kept = "".join(char for char in text if not _banned(char))
    more = len(str(value)) - LONGEST
    return kept if more <= 0 else f"{kept[:LONGEST]}…（余 {more} 字从略）"


def cell(value: object) -> str:
    """Return a value as the text of a cell, — where there is none."""
    return clean(value) or NONE


def amount(quantity: float, unit: str) -> str:
    """Quantity and unit as in the plan, — where it gives none."""
    return NONE if isna(quantity) else clean(f"{quantity:g} {unit}")


def accuracy(metres: float) -> str:
    """How exactly a place is known."""
    return NONE if isna(metres) else f"±{metres:,.0f} 米"


def percent(share: float) -> str:
    """A share (0 to 1) in percent, — where it is unknown."""
    return NONE if isna(share) else f"{share:.1%}"


def day(iso: str) -> str:
    """Word an ISO date as Chinese documents do."""
    given = date.fromisoformat(iso)
    return f"{given.year} 年 {given.month} 月 {given.day} 日"


def _banned(char: str) -> bool:
    return char in _NEVER or unicodedata.category(char) in _UNWANTED
