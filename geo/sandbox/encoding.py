"""Values as JSON and blobs: what leaves for another process."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from geopandas import GeoSeries

from geo.sandbox import arrays, tables
from geo.sandbox.names import TAG, name_of
from geo.sandbox.parcel import Parcel

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

    def bytes_(self, value: bytes | bytearray | memoryview) -> Any:  # noqa: ANN401
        return {TAG: "bytes", "at": self.blob(value)}

    def list_(self, value: Sequence[Any]) -> Any:  # noqa: ANN401
        return [self.node(each) for each in value]

    def group(self, value: Any) -> Any:  # noqa: ANN401
        if hasattr(value, "_fields"):
            return self._named(value, value._asdict())
        return {TAG: _GROUPS[type(value)], "items": [self.node(each) for each in value]}

    def dict_(self, value: Mapping[Any, Any]) -> Any:  # noqa: ANN401
        keys, values = [self.node(key) for key in value], [self.node(v) for v in value.values()]
        return {TAG: "dict", "keys": keys, "values": values}

    def time_(self, value: Any) -> Any:  # noqa: ANN401
        return {TAG: "time", "kind": _time_kind(value), "text": value.isoformat()}

    def duration(self, value: timedelta) -> Any:  # noqa: ANN401
        return {
            TAG: "duration",
            "days": value.days,
            "rest": value.seconds * 10**6 + value.microseconds,
        }

    def path(self, value: Path) -> Any:  # noqa: ANN401
        return {TAG: "path", "text": str(value)}

    def choice(self, value: Enum) -> Any:  # noqa: ANN401
        return {TAG: "choice", "class": name_of(type(value)), "name": value.name}

    def array(self, value: np.ndarray) -> Any:  # noqa: ANN401
        return {TAG: "array", "held": arrays.write(value, self)}

    def number(self, value: np.generic) -> Any:  # noqa: ANN401
        return {TAG: "number", "held": arrays.write(np.asarray(value), self)}

    def ids(self, value: pd.Index) -> Any:  # noqa: ANN401
        return {TAG: "index", "held": tables.write_index(value, self)}

    def series(self, value: pd.Series) -> Any:  # noqa: ANN401
        return {TAG: "series", "held": tables.write_series(value, self)}

    def frame(self, value: pd.DataFrame) -> Any:  # noqa: ANN401
        return {TAG: "frame", "held": tables.write_frame(value, self)}


def _time_kind(value: object) -> str:
    """The first that fits: a datetime is a date too."""
    return next(
        name
        for name, cls in (("datetime", datetime), ("date", date), ("time", time))
        if isinstance(value, cls)
    )


_WRITERS: tuple[tuple[Any, Callable[[_Writer, Any], Any]], ...] = (
    (Enum, _Writer.choice),
    (np.generic, _Writer.number),
    ((str, bool, int, float), lambda writer, value: writer.node(_bare(value))),
    ((bytes, bytearray, memoryview), _Writer.bytes_),
    (list, _Writer.list_),
    ((tuple, set, frozenset), _Writer.group),
    (dict, _Writer.dict_),
    ((date, time), _Writer.time_),
    (timedelta, _Writer.duration),
    (Path, _Writer.path),
    (np.ndarray, _Writer.array),
    (pd.Index, _Writer.ids),
    (GeoSeries, lambda writer, value: writer.frame(value.to_frame("geometry"))),
    (pd.Series, _Writer.series),
    (pd.DataFrame, _Writer.frame),
)


def _bare(value: Any) -> Any:  # noqa: ANN401
    """A plain value of a subclass, such as numpy's float, as the builtin."""
    return next(cls(value) for cls in (str, bool, int, float) if isinstance(value, cls))
