"""The outermost members of a JSON text, found without taking apart what they hold.

What stands inside may be of any size: it is passed over piece by piece, by its brackets alone.
"""

import json
import re
from typing import NamedTuple

import numpy as np

_KEY = re.compile(rb'\s*("(?:[^"\\]|\\.)*")\s*:\s*', re.DOTALL)
_PLAIN = re.compile(rb'"(?:[^"\\]|\\.)*"|[^\s,{}\[\]"]+', re.DOTALL)
_NEXT = re.compile(rb"\s*([,}])")
_SLASHES = re.compile(rb"\\*")
_ANOTHER = re.compile(rb"\s*\x1e?\s*\{")
_FIRST_PIECE, _PIECE = 4096, 2**20
_LONGEST = 200
"""Bytes of a value that is kept."""

_MOST = 1000
"""Outermost members that are looked at."""


class Members(NamedTuple):
    """Outermost members up to the first that tells enough: text values, "" for others.

    `end` is where the object ends, -1 where that was not looked for or is nowhere.
    """

    values: dict[str, str]
    end: int = -1


def members(text: bytes, enough: frozenset[str] = frozenset()) -> Members:
    """Return the outermost members of the object in which a text begins.

    The text, in UTF-8 without a mark, may be broken, cut, or hold more behind its first value. The
    search ends once all names in `enough` have been met; without such it goes to the end.
    """
    found: dict[str, str] = {}
    at = text.find(b"{") + 1
    while len(found) <= _MOST and (key := _KEY.match(text, at)):
        plain = _PLAIN.match(text, key.end())
        found[_word(key.group(1))] = _word(plain.group()) if plain else ""
        if enough and enough <= found.keys():
            break
        end = plain.end() if plain else end_of_nested(text, key.end())
        behind = _NEXT.match(text, end) if end > 0 else None
        if not behind or behind.group(1) == b"}":
            return Members(found, behind.end() if behind else -1)
        at = behind.end()
    return Members(found)


def followed(text: bytes, end: int) -> bool:
    """Whether another object follows the one that ends at `end`."""
    return end > 0 and bool(_ANOTHER.match(text, end))


def _word(raw: bytes) -> str:
    """Return what a JSON string says; "" for other values, and for long or broken ones."""
    if not raw.startswith(b'"') or len(raw) > _LONGEST:
        return ""
    try:
        return str(json.loads(raw))
    except ValueError:
        return ""


def end_of_nested(text: bytes, start: int) -> int:
    """Return the place behind the list or object that begins at `start`; -1 where it never ends."""
    quoted, depth, size = False, 0, _FIRST_PIECE
    while start < len(text):
        end = _cut(text, start + size)
        piece = np.frombuffer(text, np.uint8, min(end, len(text)) - start, start)
        quotes = np.flatnonzero(piece == ord('"'))
        if b"\\" in text[start:end]:
            quotes = quotes[~_escaped(piece)[quotes]]
        folded = piece | 0x20  # [ is { and ] is } without this bit
        brackets = np.flatnonzero((folded == ord("{")) | (folded == ord("}")))
        inside = (np.searchsorted(quotes, brackets) % 2 == 1) ^ quoted
        brackets = brackets[~inside]
        depths = depth + np.cumsum(np.where(folded[brackets] == ord("{"), 1, -1))
        closed = np.flatnonzero(depths <= 0)
        if len(closed):
            return start + int(brackets[closed[0]]) + 1
        depth = int(depths[-1]) if len(depths) else depth
        quoted ^= len(quotes) % 2 == 1
        start, size = end, min(2 * size, _PIECE)
    return -1


def _cut(text: bytes, end: int) -> int:
    """Return `end`, or the place behind the character that backslashes before it concern."""
    if text[end - 1 : end] != b"\\":
        return end
    run = _SLASHES.match(text, end)
    return (run.end() if run else end) + 1


def _escaped(piece: np.ndarray) -> np.ndarray:
    """(n,) which bytes stand behind an odd number of backslashes."""
    slashes = np.flatnonzero(piece == ord("\\"))
    first = np.r_[True, np.diff(slashes) != 1]
    begins = np.flatnonzero(first)
    lengths = np.diff(np.r_[begins, len(slashes)])
    behind = slashes[begins] + lengths
    marks = np.zeros(len(piece) + 1, dtype=bool)
    marks[behind] = lengths % 2 == 1
    return marks[: len(piece)]
