"""JSON looked over before GDAL sees it: no system that is a link, no names without number.

GDAL takes a member `crs` of any object, in any case of letters, in double quotes or single, and
asks the address that it may hold. So it is looked for everywhere, and read here first.
"""

import json
import re
from itertools import chain
from typing import Any

from geo.errors import DataError
from geo.importing.json_members import end_of_nested
from geo.importing.limits import MB, ReadingLimits

_CRS = re.compile(rb"[\"'](?:c|\\u00[46]3)(?:r|\\u00[57]2)(?:s|\\u00[57]3)[\"']", re.IGNORECASE)
_COLON = re.compile(rb"\s*(:)?\s*")
_NO_NAME = re.compile(rb"[,\]}]|$")
_NO_OBJECT = re.compile(rb"[\"\[\-\d]|null\b|true\b|false\b")
_KEY = re.compile(rb'"([^"\\]*(?:\\.[^"\\]*)*)"\s*:', re.DOTALL)

_LETTERS, _ESCAPED = re.compile(rb"crs"), re.compile(rb"\\u00")
_PLAIN_KEY = re.compile(rb'"([^"]*)"\s*:')

_LONGEST = 4096
"""Bytes of a `crs`."""

_EDGE = 32
"""Bytes by which pieces overlap: no name of the member is longer."""

_NAMED = re.compile(r"(?!.*:/)[\w\s.,:()/+\-=\[\]\"'°&]*")
"""Codes such as urn:ogc:def:crs:EPSG::4490, names, WKT; nothing with an address in it."""

_ADDRESSES = re.compile(
    r"https?://www\.opengis\.net/(def/crs/\w+/[\d.]+/\w+|gml/srs/epsg\.xml#\d+)", re.IGNORECASE
)
"""Names that look like addresses, but that GDAL knows and does not ask."""


def check_json(text: bytes, name: str, limits: ReadingLimits) -> None:
    """Raise `DataError` if a JSON text names its system by a link, or holds too many names."""
    _check_systems(text, name)
    found: set[bytes] = set()  # each becomes a column of every feature
    for at in range(0, len(text), MB):
        piece = text[at : at + MB]
        found.update((_KEY if b"\\" in piece else _PLAIN_KEY).findall(piece))
        limits.check(name, names=len(found))


def _check_systems(text: bytes, name: str) -> None:
    """Raise `DataError` if a member `crs` of any object is a link, or of no known form."""
    pieces = [at for at in range(0, len(text), MB) if _may_be(text[at : at + MB + _EDGE])]
    for found in chain(*(_CRS.finditer(text, at, at + MB + _EDGE) for at in pieces)):
        if not _harmless(text, found.end()):
            raise DataError(
                f"{name} 的坐标系（crs）是链接或写法不明，不予打开；"
                "请删去 crs，或改写为 EPSG:4490 这样的名称后重新导出"
            )


def _may_be(piece: bytes) -> bool:
    """Whether the letters of the member occur at all, or any escaped letter: told at once."""
    return bool(_LETTERS.search(piece.lower()) or _ESCAPED.search(piece))


def _harmless(text: bytes, end: int) -> bool:
    """Whether what is called crs, up to `end`, is a mere word, or names a system."""
    colon = _COLON.match(text, end)
    begin = colon.end() if colon else end
    if not colon or not colon.group(1):
        return bool(_NO_NAME.match(text, begin))
    value = text[begin : begin + _LONGEST]
    if not value.startswith(b"{"):
        return bool(_NO_OBJECT.match(value))
    stop = end_of_nested(value, 0)
    try:
        return stop > 0 and _is_named(json.loads(value[:stop], object_pairs_hook=_folded))
    except (ValueError, RecursionError):
        return False


def _folded(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return members by small letters, as GDAL finds them; none twice."""
    found = {name.lower(): value for name, value in pairs}
    if len(found) < len(pairs):
        raise ValueError
    return found


def _is_named(crs: dict[str, Any]) -> bool:
    """Whether a `crs` names a system, by a word or a number; or says nothing at all."""
    kind, about = crs.get("type"), crs.get("properties")
    if not isinstance(kind, str) or not isinstance(about, dict):
        return kind is None and about is None
    if {"href", "url"} & about.keys():
        return False
    match kind.lower():
        case "name":
            return _is_name(about.get("name"))
        case "epsg":
            return str(about.get("code")).isdigit()
        case "ogc":
            return _is_name(about.get("urn"))
    return False


def _is_name(word: object) -> bool:
    if word is None:
        return True
    if not isinstance(word, str) or word.startswith(("/", ".")):
        return False
    return bool(_NAMED.fullmatch(word) or _ADDRESSES.fullmatch(word))
