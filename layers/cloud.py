"""Many points of one layer, column by column: the map draws them on one canvas."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from secrets import token_urlsafe
from typing import NamedTuple, overload

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from layers.items import Item, Kind, item_of
from layers.spec import LayerSpec

GONE = 255
"""Mark of a point that a filter leaves out; no layer has as many symbols."""

SCALE = 1_000_000
"""Coordinates are kept as millionths of a degree, some 0.1 m."""


class Columns(NamedTuple):
    """What does not change with look or filter.

    `ids` and `names` are (n,), `places` (n, 2) millionths of a degree, longitude first; `key` names
    them where the browser fetches them, and nobody can guess it.
    """

    key: str
    ids: pd.Index
    names: pd.Series
    places: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class PointCloud(Sequence[Item]):
    """Points of a layer; an `Item` is made only when one is asked for.

    Parameters
    ----------
    spec
        The layer they belong to.
    columns
        All points of the layer, those that a filter leaves out as well.
    marks
        (n,) number of the symbol of each point, `GONE` where a filter leaves it out.
    rank
        Lower wins where two names would overlap.
    key
        Names the marks where the browser fetches them.
    """

    spec: LayerSpec
    columns: Columns
    marks: NDArray[np.uint8]
    rank: int = 5
    key: str = field(default_factory=lambda: token_urlsafe(18))

    @cached_property
    def rows(self) -> NDArray[np.intp]:
        """(m,) places in the columns of the points that are kept."""
        return np.flatnonzero(self.marks != GONE)

    @property
    def plain(self) -> bool:
        """Tell whether every point is kept and has the first symbol."""
        return not self.marks.any()

    def __len__(self) -> int:
        """Return how many points are kept."""
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, place: int | slice) -> Item | tuple[Item, ...]:
        """Return a point that is kept, or some, as items."""
        if isinstance(place, slice):
            return tuple(self._item(int(row)) for row in self.rows[place])
        return self._item(int(self.rows[place]))

    def _item(self, row: int) -> Item:
        told = (str(self.columns.ids[row]), str(self.columns.names.iloc[row]), int(self.marks[row]))
        lon, lat = self.columns.places[row] / SCALE
        return item_of(self.spec, self.rank, told, shapely.Point(lon, lat))

    def find(self, feature_id: str) -> list[Item]:
        """Return the item of an id, [] where it is not kept."""
        same = np.asarray(self.columns.ids == feature_id) & (self.marks != GONE)
        return [self._item(int(row)) for row in np.flatnonzero(same)]

    def kept(self, ids: frozenset[str]) -> "PointCloud":
        """Return the cloud with those points only; columns are shared."""
        passes = self.columns.ids.isin(ids)
        marks = np.where(passes, self.marks, GONE).astype(np.uint8)
        return replace(self, marks=marks, key=token_urlsafe(18))

    def used(self) -> set[tuple[int, Kind]]:
        """Symbols that are on the map."""
        counts = np.bincount(self.marks, minlength=GONE + 1)[:GONE]
        return {(int(number), "Point") for number in np.flatnonzero(counts)}
