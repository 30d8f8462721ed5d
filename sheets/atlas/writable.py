"""Words for the index, which must come out whatever a page is called."""

from functools import cache

from geo.errors import DataError
from sheets.fonts import legible

_STAND_IN = "？"  # noqa: RUF001 - as wide as what it stands for


def writable(text: str) -> str:
    """Return a text with ？ for each character that the packaged font lacks."""
    return "".join(char if _known(char) else _STAND_IN for char in text)


@cache
def _known(char: str) -> bool:
    try:
        legible(char)
    except DataError:
        return False
    return True
