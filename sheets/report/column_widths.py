"""Widths of a table's columns: as asked, but no column narrower than what must stay in one line."""

from collections.abc import Iterable
from functools import lru_cache

from sheets.text_measure import wide_mm, words_whole

CELL_PT = 8.5
CELL_PAD_MM = 1.3
"""Of a cell, left and right."""

_HEAD_CHARS = 3
"""A header may be broken, but not after each letter."""

_SHORT_CHARS = 5
"""A cell of no more characters is a word of a closed list (未填报): it stays in one line."""

_OTHER_FONT = 1.12
"""Word sets Latin letters in another font, and where that is missing in a wider one."""

_MOST = 0.25
"""Of the width of the text: a longer word (an address of a page) is broken."""


def fitted(
    shares: tuple[float, ...],
    columns: Iterable[Iterable[str]],
    headers: tuple[str, ...],
    body_mm: float,
) -> tuple[float, ...]:
    """Return widths in millimetres that together fill the text.

    Parameters
    ----------
    shares
        (n,) widths asked for, in any unit.
    columns
        (n,) the cells of each column.
    headers
        (n,) words above them.
    body_mm
        Width of the text.
    """
    asked = [share / sum(shares) * body_mm for share in shares]
    most = body_mm * _MOST
    least = [_least_mm(cells, head, most) for cells, head in zip(columns, headers, strict=True)]
    if sum(least) >= body_mm:
        return tuple(each / sum(least) * body_mm for each in least)
    return _spread(asked, least, body_mm)


def _spread(asked: list[float], least: list[float], body_mm: float) -> tuple[float, ...]:
    """Widen what is too narrow; the others give in proportion to what they can spare."""
    widths = [max(pair) for pair in zip(asked, least, strict=True)]
    over = sum(widths) - body_mm
    spare = [width - low for width, low in zip(widths, least, strict=True)]
    if over <= 0:
        return tuple(asked)
    whole = sum(spare)
    return tuple(width - over * part / whole for width, part in zip(widths, spare, strict=True))


def _least_mm(cells: Iterable[str], head: str, most: float) -> float:
    """Width of the widest of what must not be broken, with the padding; at most so wide."""
    lines = {line for words in set(cells) for line in words.split("\n")}
    pieces = {piece for line in lines for piece in _whole(line)} | {head[:_HEAD_CHARS]}
    widths = (wide_mm(piece, CELL_PT) * _OTHER_FONT + 2 * CELL_PAD_MM for piece in pieces)
    return max((width for width in widths if width <= most), default=2 * CELL_PAD_MM)


@lru_cache(maxsize=4096)
def _whole(words: str) -> tuple[str, ...]:
    return (words,) if len(words) <= _SHORT_CHARS else tuple(words_whole(words))
