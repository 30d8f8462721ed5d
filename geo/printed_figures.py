"""Figures as plans print them and offices report them: 500, 0:45:55, ≥20, 约 3, [2]; kept exact."""

import re
from fractions import Fraction
from typing import Final

_NUMBER: Final = r"-?\d{1,12}(?:\.\d{1,9})?"
_ENTERED: Final = re.compile(rf"{_NUMBER}(?::{_NUMBER}){{0,9}}", re.ASCII)
_AROUND: Final = re.compile(r"^[≥≤＞＜><约\[\s]+|[\]\s]+$")


def entered_parts(text: str) -> tuple[Fraction, ...]:
    """Return the numbers of a reported figure, several with : between; none where it is no figure.

    Nothing stands beside them: no unit, no comma, no word.
    """
    if not _ENTERED.fullmatch(text):
        return ()
    return tuple(Fraction(each) for each in text.split(":"))


def printed_parts(text: str) -> tuple[Fraction, ...]:
    """Return the numbers of a printed figure, as `entered_parts`, signs around it left out."""
    return entered_parts(_AROUND.sub("", text))


def printed_number(text: str) -> Fraction | None:
    """Return the one number of a printed figure; None where it is none or has several."""
    parts = printed_parts(text)
    return parts[0] if len(parts) == 1 else None


def number_words(number: Fraction) -> str:
    """Return a number with at most three decimals, more where that would be 0; no zeros behind."""
    told = float(number)
    words = f"{told:.3f}"
    if number and not float(words):
        words = f"{told:.12f}"
    return words.rstrip("0").rstrip(".")
