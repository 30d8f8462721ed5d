"""Names of files and of columns that every system accepts."""

import re
import sys
from collections.abc import Iterable

_BAD = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST = 60
"""Characters; 60 Chinese ones are 180 bytes, and a file system allows 255 with what is added."""


def plain_name(name: str) -> str:
    """Return `name` without what Windows or Linux refuse in a file's name; never empty."""
    kept = _BAD.sub("_", name).strip(" .")[:_LONGEST].rstrip(" .") or "图层"
    return f"{kept}_" if _RESERVED.fullmatch(kept.split(".")[0]) else kept


def told_apart(names: Iterable[str], longest: int = sys.maxsize) -> list[str]:
    """(n,) names unique whatever the case; a numbered one has `longest` letters at most."""
    kept: dict[str, str] = {}
    for wanted in names:
        name, number = wanted, 1
        while name.casefold() in kept:
            number += 1
            end = f"_{number}"
            name = f"{wanted[: longest - len(end)]}{end}"
        kept[name.casefold()] = name
    return list(kept.values())


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or with a number if one of `taken`, unique names, is the same but for case."""
    return told_apart([*taken, wanted])[-1]
