"""Values that travel in the tests of the codec."""

import io
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from geo.sandbox.codec import classes, decode, encode
from geo.sandbox.parcel import ANYTHING, receive, send


class Pair(NamedTuple):
    left: object
    right: object


@dataclass(frozen=True)
class Held:
    words: str
    within: tuple[Pair, ...] = ()


class Colour(Enum):
    RED = 1


KNOWN = classes(Pair, Held, Colour)


def there_and_back(value, known=KNOWN):
    """Through a pipe, as between processes."""
    pipe = io.BytesIO()
    send(pipe, b"d", encode(value))
    pipe.seek(0)
    kind, parcel = receive(pipe, lambda _: ANYTHING)
    assert kind == b"d"
    assert pipe.read() == b""
    return decode(parcel, known)
