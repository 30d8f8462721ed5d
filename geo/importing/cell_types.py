"""Cells made what they are: numbers where a whole column is numbers, else text as it stands.

Text is never evaluated: `=cmd|...` and `<script>` stay the characters they are. A column of
codes (001, 36010419990101001X, eighteen digits) stays text.
"""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas import DataFrame, Series

from geo.importing.header_rows import unique

_NUMBER = r"^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,17})?([eE][-+]?[0-9]{1,3})?$"
"""Not 001, and not more digits than a float holds."""

_FEW = 100
"""Cells that are looked at before all are."""

GEOMETRY = "geometry"
"""Name that the column of shapes takes; another column of this name gets a mark."""


def typed(table: pa.Table) -> DataFrame:
    """Return a table of text as a frame: numeric columns as numbers, blank rows and edges gone.

    Parameters
    ----------
    table
        (n, m) strings. May be empty.

    Returns
    -------
    DataFrame
        (n or fewer, m); an empty cell is "" in a text column, NaN in a numeric one.
    """
    if not table.num_columns:
        return DataFrame()
    columns = [pc.utf8_trim_whitespace(column) for column in table.columns]
    typed_columns = [_typed(column) for column in _without_blank_rows(columns)]
    return pa.table(typed_columns, names=table.column_names).to_pandas()


def _without_blank_rows(columns: list[pa.ChunkedArray]) -> list[pa.ChunkedArray]:
    filled = pc.not_equal(columns[0], "")
    for column in columns[1:]:
        if pc.all(filled).as_py():
            return columns
        filled = pc.or_(filled, pc.not_equal(column, ""))
    return [column.filter(filled) for column in columns]


def _typed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if not _numeric(_filled(column.slice(0, _FEW))):  # most columns of text, at once
        return column
    filled = _filled(column)
    if filled.null_count == len(filled) or not _numeric(filled):
        return column
    whole = not pc.any(pc.match_substring_regex(filled, r"[.eE]")).as_py()
    return pc.cast(filled, pa.int64() if whole and not filled.null_count else pa.float64())


def _filled(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.if_else(pc.equal(column, ""), None, column)


def _numeric(filled: pa.ChunkedArray) -> bool:
    """Whether all cells that there are hold numbers."""
    return bool(pc.all(pc.match_substring_regex(filled, _NUMBER), min_count=0).as_py())


def to_numbers(frame: DataFrame) -> DataFrame:
    """Return a copy with cells that any part of the program can hold: text, numbers, flags.

    Times become ISO text, nested values and bytes text, missing text ""; the index numbers the
    rows from 0; names are text, unique and none is `geometry`.
    """
    names = ["原geometry" if str(name) == GEOMETRY else str(name) for name in frame.columns]
    columns = {name: _plain(frame.iloc[:, at]).array for at, name in enumerate(unique(names))}
    return DataFrame(columns, index=pd.RangeIndex(len(frame)), columns=list(columns))


def _plain(column: Series) -> Series:
    if pd.api.types.is_bool_dtype(column) or pd.api.types.is_integer_dtype(column):
        return column.astype("float64") if column.hasnans else column
    if pd.api.types.is_float_dtype(column):
        return column.astype("float64").replace([np.inf, -np.inf], np.nan)
    if pd.api.types.is_datetime64_any_dtype(column):
        return _iso(column)
    if isinstance(column.dtype, pd.StringDtype):
        return column.fillna("") if column.hasnans else column
    return column.map(_text).astype("str")


def _iso(times: Series) -> Series:
    text = times.map(lambda time: "" if pd.isna(time) else time.isoformat())
    return text.astype("str").str.removesuffix("T00:00:00")


def _text(value: object) -> str:
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)
