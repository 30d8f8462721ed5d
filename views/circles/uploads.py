"""Files a planner brings to the page, read in a temporary folder and kept on the shelf."""

from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Literal

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from geo.errors import DataError, ManyLayersError
from views import shelf
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
        Makes the layer of a path and `layer`, the name that was chosen or "".
    take
        Told the token.
    label
        Words above the upload; not shown where there are none of its own.
    """
    hidden: Literal["visible", "collapsed"] = "collapsed" if label == "文件" else "visible"
    given = st.file_uploader(label, types, key=key, label_visibility=hidden, max_upload_size=MAX_MB)
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
    chosen = st.selectbox(
        "图层（文件有多个，请选定一个再读取）", found["layers"], key=f"{key}-layer"
    )
    return str(chosen or "")


def _read(
    key: str, given: UploadedFile, read: Callable[[Path], Any], take: Callable[[str], None]
) -> None:
    with st.spinner("正在读取……"):
        try:
            token = shelf.put(from_upload(given.name, given.getvalue(), read))
        except ManyLayersError as error:
            st.session_state[f"{key}-layers"] = {
                "file": given.file_id,
                "layers": list(error.layers),
            }
            again()
        except DataError as error:
            st.error(plain(str(error)))
            return
    take(token)
    again()


def from_upload(name: str, content: bytes, read: Callable[[Path], Any]) -> Any:  # noqa: ANN401
    """Write an upload to a temporary folder under a safe name and read it there.

    Raises
    ------
    DataError
        If it is too large, or cannot be read.
    """
    if len(content) > MAX_MB * 2**20:
        raise DataError(f"{name} 大于 {MAX_MB} MB；请先裁剪，或请管理员代为导入")
    with TemporaryDirectory() as folder:
        path = Path(folder) / PurePosixPath(name.replace("\\", "/")).name
        path.write_bytes(content)
        return read(path)
