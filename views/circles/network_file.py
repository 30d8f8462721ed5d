"""A file that is a network already: an OpenStreetMap extract, or one that a command stored."""

from typing import TYPE_CHECKING, Final

import streamlit as st

from geo.errors import DataError
from views import access, shelf, upload_box
from views.circles import uses
from views.circles.again import again
from views.circles.uses import NETWORK
from views.plain import plain
from views.reading import limits, waiting
from views.state import lifecircle

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_TYPES: Final = ("pbf", "osm", "gz", "bz2", "gpkg")


def show() -> None:
    """Draw the box, and the button that reads what is in it."""
    given = upload_box.given(
        "OpenStreetMap 提取（.osm.pbf、.osm）或存好的路网（.gpkg）", _TYPES, "lc-net-file"
    )
    if given is not None and st.button("读取路网", key="lc-net-file-go", type="primary"):
        _take(given)


@access.writing
def _take(given: "UploadedFile") -> None:
    """Walk on the network of a file; a refusal is said."""
    from geo.guarded import reading as guarded  # noqa: PLC0415 - readers are known when a file comes

    content = given.getvalue()
    try:
        limits().check_file(given.name, len(content))
        with waiting("正在读取路网……") as by:
            network = guarded.network(guarded.Sent(content, given.name), by, lines=False)
        lifecircle.NETWORK.set(shelf.put(network))
    except DataError as error:
        st.error(plain(str(error)))
        return
    uses.drop(NETWORK)
    again()
