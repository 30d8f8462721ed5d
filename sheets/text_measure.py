"""Chinese words measured by the font itself, and broken into lines."""

import re
from functools import cache, lru_cache

from matplotlib.ft2font import LoadFlags
from pandas import isna

from sheets.fonts import face, writable
from sheets.paper import PT_PER_MM

_PIECES = re.compile(r"© [!-~]+|[!-~]+(?:—[!-~]+)?| +|.", re.DOTALL)
_LATIN = re.compile(r"[!-~]")
_CLOSERS = frozenset("，。；：、！？）》」』】〉”’％%)]},.;:!?…·—～")
_OPENERS = frozenset("（《「『【〈“‘([{")
_ROUNDED = 1.05
"""A PNG sets each glyph on a whole pixel: at 150 dpi that widens small print by up to 1/20."""


def one_line(value: object) -> str:
    """Return a value as text without line breaks, — where there is none."""
    words = "" if isna(value) is True else " ".join(str(value).split())
    return writable(words or "—")


@lru_cache(maxsize=4096)
def wide_em(text: str) -> float:
    """Return how wide a text is at most, in units of its size."""
    return sum(map(advance_em, text)) * _ROUNDED


def wide_mm(text: str, size: float) -> float:
    """Return how wide a text is at most at a size in points, millimetres."""
    return wide_em(text) * size / PT_PER_MM


def wrapped(text: str, room_em: float) -> tuple[str, ...]:
    """Break a text into lines no wider than `room_em` times its size.

    No line begins with a closing mark or ends with an opening one, Latin words and figures stay
    whole, unless a single piece is wider than the room.

    Parameters
    ----------
    text
        May be empty.
    room_em
        Wider than one character, or each line holds one.
    """
    lines, line = list[str](), ""
    for piece in _pieces(text, room_em):
        if line and wide_em((line + piece).rstrip()) > room_em:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return (*lines, line.rstrip()) if line.strip() or not lines else tuple(lines)


def balanced(text: str, room_em: float) -> tuple[str, ...]:
    """Break a short text as `wrapped` does, into lines about as long as each other."""
    lines = wrapped(text, room_em)
    room = wide_em(text) / len(lines)
    while len(lines) > 1 and room < room_em:
        even = wrapped(text, room)
        if len(even) == len(lines):
            return even
        room += 0.5
    return lines


def _pieces(text: str, room_em: float) -> list[str]:
    """Pieces that stay whole; one wider than the room falls into its characters."""
    whole = (
        (each,) if wide_em(each.rstrip()) <= room_em else tuple(each) for each in _joined(text)
    )
    return [part for parts in whole for part in parts]


def _joined(text: str) -> list[str]:
    """Pieces with closing marks behind and opening ones before them."""
    joined = list[str]()
    for piece in _PIECES.findall(text):
        if joined and (piece[0] in _CLOSERS or joined[-1][-1] in _OPENERS):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def words_whole(text: str) -> list[str]:
    """Return the Latin words and figures of a text, which stay whole, with the marks at them."""
    return [piece for piece in _joined(text) if _LATIN.search(piece)]


@cache
def advance_em(char: str) -> float:
    """Return the width of a character, or of what stands for it, in units of its size."""
    glyph = face().load_char(ord(writable(char)), LoadFlags.NO_SCALE)
    return float(glyph.horiAdvance) / face().units_per_EM
