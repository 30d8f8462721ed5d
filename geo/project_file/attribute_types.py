"""Types of attributes: pandas columns as plain values and back."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from math import isfinite

import numpy as np
import pandas as pd
from pandas import Series

from geo.project_file.model import Kind

_INFERRED: Mapping[str, Kind] = {
    "boolean": "yesno",
    "integer": "integer",
    "floating": "number",
    "mixed-integer-float": "number",
}
_BY_DTYPE: Mapping[str, Kind] = {"b": "yesno", "i": "integer", "u": "integer", "f": "number"}
_INT64 = 2**63
_HUGE = 1e300
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of a letter, which no file can hold."""

Fits = Callable[[object], bool]


def kind_of(values: Series) -> Kind:
    """Return the type of a column; text where it is mixed or none of ours."""
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        return "instant"
    if values.dtype.kind == "M":
        return "time"
    kind = _BY_DTYPE.get(values.dtype.kind, "text")
    if kind == "text" and values.dtype == object:
        kind = _INFERRED.get(pd.api.types.infer_dtype(values, skipna=True), "text")
    return "text" if kind == "integer" and not _all_fit(values) else kind


def to_json_value(values: Series, kind: Kind) -> list[object]:
    """Return a column as values that JSON knows; None where one is missing or not finite."""
    missing = values.isna().to_numpy()
    written = _WRITE[kind]
    pairs = zip(values.array, missing, strict=True)
    return [None if gone else written(value) for value, gone in pairs]


def column(values: list[object], kind: Kind) -> pd.api.extensions.ExtensionArray | np.ndarray:
    """Return plain values as a column of their type; those of `fits` give no error."""
    gone = any(value is None for value in values)
    if kind == "text":
        return pd.array(values, dtype="str")
    if kind in ("time", "instant"):
        moments = pd.to_datetime(Series(values, dtype=object), format="ISO8601", utc=True)
        exact = moments.dt.as_unit("us")
        return (exact if kind == "instant" else exact.dt.tz_localize(None)).array
    if kind == "number":
        return np.array([np.nan if value is None else value for value in values], dtype=float)
    masked, whole = {"integer": ("Int64", "int64"), "yesno": ("boolean", "bool")}[kind]
    return pd.array(values, dtype=masked if gone else whole)


def fits(kind: Kind, letters: int) -> Fits:
    """Return a test whether a plain value, not None, is of a type; text of `letters` at most."""
    return {
        "text": lambda value: isinstance(value, str) and _is_text(value, letters),
        "integer": lambda value: type(value) is int and -_INT64 <= value < _INT64,
        "number": lambda value: type(value) in (int, float) and abs(value) < _HUGE,
        "yesno": lambda value: type(value) is bool,
        "time": lambda value: _is_moment(value, zoned=False),
        "instant": lambda value: _is_moment(value, zoned=True),
    }[kind]


def _is_text(value: str, letters: int) -> bool:
    return len(value) <= letters and not _HALVES.search(value)


def _is_moment(value: object, *, zoned: bool) -> bool:
    if not isinstance(value, str) or len(value) > 40:
        return False
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return False
    return (moment.tzinfo is not None) == zoned


def _all_fit(values: Series) -> bool:
    known = values.dropna()
    return known.empty or (int(known.min()) >= -_INT64 and int(known.max()) < _INT64)


def _number(value: float) -> float | None:
    return float(value) if isfinite(value) and abs(value) < _HUGE else None


def _instant(value: pd.Timestamp) -> str:
    return value.floor("us").to_pydatetime().astimezone(UTC).isoformat()


_WRITE: Mapping[Kind, Callable] = {
    "text": lambda value: _HALVES.sub("?", str(value)),
    "integer": int,
    "number": _number,
    "yesno": bool,
    "time": lambda value: value.floor("us").isoformat(),
    "instant": _instant,
}
