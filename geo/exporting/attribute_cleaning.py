"""Attributes as every format can hold them: plain kinds, unique names, no control characters."""

import re
from collections.abc import Hashable, Iterable
from datetime import date, datetime

import numpy as np
import pandas as pd
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.exporting.column_types import DAYS, kind_of
from geo.exporting.file_names import told_apart

_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of characters and non-characters: XML and DBF refuse them."""

_DTYPES = {"是否": ("bool", "boolean"), "整数": ("int64", "Int64")}


def tidy(frame: GeoDataFrame) -> tuple[DataFrame, list[str]]:
    """Attributes of a frame, and in words what had to be changed.

    Parameters
    ----------
    frame
        (n,) features. May be empty. Named index levels become the first columns.

    Returns
    -------
    tuple
        (n,) rows on a range index under unique non-empty text names. Columns are bool, int64,
        float64 (finite or NaN), datetime64[ms], `DAYS`, or text; nullable
        where values are missing. Lists are joined by 、.
    """
    plain = _with_index(frame)
    titles = [printable(str(name)).strip() for name in plain.columns]
    names = told_apart(title or f"字段{place}" for place, title in enumerate(titles, 1))
    columns = [plain.iloc[:, place] for place in range(plain.shape[1])]
    tidied = [_tidied(column) for column in columns]
    table = DataFrame(dict(zip(names, tidied, strict=True)), index=range(len(frame)))
    return table, [*_renamed(plain.columns, names), *_changed(columns, tidied, names)]


def printable(text: str) -> str:
    """Return `text` without control characters and the like."""
    return _BAD.sub("", text)


def _with_index(frame: GeoDataFrame) -> DataFrame:
    attributes = DataFrame(frame.drop(columns=frame.geometry.name))
    named = [level for level in attributes.index.names if level is not None]
    index = attributes.index.to_frame(index=False)[named]
    return pd.concat([index, attributes.reset_index(drop=True)], axis="columns")


def _tidied(values: Series) -> Series:
    kind = kind_of(values)
    if kind == "日期":
        return Series([_day(value) for value in values.tolist()], dtype=DAYS)
    if kind == "日期时间":
        return Series(pd.to_datetime(values).astype("datetime64[ms]").to_numpy())
    if kind == "小数":
        numbers = pd.to_numeric(values).to_numpy(dtype=float, na_value=np.nan)
        return Series(np.where(np.isfinite(numbers), numbers, np.nan))
    if kind in _DTYPES:
        whole, nullable = _DTYPES[kind]
        return Series(values.array).astype(nullable if values.hasnans else whole)
    return _texts(values)


def _day(value: date | None) -> date | None:
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, datetime) else value


def _texts(values: Series) -> Series:
    texts = [_text(value) for value in values.tolist()]
    if _BAD.search("".join(text for text in texts if text)):
        texts = [text and printable(text) for text in texts]
    return Series(texts, dtype="str")


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple, set, np.ndarray)):
        return "、".join(map(str, value))
    missing = value is None or value is pd.NaT or value is pd.NA or value != value  # noqa: PLR0124 - NaN
    return None if missing else str(value)


def _renamed(given: Iterable[Hashable], names: list[str]) -> list[str]:
    pairs = [(str(old), new) for old, new in zip(given, names, strict=True) if str(old) != new]
    told = [(_BAD.sub("?", old), new) for old, new in pairs]  # these words stand in files too
    return [f"字段“{old}”改名为“{new}”（重名或含不能用的字符）" for old, new in told]


def _changed(before: list[Series], after: list[Series], names: list[str]) -> list[str]:
    notes = []
    for old, new, name in zip(before, after, names, strict=True):
        if new.dtype == float and (lost := int(new.isna().sum() - old.isna().sum())):
            notes.append(f"字段“{name}”有 {lost} 个无穷大的值，已留空")
        if isinstance(new.dtype, pd.StringDtype) and (bad := _spoilt(old)):
            notes.append(f"字段“{name}”有 {bad} 个值含控制字符，已去掉这些字符")
    return notes


def _spoilt(values: Series) -> int:
    texts = [value for value in values.tolist() if isinstance(value, str)]
    return sum(1 for text in texts if _BAD.search(text)) if _BAD.search("".join(texts)) else 0
