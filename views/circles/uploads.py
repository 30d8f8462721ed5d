"""Files a planner brings to the page, read in a temporary folder and kept on the shelf."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from geo.errors import DataError
from views import access, shelf, upload_box
from views.circles.again import again
from views.plain import plain

MAX_MB = 200
"""Largest file taken through the browser; larger ones go by `python -m geo.network`."""

NETWORK_TYPES = ["geojson", "json", "gpkg", "zip", "pbf", "osm", "gz", "bz2"]
LAYER_TYPES = ["geojson", "json", "gpkg", "zip"]

SYSTEMS = ("文件自带", "EPSG:4326", "EPSG:4490", "EPSG:4548", "EPSG:4527")
"""Reference systems to choose from."""


def named(crs: str | None) -> str:
    """Reference system as the readers take it, "" for the file's own."""
    return "" if crs in (None, SYSTEMS[0]) else str(crs)


def show(
    key: str, types: list[str], read: Callable[[Path], Any], take: Callable[[str], None]
) -> None:
    """Draw an upload; what is read goes on the shelf, and its token to `take`."""
    given = upload_box.given("文件", types, key, "collapsed")
    if given is None or not st.button("读取", key=f"{key}-go", type="primary"):
        return
    with st.spinner("正在读取……"):
        try:
            token = shelf.put(from_upload(given.name, given.getvalue(), read))
        except DataError as error:
            st.error(plain(str(error)))
            return
    take(token)
    again()


@access.writing
def from_upload(name: str, content: bytes, read: Callable[[Path], Any]) -> Any:  # noqa: ANN401
    """Write an upload to a temporary folder under a safe name and read it there.

    Raises
    ------
    DataError
        If it is too large, or cannot be read.
    """
    if len(content) > MAX_MB * 2**20:
        raise DataError(f"{name} 大于 {MAX_MB} MB；请先裁剪，或用命令行 python -m geo.network 导入")
    with TemporaryDirectory() as folder:
        path = Path(folder) / PurePosixPath(name.replace("\\", "/")).name
        path.write_bytes(content)
        return read(path)
