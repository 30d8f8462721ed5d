"""What the columns of a planner's layers hold, worked out once a layer."""

from typing import NamedTuple

import streamlit as st
from geopandas import GeoDataFrame
from pandas import Series

from geo.attributes import is_measured, range_of, values_of
from views import shelf


class Column(NamedTuple):
    """Values as texts, most frequent first, () where too many; least and largest number or None."""

    values: tuple[str, ...]
    range: tuple[float, float] | None


@st.cache_resource(show_spinner=False, max_entries=24)
def columns_of(token: str) -> dict[str, Column]:
    """Return what each column of a layer holds, by name, in order; the geometry left out."""
    frame: GeoDataFrame = shelf.get(token)
    return {str(name): _column(frame[name]) for name in frame.columns if name != "geometry"}


def _column(column: Series) -> Column:
    return Column(tuple(values_of(column)), range_of(column) if is_measured(column) else None)
