"""Entity tags (RFC 9110, 8.8.3): by them a browser or a GIS asks whether what it has is current."""

import re
from hashlib import sha256
from typing import NamedTuple

_TAG = re.compile(r'(?:W/)?"([!#-~\x80-\xff]*)"')
_PACKED = re.compile(r"-{1,2}(gzip|br|deflate|zstd)$")
"""What Apache and Jetty add to a tag of what they have packed, and send back to us."""


class Tagged(NamedTuple):
    """A content to be sent, and its entity tag."""

    content: bytes
    tag: str


def holds(field: str, tag: str) -> bool:
    """Return whether a browser's If-None-Match names what we have (RFC 9110, 13.1.2).

    Parameters
    ----------
    field
        Value of the header: `*`, or tags between commas, weak or strong; they are compared weakly.
    tag
        Ours, as `etag` gives it.
    """
    if field.strip() == "*":
        return True
    ours = tag.strip('"')
    return any(_PACKED.sub("", each) == ours for each in _TAG.findall(field))


def etag(content: bytes) -> str:
    """Return the strong entity tag of a content (RFC 9110, 8.8.3), quotes included."""
    return f'"{sha256(content).hexdigest()[:32]}"'
