"""How deep shapes are nested, counted before the geometry library follows them.

It calls itself for every shape in a shape, and has no bound before GEOS 3.15.
"""

import struct
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.importing.limits import DEEPEST

_Marks = NDArray[np.bool_]

_SRID = 0x20000000
_HEIGHT, _MEASURE = 0x80000000, 0x40000000
_POINT, _LINE, _POLYGON, _CIRCULAR, _TRIANGLE = 1, 2, 3, 8, 17
_LISTS = (_LINE, _CIRCULAR)
_RINGS = (_POLYGON, _TRIANGLE)
_SIMPLE = (_POINT, *_LISTS, *_RINGS)
"""Types of well-known binary that hold places, not shapes."""


class _Head(NamedTuple):
    """What a shape begins with: type, bytes a place, byte order, where the rest begins.

    `order` is "" where the byte that should tell it does not: there readers differ.
    """

    kind: int
    size: int
    order: str
    begin: int


def deep_texts(texts: pa.Array | pa.ChunkedArray) -> _Marks:
    """(n,) which well-known texts are nested deeper than `DEEPEST` brackets."""
    marks = np.asarray(pc.greater(pc.count_substring(texts, "("), DEEPEST).fill_null(False))
    deep = np.zeros(len(texts), dtype=bool)
    for row in np.flatnonzero(marks).tolist():
        letters = np.frombuffer(str(texts[row].as_py()).encode(), np.uint8)
        steps = (letters == ord("(")).astype(np.int64) - (letters == ord(")"))
        deep[row] = np.cumsum(steps).max() > DEEPEST
    return deep


def deep_binaries(column: pa.ChunkedArray) -> _Marks:
    """(n,) which well-known binaries are nested deeper than `DEEPEST` shapes."""
    return np.concatenate([np.zeros(0, dtype=bool), *map(_deep, column.chunks)])


def _deep(chunk: pa.Array) -> _Marks:
    deep = np.zeros(len(chunk), dtype=bool)
    for row in np.flatnonzero(_nested(chunk)).tolist():
        deep[row] = _is_deep(chunk[row].as_buffer())
    return deep


def _nested(chunk: pa.Array) -> _Marks:
    """Which shapes hold more than one other shape, one that is not simple, or are written oddly."""
    lengths = np.asarray(pc.binary_length(chunk).fill_null(0), dtype=np.int64)
    nested = np.zeros(len(chunk), dtype=bool)
    rows = np.flatnonzero(lengths >= 9)
    if not len(rows):
        return nested
    data, offsets = _bytes(chunk)
    begins = offsets[rows]
    outer = _kinds(data, begins)
    holds = ~np.isin(outer, _SIMPLE) | (data[begins] > 1)
    nested[rows[holds]] = True
    one = rows[holds & (lengths[rows] >= 14)]
    begins = offsets[one]
    plain = (data[begins] == 1) & (data[begins + 4] == 0) & (data[begins + 9] <= 1)
    single = plain & (data[begins + 5] == 1) & ~data[begins[:, None] + np.arange(6, 9)].any(axis=1)
    simple = np.isin(_kinds(data, begins + 9), _SIMPLE)
    nested[one[single & simple]] = False
    return nested


def _bytes(chunk: pa.Array) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return all bytes of a chunk of binaries, and where each begins."""
    width = np.int64 if pa.types.is_large_binary(chunk.type) else np.int32
    _, places, content = chunk.buffers()
    offsets = np.frombuffer(places, width)[chunk.offset : chunk.offset + len(chunk)]
    return np.frombuffer(content, np.uint8), offsets.astype(np.int64)


def _kinds(data: NDArray[np.uint8], begins: NDArray[np.int64]) -> NDArray[np.int64]:
    """(n,) types of the shapes that begin at these places."""
    little = data[begins] == 1
    low = np.where(little, data[begins + 1], data[begins + 4]).astype(np.int64)
    high = np.where(little, data[begins + 2], data[begins + 3]).astype(np.int64)
    return (low + 256 * high) % 1000


def _is_deep(content: pa.Buffer) -> bool:
    """Follow a shape without calling itself; what is broken or cut ends the search."""
    raw, waiting, at = memoryview(content), [1], 0
    try:
        while waiting:
            waiting[-1] -= 1
            head = _head(raw, at)
            if not head.order:
                return True
            at = _behind(raw, head) if head.kind in _SIMPLE else head.begin + 4
            if head.kind not in _SIMPLE:
                waiting.append(struct.unpack_from(f"{head.order}I", raw, head.begin)[0])
                if len(waiting) > DEEPEST:
                    return True
            while waiting and not waiting[-1]:
                waiting.pop()
    except struct.error:
        return False
    return False


def _head(raw: memoryview, at: int) -> _Head:
    order = {0: ">", 1: "<"}.get(struct.unpack_from("B", raw, at)[0], "")
    word = struct.unpack_from(f"{order or '<'}I", raw, at + 1)[0]
    thousands, kind = divmod(word & 0xFFFF, 1000)
    height = bool(word & _HEIGHT) or thousands in (1, 3)
    measure = bool(word & _MEASURE) or thousands in (2, 3)
    begin = at + 5 + (4 if word & _SRID else 0)
    return _Head(kind, 8 * (2 + height + measure), order, begin)


def _behind(raw: memoryview, head: _Head) -> int:
    """Return where a simple shape ends."""
    if head.kind == _POINT:
        return head.begin + head.size
    count = struct.unpack_from(f"{head.order}I", raw, head.begin)[0]
    at = head.begin + 4
    if head.kind in _LISTS:
        return at + count * head.size
    for _ in range(count):
        at += 4 + head.size * struct.unpack_from(f"{head.order}I", raw, at)[0]
    return at
