"""Which rows of a frame are other ones than before, and results of rows put together again."""

from collections.abc import Callable
from threading import RLock
from typing import Any, Generic, TypeVar

import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame
from numpy.typing import NDArray
from pandas import DataFrame, Index

Made = TypeVar("Made")

_MOST_SHARE = 0.5
"""Share of the rows beyond which all of them are made anew."""


def changed_rows(before: GeoDataFrame, now: GeoDataFrame) -> Index | None:
    """Return the ids of the rows of `now` that are not the same in `before`, in their order.

    None where the frames cannot be compared: other columns, another reference system, or ids that
    are not unique.
    """
    if list(before) != list(now) or before.crs != now.crs:
        return None
    if not (before.index.is_unique and now.index.is_unique):
        return None
    where = before.index.get_indexer(now.index)
    there = np.flatnonzero(where >= 0)
    changed = where < 0
    whole = before.index.equals(now.index)
    plain, plain_now = DataFrame(before), DataFrame(now)  # a column of these costs far less
    for name in now:
        one, other = plain[name], plain_now[name]
        if one.dtype != other.dtype:
            changed[:] = True
            continue
        first, last = one.to_numpy(), other.to_numpy()
        if not whole:
            first, last = first[where[there]], last[there]
        differ = _shapes_differ if name == now.geometry.name else _values_differ
        changed[there] |= differ(first, last)
    return now.index[changed]


def _values_differ(before: NDArray[Any], now: NDArray[Any]) -> NDArray[np.bool_]:
    differ = np.asarray(before != now, dtype=bool)
    if differ.any():  # what is missing is no other than what is missing
        differ[differ] = ~(pd.isna(before[differ]) & pd.isna(now[differ]))
    return differ


def _shapes_differ(before: NDArray[Any], now: NDArray[Any]) -> NDArray[np.bool_]:
    differ = np.array([one is not other for one, other in zip(before, now, strict=True)], bool)
    differ[differ] = ~np.asarray(shapely.equals_identical(before[differ], now[differ]))
    return differ


class ByRow(Generic[Made]):
    """What is made of a frame row by row: of the next one only the rows that are not the same.

    Parameters
    ----------
    make
        Of (n,) rows; what it makes of a row may depend on that row alone.
    join
        Puts together what was made before, what is made of the changed rows, the ids of those, and
        all ids as they stand now.
    """

    def __init__(
        self,
        make: Callable[[GeoDataFrame], Made],
        join: Callable[[Made, Made, Index, Index], Made],
    ) -> None:
        self._make, self._join = make, join
        self._guard = RLock()
        self._last: tuple[GeoDataFrame, Made] | None = None

    def of(self, frame: GeoDataFrame) -> Made:
        """Return what is made of a frame; shared, never changed."""
        with self._guard:
            if self._last is None or self._last[0] is not frame:
                self._last = (frame, self._renewed(frame))
            return self._last[1]

    def _renewed(self, frame: GeoDataFrame) -> Made:
        if self._last is None:
            return self._make(frame)
        before, made = self._last
        rows = changed_rows(before, frame)
        if rows is None or len(rows) > _MOST_SHARE * len(frame):
            return self._make(frame)
        if rows.empty and before.index.equals(frame.index):
            return made
        return self._join(made, self._make(frame.loc[rows]), rows, frame.index)


def frames_joined(
    before: GeoDataFrame, new: GeoDataFrame, rows: Index, index: Index
) -> GeoDataFrame:
    """Put rows of frames together for `ByRow`."""
    plain = DataFrame(before)
    kept = plain.loc[plain.index.isin(index.difference(rows, sort=False))]
    parts = [each for each in (kept, DataFrame(new)) if len(each)]
    if not parts:
        return before.iloc[:0]
    joined = pd.concat(parts).loc[index]
    return GeoDataFrame(joined, geometry=before.geometry.name, crs=before.crs)
