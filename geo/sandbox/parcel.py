"""What travels between two processes: a JSON tree and blobs, framed on a pipe."""

import json
import struct
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO, NamedTuple

_HEAD = struct.Struct(">cQ")

Classes = Mapping[str, type]
"""What the receiver builds, by name."""

TAG = "~"
"""Member that tells what a JSON object stands for; plain objects do not occur."""


class Parcel(NamedTuple):
    """A JSON tree and the blobs that it names by number."""

    tree: Any
    blobs: Sequence[Any] = ()


class Most(NamedTuple):
    """Bytes taken of a parcel as a whole, of its JSON; how many blobs."""

    whole: int
    text: int
    blobs: int


ANYTHING = Most(sys.maxsize, sys.maxsize, sys.maxsize)
"""What is taken from somebody who is trusted."""


class TooLarge(Exception):  # noqa: N818 - the receiver turns it into words
    """The sender announces more bytes than the receiver takes."""


def classes(*listed: type) -> Classes:
    """Return named tuples, dataclasses and enumerations by the names they travel under."""
    return {name_of(each): each for each in listed}


def name_of(cls: type) -> str:
    """Return the name under which values of a class travel."""
    return f"{cls.__module__}:{cls.__qualname__}"


def send(pipe: BinaryIO, kind: bytes, parcel: Parcel) -> None:
    """Write a parcel: one letter, the length of the JSON, the JSON, the blobs in turn."""
    views = [memoryview(each).cast("B") for each in parcel.blobs]
    text = json.dumps(
        {"sizes": [view.nbytes for view in views], "tree": parcel.tree}, separators=(",", ":")
    ).encode()
    pipe.write(_HEAD.pack(kind, len(text)) + text)
    for view in views:
        pipe.write(view)
    pipe.flush()


def receive(pipe: BinaryIO, most: Callable[[bytes], Most]) -> tuple[bytes, Parcel] | None:
    """Read a parcel; each blob is memory of its own, so that one kept keeps no other.

    Parameters
    ----------
    pipe
        Where the sender writes.
    most
        Gives, by the letter of a parcel that begins, the bytes taken of it.

    Returns
    -------
    tuple or None
        Letter and parcel; None where the pipe has ended.

    Raises
    ------
    TooLarge
        Before anything larger is read.
    ValueError, KeyError, TypeError, RecursionError
        If the sender keeps to no form.
    """
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    bound = most(kind)
    if length > bound.text:
        raise TooLarge
    told = json.loads(_exactly(pipe, length))
    sizes = told["sizes"]
    if len(sizes) > bound.blobs or not all(type(size) is int and size >= 0 for size in sizes):
        raise ValueError("sizes of blobs are whole numbers, and not many")
    if length + sum(sizes) > bound.whole:
        raise TooLarge
    return kind, Parcel(told["tree"], [_exactly(pipe, size) for size in sizes])


def _exactly(pipe: BinaryIO, size: int) -> bytearray:
    content = bytearray(size)
    view, filled = memoryview(content), 0
    while filled < size:
        count = pipe.readinto(view[filled:])  # type: ignore[attr-defined]
        if not count:
            raise EOFError("the pipe ended within a parcel")
        filled += count
    return content
