"""Attributes within the limits of a dBASE table."""

import pandas as pd
from pandas import DataFrame, Series
from pandas.api import types

LONGEST = 254
"""Bytes of a text."""

_LARGEST_INT = 10**17
_LARGEST_FLOAT = 1e20
"""GDAL writes a number into 24 places, with as many decimals as there is room for."""


def dbf_columns(table: DataFrame) -> DataFrame:
    """Columns in the types dBASE knows: date-times and what is too large for a number as text."""
    return DataFrame({name: _column(values) for name, values in table.items()}, index=table.index)


def cut_texts(table: DataFrame, encoding: str) -> tuple[DataFrame, dict[str, int]]:
    """Texts cut to 254 bytes between characters, and how many were cut in each column of those."""
    texts = [name for name in table.columns if isinstance(table[name].dtype, pd.StringDtype)]
    cut = {name: table[name].map(lambda text: _cut(text, encoding), "ignore") for name in texts}
    counts = {name: int((cut[name].str.len() < table[name].str.len()).sum()) for name in texts}
    changed = {name: count for name, count in counts.items() if count}
    return table.assign(**{name: cut[name] for name in changed}), changed


def _column(values: Series) -> Series:
    if types.is_datetime64_dtype(values.dtype):
        return values.dt.strftime("%Y-%m-%d %H:%M:%S").astype("str")
    too_large = _LARGEST_INT if types.is_integer_dtype(values.dtype) else _LARGEST_FLOAT
    if not types.is_numeric_dtype(values.dtype) or types.is_bool_dtype(values.dtype):
        return values
    known = values.dropna()
    if known.empty or known.abs().max() < too_large:
        return values
    return Series([None if pd.isna(v) else str(v) for v in values.tolist()], values.index, "str")


def _cut(text: str, encoding: str) -> str:
    if len(text) * 4 <= LONGEST:
        return text
    return text.encode(encoding)[:LONGEST].decode(encoding, errors="ignore")
