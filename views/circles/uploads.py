"""Files a planner brings to the page, read by the guarded reader and kept on the shelf."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from geo.errors import DataError, ManyLayersError
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


def show(
    key: str,
    types: list[str],
    read: Callable[..., Any],
    take: Callable[[str], None],
    *,
    label: str = "文件",
) -> None:
    """Draw an upload; what is read goes on the shelf, and its token to `take`.

    Parameters
    ----------
    key
        Of the upload; its buttons have keys that begin with it.
    types
        Endings of the files taken.
    read
        As `Read`, and takes `layer`, the name that was chosen or "".
    take
        Told the token.
    label
        Words above the upload; not shown where there are none of its own.
    """
    hidden: Literal["visible", "collapsed"] = "collapsed" if label == "文件" else "visible"
    given = upload_box.given(label, types, key, hidden, max_upload_size=MAX_MB)
    if given is None:
        return
    layer = _layer(key, given.file_id)
    if st.button("读取", key=f"{key}-go", type="primary"):
        _read(key, given, partial(read, layer=layer), take)


def _layer(key: str, file: str) -> str:
    """Draw the choice among the layers of a file that was found to hold several."""
    found = st.session_state.get(f"{key}-layers") or {}
    if found.get("file") != file:
        return ""
    names = found["layers"]
    chosen = st.selectbox("图层（文件有多个，请选定一个再读取）", names, key=f"{key}-layer")
    return str(chosen or "")


def _read(key: str, given: UploadedFile, read: Read, take: Callable[[str], None]) -> None:
    try:
        token = shelf.put(from_upload(given.name, given.getvalue(), read))
    except ManyLayersError as error:
        found = {"file": given.file_id, "layers": list(error.layers)}
        st.session_state[f"{key}-layers"] = found
        again()
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
