"""The text of a feature collection taken apart: what stands around its features, and each one.

Whatever is cut wrongly is no JSON any more, so that who reads the parts notices.
"""

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_OPENS = re.compile(rb'"features"\s*:\s*\[\s*(?=\{)')
_BETWEEN = re.compile(rb"\}\s*(,)\s*\{")
_CLOSES = re.compile(rb"\}\s*(?=\])")
_TAIL = 65_536
"""Bytes in which the members before, and those behind the features stand."""

_PIECE = 2**20


class FeatureText(NamedTuple):
    """A collection's text before, of and behind its features.

    `lines` are the features one a line; `ends` (rows,) where each one ends in `lines`.
    """

    head: bytes
    lines: memoryview
    tail: bytes
    ends: NDArray[np.int64]

    @property
    def rows(self) -> int:
        """How many features there are."""
        return len(self.ends)

    def feature(self, row: int) -> bytes:
        """Return the text of a feature."""
        start = int(self.ends[row - 1]) + 1 if row else 0
        return bytes(self.lines[start : int(self.ends[row])])

    def first(self, number: int) -> "FeatureText":
        """Return the collection with its first features alone; `number` is at least 1."""
        ends = self.ends[:number]
        return self._replace(lines=self.lines[: int(ends[-1])], ends=ends)

    def some(self, number: int) -> list[bytes]:
        """Return the text of at most `number` features from all over the collection."""
        rows = np.unique(np.linspace(0, self.rows - 1, number).astype(int))
        return [self.feature(row) for row in rows.tolist()]

    def collection(self, features: Iterable[bytes]) -> bytes:
        """Return the text of a collection like this one."""
        return self.head + b",\n".join(features) + self.tail


def feature_text(text: bytes) -> FeatureText | None:
    """Take a collection, in UTF-8 without a mark, apart; None where that is not plain to see."""
    opens = _OPENS.search(text, 0, _TAIL)
    closes = _last(_CLOSES, text)
    if not opens or closes < opens.end() or not _is_collection(text[: opens.end()], text[closes:]):
        return None
    lines, ends = _lines(memoryview(text)[opens.end() : closes])
    return FeatureText(text[: opens.end()], lines, text[closes:], ends)


def _last(pattern: re.Pattern[bytes], text: bytes) -> int:
    """Return where the last match ends; -1 without one."""
    found = [match.end() for match in pattern.finditer(text, max(0, len(text) - _TAIL))]
    return found[-1] if found else -1


def _is_collection(head: bytes, tail: bytes) -> bool:
    """Whether there is a collection around the features, with no member twice."""
    try:
        members = json.loads(head + tail, object_pairs_hook=list)
    except (ValueError, RecursionError):
        return False
    names = [name for name, _ in members]
    return len(set(names)) == len(names) and dict(members).get("type") == "FeatureCollection"


def _lines(body: memoryview) -> tuple[memoryview, NDArray[np.int64]]:
    """Turn what is between features into line ends, and no other byte; where each one ends."""
    lines = bytearray(body)
    codes = np.frombuffer(lines, np.uint8)
    for start in range(0, len(codes), _PIECE):
        piece = codes[start : start + _PIECE]
        piece[(piece == ord("\n")) | (piece == ord("\r"))] = ord(" ")
    commas = np.array([match.start(1) for match in _BETWEEN.finditer(lines)], dtype=np.int64)
    codes[commas] = ord("\n")
    return memoryview(lines), np.append(commas, len(lines))
