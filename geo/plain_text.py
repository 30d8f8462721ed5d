"""Letters that no text of the ledger holds: nothing shows them, and some formats refuse them."""

import unicodedata
from typing import Final

_KEPT: Final = "\n\t"
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what follows: it would be read otherwise than it stands."""


def is_plain(text: str) -> bool:
    """Whether a text holds no control letters, halves of letters or letters that are none."""
    return not any(map(_is_odd, text))


def printable(text: str) -> str:
    """Return a text to be shown: ? for what it should not hold."""
    return "".join("?" if _is_odd(letter) else letter for letter in text)


def _is_odd(letter: str) -> bool:
    if letter in _KEPT:
        return False
    code = ord(letter)
    is_none = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return is_none or letter in _TURNING or unicodedata.category(letter) in ("Cc", "Cs")
