"""Features that are all alike, read by Arrow: several times as fast as GDAL reads them.

GDAL reads some of them and so says what the columns are and which system it is. Arrow reads all,
told to refuse whatever is not so; then GDAL reads all.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from json import JSONDecodeError
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as pj
from numpy.typing import NDArray
from pandas import DataFrame, RangeIndex

from geo.importing.feature_schema import FeatureForm, form_of
from geo.importing.feature_split import FeatureText
from geo.importing.model import Ask, Raw
from geo.importing.nested_coordinates import FORMS, shapes_of_lists

_BLOCK = 2**21
"""Bytes that Arrow reads at a time; no feature is longer."""

_KIND = re.compile(rb'"type"\s*:\s*"(%s)"' % "|".join(FORMS).encode())
_INT32 = 2**31


class _UnlikeError(Exception):
    """Something is not as in most files."""


_NOT_PLAIN = (
    _UnlikeError, pa.ArrowException, UnicodeDecodeError, JSONDecodeError, RecursionError
)  # fmt: skip


class _Group(NamedTuple):
    """Features with one kind of shape: their text, and where they stand among all."""

    kind: str
    lines: bytes | memoryview
    rows: NDArray[np.intp]


def alike(text: FeatureText, ask: Ask, home: Path) -> Raw | None:
    """Read features, all that are in `text`; None where they are not plain and of the same columns.

    A file of some of them is made in the folder `home`.

    Raises
    ------
    DataError
        If there are more rows or bytes than allowed.
    """
    with suppress(*_NOT_PLAIN):
        form = form_of(text, ask, home / "some.geojson")
        if form:
            ask.limits.check(ask.name, rows=text.rows)
            return _read(text, form, ask)
    return None


def _read(text: FeatureText, form: FeatureForm, ask: Ask) -> Raw:
    shapes = np.full(text.rows, None, dtype=object)
    parts, rows, size = [], [], 0
    for group in _groups(text, form):
        table = _table(group, form)
        size += table.nbytes
        ask.limits.check(ask.name, bytes=size)
        built = [_shapes(chunk, group.kind) for chunk in table["geometry"].chunks]
        shapes[group.rows] = np.concatenate(built)
        parts.append(_columns(table, form))
        rows.append(group.rows)
    whole = parts[0]
    if len(parts) > 1:
        whole = pa.concat_tables(parts).take(np.argsort(np.concatenate(rows)))
    _require("id" not in whole.column_names or _is_id(whole["id"]))
    return Raw(_frame(whole, form.known.frame), shapes, form.known.crs)


def _groups(text: FeatureText, form: FeatureForm) -> Iterator[_Group]:
    """Yield the features by kind of shape: those without one may be in any."""
    if len(form.kinds) == 1:
        yield _Group(form.kinds[0], text.lines, np.arange(text.rows))
        return
    lines = [text.feature(row) for row in range(text.rows)]
    found = [_KIND.search(line) for line in lines]
    kinds = np.array([match[1].decode() if match else form.kinds[0] for match in found])
    for kind in np.unique(kinds).tolist():
        rows = np.flatnonzero(kinds == kind)
        yield _Group(kind, b"\n".join(lines[row] for row in rows), rows)


def _table(group: _Group, form: FeatureForm) -> pa.Table:
    schema = form.schema(group.kind)
    options = pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")
    blocks = pj.ReadOptions(use_threads=False, block_size=_BLOCK)
    table = pj.read_json(pa.BufferReader(pa.py_buffer(group.lines)), blocks, options)
    _require(table.num_rows == len(group.rows) and _all(table["type"], "Feature"))
    _require(form.ids != pa.int64() or (len(form.kinds) == 1 and _distinct(table["id"])))
    return table


def _is_id(column: pa.ChunkedArray) -> bool:
    return column.type != pa.int64() or _distinct(column)


def _distinct(numbers: pa.ChunkedArray) -> bool:
    """Whether no number comes twice, of which GDAL would warn."""
    there = numbers.drop_null()
    return len(pc.unique(there)) == len(there)


def _require(holds: bool) -> None:  # noqa: FBT001 - what is required
    if not holds:
        raise _UnlikeError


def _all(column: pa.Array | pa.ChunkedArray, word: str) -> bool:
    return not column.null_count and bool(pc.all(pc.equal(column, word)).as_py())


def _shapes(column: pa.StructArray, kind: str) -> NDArray[np.object_]:
    shapes = np.full(len(column), None, dtype=object)
    there = np.asarray(column.is_valid())
    if there.any():
        words, lists = column.drop_null().flatten()
        _require(not lists.null_count and _all(words, kind))
        built = shapes_of_lists(lists, kind)
        _require(built is not None)
        shapes[there] = built
    return shapes


def _columns(table: pa.Table, form: FeatureForm) -> pa.Table:
    """Return the properties, and the ids where GDAL makes a column of them."""
    properties = table["properties"]
    names = [field.name for field in properties.type]
    columns = dict(zip(names, properties.flatten(), strict=True))
    if form.own_id:
        columns["id"] = table["id"]
    if not columns:  # a table without columns has no rows
        return table.select(["type"])
    return pa.table({str(name): columns[str(name)] for name in form.known.frame})


def _frame(table: pa.Table, known: DataFrame) -> DataFrame:
    """Columns as GDAL has them; a column empty in the sample it might take for any type."""
    if not len(known.columns):
        return DataFrame(index=RangeIndex(table.num_rows))
    empty = [name for name in known if known[name].isna().all()]
    _require(all(table[name].null_count == table.num_rows for name in empty))
    return pa.table({name: _narrow(table[name]) for name in table.column_names}).to_pandas()


def _narrow(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Whole numbers in 32 bits where they fit."""
    if column.type != pa.int64():
        return column
    low, high = pc.min_max(column).as_py().values()
    fits = low is None or (low >= -_INT32 and high < _INT32)
    return column.cast(pa.int32()) if fits else column
