"""Columns of texts, bytes and days as the buffers that Arrow holds them in.

Buffers alone travel, never Arrow's own messages: those may unfold to any size when they are read.
"""

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pandas import Series

from geo.sandbox import array_codec

_KINDS: dict[str, pa.DataType] = {
    "text": pa.large_string(), "bytes": pa.large_binary(), "day": pa.date32()
}  # fmt: skip
_NAMES = {str: "text", bytes: "bytes", date: "day"}
_WIDE = 2
"""Buffers of a kind of fixed width; texts have three: gaps, offsets, letters."""


def write(column: Series, writer: Any) -> dict[str, Any] | None:  # noqa: ANN401
    """Return the node of a column of texts, bytes or days with gaps; None where it is none."""
    kind = _kind(column)
    if kind is None:
        return None
    try:
        held = pa.array(column, type=_KINDS[kind], from_pandas=True)
    except (pa.ArrowException, UnicodeEncodeError):
        return None
    whole = held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held
    if whole.offset:
        whole = pc.take(whole, pa.array(np.arange(len(whole))))
    buffers = [b"" if each is None else each for each in whole.buffers()]
    told = [array_codec.write(np.frombuffer(each, np.uint8), writer) for each in buffers]
    return {"kind": kind, "rows": len(whole), "gaps": whole.null_count, "buffers": told}


def _kind(column: Series) -> str | None:
    """What the cells are, all of them; of what pandas calls text nothing need be looked at."""
    if str(column.dtype) in ("str", "string"):
        return "text"
    if str(column.dtype) != "object":
        return None
    kinds = {type(each) for each in column.tolist()} - {type(None)}
    return _NAMES.get(kinds.pop()) if len(kinds) == 1 else None


def read(node: dict[str, Any], dtype: str, reader: Any) -> Series:  # noqa: ANN401
    """Return the column of a node.

    Raises
    ------
    ValueError, KeyError, TypeError, pyarrow.ArrowException
        If the node is none: offsets that lead outside, letters that are no text.
    """
    kind, rows = _KINDS[node["kind"]], node["rows"]
    bare = [array_codec.read(each, reader) for each in node["buffers"]]
    fixed = pa.types.is_date(kind)
    if len(bare) != (_WIDE if fixed else _WIDE + 1) or type(rows) is not int or rows < 0:
        raise ValueError("buffers as announced")
    least = rows * 4 if fixed else (rows + 1) * 8 if rows else 0
    if bare[1].nbytes < least or (bare[0].nbytes and bare[0].nbytes * 8 < rows):
        raise ValueError("buffers are too small")
    gaps, *others = bare
    buffers = [pa.py_buffer(gaps) if gaps.nbytes else None, *map(pa.py_buffer, others)]
    held = pa.Array.from_buffers(kind, rows, buffers)
    held.validate(full=True)  # offsets that lead outside would be followed later
    if dtype == "object":
        return Series(held.to_pylist(), dtype=object)
    if dtype not in ("str", "string"):
        raise ValueError("texts are of a type of text")
    return Series(held.to_pandas(), dtype=dtype)
