"""The .shx of a shapefile made anew from its .shp, where a sender left it out."""

import struct
from array import array
from pathlib import Path

from geo.errors import DataError
from geo.incoming.model import Ask

_HEAD = 100
"""Bytes of the header, alike in both files but for the length; ESRI Shapefile, July 1998, p. 3."""


def restore_index(path: Path, ask: Ask) -> None:
    """Write the .shx beside a .shp of our own.

    Raises
    ------
    DataError
        If a shape is cut short, or there are more than allowed.
    """
    with path.open("rb") as file:
        content = file.read()
    entries, at = array("I"), _HEAD
    while at + 8 <= len(content):
        words = struct.unpack_from(">I", content, at + 4)[0]
        entries.extend((at // 2, words))
        at += 8 + 2 * words
        ask.limits.check_rows(ask.name, len(entries) // 2)
    if at > len(content):
        raise DataError(f"{ask.name} 的 .shp 不完整（没有传完）；请重新导出或重新发送")
    head = bytearray(content[:_HEAD])
    struct.pack_into(">I", head, 24, (_HEAD + 4 * len(entries)) // 2)
    path.with_suffix(".shx").write_bytes(bytes(head) + struct.pack(f">{len(entries)}I", *entries))
