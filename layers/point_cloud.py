"""Many points of one layer, column by column: the map draws them on one canvas.

The browser receives a few words of such a cloud, and columns that it fetches.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
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

_APART = "\x1e"
"""Stands between texts, and never in one."""

Part = Mapping[str, str]
"""Where a column is: at an `url`, or here as `base64` bytes or `text`."""


class PointColumns(NamedTuple):
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
    columns: PointColumns
    marks: NDArray[np.uint8]
    rank: int = 5
    key: str = field(default_factory=lambda: token_urlsafe(18))

    @cached_property
    def rows(self) -> NDArray[np.intp]:
        """(m,) places in the columns of the points that are kept."""
        return np.flatnonzero(self.marks != GONE)

    @property
    def is_plain(self) -> bool:
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
        about = (
            str(self.columns.ids[row]),
            str(self.columns.names.iloc[row]),
            int(self.marks[row]),
        )
        lon, lat = self.columns.places[row] / SCALE
        return item_of(self.spec, self.rank, about, shapely.Point(lon, lat))

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


def told(cloud: PointCloud, source: str) -> dict[str, object]:
    """Return what the map's script is told of a cloud (see layers/web/pointcloud.js).

    Parameters
    ----------
    cloud
        Points of a layer.
    source
        Address below which its columns are served; "" for a page that has to hold them itself,
        which gets no ids.
    """
    key, spec = cloud.columns.key, cloud.spec
    return {
        "key": key,
        "count": len(cloud),
        "layer": spec.layer_id,
        "tips": [f"{spec.title} · {symbol.title}" for symbol in spec.symbols],
        "zoom": spec.label_zoom,
        "rank": cloud.rank,
        "places": _part(source, key, "places", cloud),
        "marks": None if cloud.is_plain else _part(source, cloud.key, "marks", cloud),
        "names": _part(source, key, "names", cloud),
        "ids": _part(source, key, "ids", cloud) if source else None,
    }


def column(columns: PointColumns, name: str) -> bytes:
    """Return one of the columns `places`, `names` and `ids`: int32 pairs, UTF-8 texts."""
    if name == "places":
        return columns.places.astype("<i4").tobytes()
    values = columns.names if name == "names" else columns.ids
    return _joined(values.tolist()).encode("utf-8", "replace")


def _joined(values: list[object]) -> str:
    texts = [str(value) for value in values]
    whole = _APART.join(texts)
    if whole.count(_APART) == max(0, len(texts) - 1):
        return whole
    return _APART.join(text.replace(_APART, " ") for text in texts)


def _part(source: str, key: str, name: str, cloud: PointCloud) -> Part:
    if source:
        return {"url": f"{source}/{key}/{name}"}
    if name == "names":
        return {"text": _joined(cloud.columns.names.tolist())}
    content = cloud.marks.tobytes() if name == "marks" else column(cloud.columns, name)
    return {"base64": b64encode(content).decode()}
