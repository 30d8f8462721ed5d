"""What the columns of a planner's layers hold, worked out once a layer."""

from typing import NamedTuple

from geopandas import GeoDataFrame
from pandas import Series

from geo.attributes import MOST_VALUES, is_measured, range_of, texts_of, values_of
from views import shelf
from views.sessions.memory import remembered

_LOOKED_AT = 2_000
"""Rows of a column among which most columns show that their values are too many to choose from."""


class Column(NamedTuple):
    """Values as texts, most frequent first, () where too many; least and largest number or None."""

    values: tuple[str, ...]
    range: tuple[float, float] | None


@remembered(most=64)
def columns_of(token: str) -> dict[str, Column]:
    """Return what each column of a layer holds, by name, in order; the geometry left out."""
    frame: GeoDataFrame = shelf.get(token)
    return {str(name): _column(frame[name]) for name in frame.columns if name != "geometry"}


def _column(column: Series) -> Column:
    return Column(_values(column), range_of(column) if is_measured(column) else None)


def _values(column: Series) -> tuple[str, ...]:
    """Values as `values_of` gives them; each is written out once, and only if they are few."""
    if texts_of(column.head(_LOOKED_AT)).nunique() > MOST_VALUES:
        return ()
    if column.dtype == object:  # may hold what cannot be counted
        return tuple(values_of(column))
    counts = column.value_counts(dropna=False)
    counts = counts[counts > 0]
    texts = texts_of(counts.index.to_series()).to_numpy()
    whole = counts.groupby(texts, sort=False).sum().sort_values(ascending=False, kind="stable")
    return tuple(map(str, whole.index)) if len(whole) <= MOST_VALUES else ()
