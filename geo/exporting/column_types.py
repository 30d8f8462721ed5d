"""What a column holds, by the few kinds that every format knows."""

from datetime import datetime
from typing import Literal

import pandas as pd
import pyarrow as pa
from pandas import Series
from pandas.api import types

Kind = Literal["文本", "整数", "小数", "是否", "日期", "日期时间"]

_INFERRED: dict[str, Kind] = {
    "boolean": "是否",
    "integer": "整数",
    "floating": "小数",
    "mixed-integer-float": "小数",
    "decimal": "小数",
    "date": "日期",
    "datetime": "日期时间",
    "datetime64": "日期时间",
}
_LONGEST_INT = 2**63

DAYS = pd.ArrowDtype(pa.date32())
"""Dtype of a column of dates: one that is empty still says what it would hold."""


def kind_of(values: Series) -> Kind:
    """Kind of a column of any dtype; what is none of the others is text."""
    if types.is_bool_dtype(values.dtype):
        return "是否"
    if types.is_integer_dtype(values.dtype):
        return "整数" if _fits(values) else "文本"
    if types.is_float_dtype(values.dtype):
        return "小数"
    if types.is_datetime64_dtype(values.dtype):
        return "日期" if _days_only(values) else "日期时间"
    if values.dtype == DAYS:
        return "日期"
    return _kind_inside(values) if values.dtype == object else "文本"


def _kind_inside(values: Series) -> Kind:
    kind = _INFERRED.get(types.infer_dtype(values, skipna=True), "文本")
    if kind == "整数" and not _fits(values):
        return "文本"
    return _stamps(values) if kind == "日期时间" else kind


def _stamps(values: Series) -> Kind:
    """Of date-times in a column of objects; those with a zone are text, most formats hold none."""
    known = [value for value in values if isinstance(value, datetime) and not pd.isna(value)]
    if any(value.tzinfo is not None for value in known):
        return "文本"
    return "日期" if _days_only(pd.to_datetime(Series(known))) else "日期时间"


def _fits(values: Series) -> bool:
    known = values.dropna()
    return known.empty or (int(known.max()) < _LONGEST_INT and int(known.min()) >= -_LONGEST_INT)


def _days_only(values: Series) -> bool:
    known = values.dropna()
    return not known.empty and bool((known == known.dt.normalize()).all())
