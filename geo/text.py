"""Text made comparable for searching."""

import unicodedata
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


def fold(text: str) -> str:
    """Fold case and width: `（Ａ）` and `(a)` become the same."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def rows_with(words: str, columns: Iterable[Iterable[str]]) -> NDArray[np.bool_]:
    """Tell which rows hold every word, in whichever of their columns.

    Parameters
    ----------
    words
        Separated by blanks, any case or width.
    columns
        At least one, each of (n,) texts.
    """
    wanted = fold(words).split()
    texts = (fold("\n".join(row)) for row in zip(*columns, strict=True))
    return np.array([all(word in text for word in wanted) for text in texts], dtype=bool)
