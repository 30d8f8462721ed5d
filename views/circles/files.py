"""Buttons that hand a table or a layer to the planner as a file."""

from collections.abc import Callable

import streamlit as st
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.export import csv_text, geojson_text


def table(name: str, make: Callable[[], DataFrame]) -> None:
    """Offer a table as CSV; it is written when it is asked for."""
    st.download_button(
        f"{name} CSV",
        lambda: csv_text(make()),
        f"{name}.csv",
        "text/csv",
        on_click="ignore",
        key=f"lc-file-{name}",
    )


def layer(name: str, make: Callable[[], GeoDataFrame]) -> None:
    """Offer a layer as GeoJSON; it is written when it is asked for."""
    st.download_button(
        f"{name} GeoJSON",
        lambda: geojson_text(make()),
        f"{name}.geojson",
        "application/geo+json",
        on_click="ignore",
        key=f"lc-file-{name}",
    )
