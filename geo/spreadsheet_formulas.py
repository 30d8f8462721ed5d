"""Which texts a spreadsheet might run as a formula."""

import re
import unicodedata
from typing import Final

_SIGNS: Final = frozenset("=+-@")
_UNSEEN: Final = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
"""Categories of what is not seen: blanks of all scripts, control letters, marks of no width."""

_FILLERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters that are blank although Unicode calls them letters or symbols."""

_BREAKS: Final = ("\t", "\r", "\n")
_HARMLESS: Final = re.compile(r"-|-\d+(\.\d+)?")
"""A dash, as tables have it for nothing, and a negative number: both compute nothing."""


def is_risky(text: str) -> bool:
    """Return whether a spreadsheet might run a text as a formula.

    It does so with one that begins with = + - @, also where blanks or unseen marks stand before the
    sign, which some programs drop, and with the wide forms that Chinese keyboards give.
    """
    if text.startswith(_BREAKS):
        return True
    start = next((at for at, char in enumerate(text) if not _is_unseen(char)), None)
    if start is None:
        return False
    folded = unicodedata.normalize("NFKC", text[start])
    if folded[:1] not in _SIGNS:
        return False
    return _HARMLESS.fullmatch(f"{folded}{text[start + 1 :].rstrip()}") is None


def _is_unseen(char: str) -> bool:
    return char.isspace() or char in _FILLERS or unicodedata.category(char) in _UNSEEN
