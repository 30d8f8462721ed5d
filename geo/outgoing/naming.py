"""Names of files that every system accepts."""

import re

from geo.outgoing.systems import System

_BAD = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST = 60
"""Characters; 60 Chinese ones are 180 bytes, and a file system allows 255 with what is added."""


def plain_name(name: str) -> str:
    """Return `name` without what Windows or Linux refuse in a file's name; never empty."""
    kept = _BAD.sub("_", name).strip(" .")[:_LONGEST].rstrip(" .") or "图层"
    return f"{kept}_" if _RESERVED.fullmatch(kept.split(".")[0]) else kept


def stem(name: str, system: System) -> str:
    """Return the name of a file before its ending: it says the system unless that is WGS 84."""
    return "_".join(part for part in (plain_name(name), system.tag) if part)
