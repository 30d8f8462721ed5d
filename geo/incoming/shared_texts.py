"""How long the texts of a workbook's sheet are, once each cell has its own.

A text stands in the workbook once; cells name it by number, and a library gives each a copy.
"""

import re
from collections.abc import Sequence

import numpy as np

_TEXT = re.compile(rb"<(?:\w+:)?si\b")
_TABLE = re.compile(rb"<(?:\w+:)?sst\b")
_NUMBERED = re.compile(rb"<(?:\w+:)?v\b[^>]*>\s*(\d{1,9})\s*<")
_VALUE = re.compile(rb"<(?:\w+:)?v\b")
_ODD = re.compile(rb"&#|<!")
"""Ways to write a number that the pattern does not see."""


def shared_lengths(member: bytes) -> list[int]:
    """Bytes of each shared text; none where the member of the workbook is not their table."""
    if not _TABLE.search(member[:4096]):
        return []
    begins = [found.start() for found in _TEXT.finditer(member)]
    return np.diff([*begins, len(member)]).tolist() if begins else []


def texts_of(sheet: bytes, lengths: Sequence[int]) -> int:
    """Bytes of the shared texts of all cells at most: a plain number may be taken for a name."""
    longest = max(lengths, default=0)
    values = len(_VALUE.findall(sheet))
    if longest * values < 2**24:
        return longest * values
    named = np.array(_NUMBERED.findall(sheet), dtype="S9").astype(np.int64)
    known = named[named < len(lengths)]
    unseen = values - len(named) if _ODD.search(sheet) else 0
    return int(np.array(lengths, dtype=np.int64)[known].sum()) + unseen * longest
