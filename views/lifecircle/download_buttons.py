"""Buttons that hand a table or a layer to the planner as a file."""

from collections.abc import Callable
from typing import Final

from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.exporting.csv_text import csv_text
from views.downloads import ButtonRow

_HEADERS: Final = {
    "name": "名称",
    "reach_m": "步行距离_米",
    "radius_m": "直线半径_米",
    "model": "测距方法",
    "length_m": "街道长度_米",
}
_DRAWN: Final = ["turn"]
"""Columns that serve the map alone."""


def table(row: ButtonRow, name: str, make: Callable[[], DataFrame]) -> None:
    """Offer a table as CSV; it is written when it is asked for."""
    row.button(f"{name} CSV", lambda: csv_text(make()), f"{name}.csv", key=f"lc-file-{name}")


def layer(row: ButtonRow, name: str, make: Callable[[], GeoDataFrame]) -> None:
    """Offer a layer as GeoJSON; it is written when it is asked for."""

    def write() -> bytes:
        from geo.exporting.geojson import geojson_of  # noqa: PLC0415 - read when a file is asked for

        return geojson_of(name, headed(make()))

    row.button(f"{name} GeoJSON", write, f"{name}.geojson", key=f"lc-file-{name}")


def headed(frame: GeoDataFrame) -> GeoDataFrame:
    """Return an area or a place of the map under Chinese headers."""
    bare = frame.drop(columns=_DRAWN, errors="ignore").rename(columns=_HEADERS)
    return bare.rename_axis(index="编号" if frame.index.name else None)
