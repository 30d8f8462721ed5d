"""Files a planner brings to the page, read by the guarded reader and kept on the shelf."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.errors import DataError
from views import access, shelf, upload_box
from views.circles.again import again
from views.plain import plain
from views.reading import waiting

if TYPE_CHECKING:
    from geo.guarded.reading import By, Sent

Read = Callable[["Sent", "By"], Any]
"""Reads what was sent: `lambda sent, by: guarded.places(sent, by=by)`."""

MAX_MB = 200
"""Largest file taken through the browser; larger ones go by `python -m geo.network`."""

NETWORK_TYPES = ["geojson", "json", "gpkg", "zip", "pbf", "osm", "gz", "bz2"]
LAYER_TYPES = ["geojson", "json", "gpkg", "zip"]

SYSTEMS = ("文件自带", "EPSG:4326", "EPSG:4490", "EPSG:4548", "EPSG:4527")
"""Reference systems to choose from."""


def named(crs: str | None) -> str:
    """Reference system as the readers take it, "" for the file's own."""
    return "" if crs in (None, SYSTEMS[0]) else str(crs)


def show(key: str, types: list[str], read: Read, take: Callable[[str], None]) -> None:
    """Draw an upload; what is read goes on the shelf, and its token to `take`."""
    given = upload_box.given("文件", types, key, "collapsed")
    if given is None or not st.button("读取", key=f"{key}-go", type="primary"):
        return
    try:
        token = shelf.put(from_upload(given.name, given.getvalue(), read))
    except DataError as error:
        st.error(plain(str(error)))
        return
    take(token)
    again()


@access.writing
def from_upload(name: str, content: bytes, read: Read) -> Any:  # noqa: ANN401
    """Read an upload in a child process, shown as it goes.

    Raises
    ------
    DataError
        If it is too large, cannot be read, or meets a ceiling.
    """
    from geo.guarded.reading import Sent  # noqa: PLC0415 - readers are known when a file comes

    if len(content) > MAX_MB * 2**20:
        raise DataError(f"{name} 大于 {MAX_MB} MB；请先裁剪到规划范围")
    with waiting("正在读取……") as by:
        return read(Sent(content, name), by)
