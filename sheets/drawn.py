"""What a child hands back that was asked to draw."""

from typing import NamedTuple


class Drawn(NamedTuple):
    """A file, or the trace of what nobody foresaw."""

    content: bytes = b""
    trace: str = ""
