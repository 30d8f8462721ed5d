"""What travels to and from a child that draws, beside the requests."""

from collections.abc import Sequence
from typing import NamedTuple


class DrawnFile(NamedTuple):
    """A file, or the trace of what nobody foresaw."""

    content: bytes = b""
    trace: str = ""


def page_names(leaves: Sequence[object]) -> list[str]:
    """Return the names under which the files of an atlas's pages travel."""
    return [f"page_{place}" for place in range(len(leaves))]
