"""Words as the packaged font can write them."""

from functools import cache

from matplotlib.ft2font import FT2Font

from sheets.circle_words import balanced, wrapped
from sheets.fonts import UNKNOWN, font
from sheets.paper import PT_PER_MM

_HIDDEN = "\x02"

TOTAL = f"{_HIDDEN}000"
"""Stands for the number of pages (as wide) until it is known; cleaned text never holds it."""

_EXACT = 1.049
"""Lines are broken for pictures, whose letters are up to 5 % wider than those of a PDF."""


def writable(text: str) -> str:
    """Return a text with `UNKNOWN` for each character that the font lacks."""
    glyphs = _glyphs()
    return "".join(char if ord(char) in glyphs or char == _HIDDEN else UNKNOWN for char in text)


def lines_of(text: str, room_mm: float, size_pt: float) -> tuple[str, ...]:
    """Break a text into lines no wider than the room, as Chinese is set."""
    return wrapped(writable(text), _room_em(room_mm, size_pt))


def even_lines(text: str, room_mm: float, size_pt: float) -> tuple[str, ...]:
    """Break a heading into lines about as long as each other."""
    return balanced(writable(text), _room_em(room_mm, size_pt))


def _room_em(room_mm: float, size_pt: float) -> float:
    return room_mm * PT_PER_MM / size_pt * _EXACT


def font_file() -> str:
    """Path of the packaged Chinese font."""
    return str(font(10).get_file())


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(FT2Font(font_file()).get_charmap())
