"""Buttons that hand a table or a layer to the planner as a file."""

from collections.abc import Callable

from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.export import csv_text, geojson_text
from views.downloads import Row


def table(row: Row, name: str, make: Callable[[], DataFrame]) -> None:
    """Offer a table as CSV; it is written when it is asked for."""
    row.button(f"{name} CSV", lambda: csv_text(make()), f"{name}.csv", key=f"lc-file-{name}")


def layer(row: Row, name: str, make: Callable[[], GeoDataFrame]) -> None:
    """Offer a layer as GeoJSON; it is written when it is asked for."""
    row.button(
        f"{name} GeoJSON",
        lambda: geojson_text(make()),
        f"{name}.geojson",
        key=f"lc-file-{name}",
    )
