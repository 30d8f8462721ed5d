"""Text as wide as a console or a spreadsheet shows it: a Chinese letter is two columns."""

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a line for each row of equally many cells, each column as wide as its widest cell."""
    if not rows:
        return []
    widths = [max(width(row[at]) for row in rows) for at in range(len(rows[0]))]
    return ["  ".join(map(_padded, row, widths)).rstrip() for row in rows]


def _padded(cell: str, to: int) -> str:
    return cell + " " * (to - width(cell))
