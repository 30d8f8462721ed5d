"""Values as JSON and blobs: what leaves for another process."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from geopandas import GeoSeries

from geo.sandbox import array_codec, table_codec
from geo.sandbox.parcel import TAG, Parcel, name_of

_PLAIN = (str, bool, int, float, type(None))
_GROUPS: dict[type, str] = {tuple: "tuple", set: "set", frozenset: "frozenset"}


def encode(value: object) -> Parcel:
    """Return a value as JSON and blobs.

    Parameters
    ----------
    value
        A tree of None, bool, int, float, str, bytes, path, date, time, duration, list, tuple, set,
        dict, numpy array of numbers, (n,) shapes, Index, Series, DataFrame, GeoDataFrame with
        shapes in any CRS, and named tuples, dataclasses, enumerations of those.

    Raises
    ------
    TypeError
        If there is anything else in it.
    """
    blobs: list[Any] = []
    return Parcel(_Writer(blobs).node(value), blobs)


class _Writer(NamedTuple):
    blobs: list[Any]

    def node(self, value: Any) -> Any:  # noqa: ANN401
        """Return the JSON node of a value; its blobs are put aside."""
        if type(value) in _PLAIN:
            return value
        for kind, write in _WRITERS:
            if isinstance(value, kind):
                return write(self, value)
        if is_dataclass(value) and not isinstance(value, type):
            names = [field.name for field in fields(value) if field.init]
            return self._named(value, {name: getattr(value, name) for name in names})
        raise TypeError(f"{type(value).__name__} does not travel between processes")

    def blob(self, content: Any) -> int:  # noqa: ANN401 - anything with a buffer
        """Put a blob aside; return its number."""
        self.blobs.append(content)
        return len(self.blobs) - 1

    def _named(self, value: object, members: Mapping[str, Any]) -> dict[str, Any]:
        held = {name: self.node(each) for name, each in members.items()}
        return {TAG: "named", "class": name_of(type(value)), "members": held}

    def group(self, value: Any) -> Any:  # noqa: ANN401
        if hasattr(value, "_fields"):
            return self._named(value, value._asdict())
        return {TAG: _GROUPS[type(value)], "items": [self.node(each) for each in value]}

    def dict_(self, value: Mapping[Any, Any]) -> Any:  # noqa: ANN401
        keys, values = [self.node(key) for key in value], [self.node(v) for v in value.values()]
        return {TAG: "dict", "keys": keys, "values": values}


def _duration(_: _Writer, value: timedelta) -> Any:  # noqa: ANN401
    rest = value.seconds * 10**6 + value.microseconds
    return {TAG: "duration", "days": value.days, "rest": rest}


def _time_kind(value: object) -> str:
    """The first that fits: a datetime is a date too."""
    return next(
        name
        for name, cls in (("datetime", datetime), ("date", date), ("time", time))
        if isinstance(value, cls)
    )


_WRITERS: tuple[tuple[Any, Callable[[_Writer, Any], Any]], ...] = (
    (Enum, lambda _, value: {TAG: "choice", "class": name_of(type(value)), "name": value.name}),
    (
        np.generic,
        lambda to, value: {TAG: "number", "held": array_codec.write(np.asarray(value), to)},
    ),
    ((str, bool, int, float), lambda to, value: to.node(_bare(value))),
    ((bytes, bytearray, memoryview), lambda to, value: {TAG: "bytes", "at": to.blob(value)}),
    (list, lambda to, value: [to.node(each) for each in value]),
    ((tuple, set, frozenset), _Writer.group),
    (dict, _Writer.dict_),
    (
        (date, time),
        lambda _, value: {TAG: "time", "kind": _time_kind(value), "text": value.isoformat()},
    ),
    (timedelta, _duration),
    (Path, lambda _, value: {TAG: "path", "text": str(value)}),
    (np.ndarray, lambda to, value: {TAG: "array", "held": array_codec.write(value, to)}),
    (pd.Index, lambda to, value: {TAG: "index", "held": table_codec.write_index(value, to)}),
    (GeoSeries, lambda to, value: to.node(value.to_frame("geometry"))),
    (pd.Series, lambda to, value: {TAG: "series", "held": table_codec.write_series(value, to)}),
    (pd.DataFrame, lambda to, value: {TAG: "frame", "held": table_codec.write_frame(value, to)}),
)


def _bare(value: Any) -> Any:  # noqa: ANN401
    """A plain value of a subclass, such as numpy's float, as the builtin."""
    return next(cls(value) for cls in (str, bool, int, float) if isinstance(value, cls))
