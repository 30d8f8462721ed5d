"""Text made comparable for searching."""

import unicodedata


def fold(text: str) -> str:
    """Fold case and width: `（Ａ）` and `(a)` become the same."""
    return unicodedata.normalize("NFKC", text).casefold().strip()
