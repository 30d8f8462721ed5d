"""A scanned plan ready to be laid under the map."""

from typing import Final, NamedTuple

LONGEST_PX: Final = 4_096
"""Of what is shown: what every browser can draw."""

ENDINGS: Final = ("png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp")
"""Of files that are taken."""


class ScanPicture(NamedTuple):
    """A picture ready to be shown, PNG or JPEG, and how it was opened.

    `shrunk`: its longer side was longer than `LONGEST_PX`. `pages`: of the file, whose first is
    shown.
    """

    content: bytes
    media_type: str
    width: int
    height: int
    shrunk: bool
    pages: int
