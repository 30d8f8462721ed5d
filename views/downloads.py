"""Buttons that hand out a file; whatever keeps one from being made is said below them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final
from weakref import WeakValueDictionary

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from views.deferred_downloads import Making, Said, this_fragment
from views.escape_markdown import escape_markdown

MIMES: Final = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gpkg": "application/geopackage+sqlite3",
    "geojson": "application/geo+json",
    "html": "text/html",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "sqlite": "application/vnd.sqlite3",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""By the ending of a file."""


_STAYS_S: Final = 120.0
"""Seconds that a failure stays in sight where no other attempt is made."""

_said: WeakValueDictionary[tuple[str, str], Said] = WeakValueDictionary()
"""By session and key; each lives as long as its button."""


class ButtonRow:
    """Buttons side by side, with one place below them for what is said."""

    def __init__(self) -> None:
        self.said: dict[str, Said] = {}

    def button(
        self,
        label: str,
        make: Callable[[], bytes | str],
        name: str,
        *,
        key: str,
        primary: bool = False,
    ) -> None:
        """Draw a button; `make` makes its file when it is pressed, in a thread without a session.

        `label` is shown as it is, `name` is that of the file with its ending.
        """
        context = get_script_run_ctx()
        session = context.session_id if context else ""
        said = _said.setdefault((session, key), Said(session))
        self.said[label] = said
        st.download_button(
            escape_markdown(label),
            Making(make, said),
            name,
            MIMES[name.rpartition(".")[2]],
            on_click="ignore",
            type="primary" if primary else "secondary",
            key=key,
        )


@contextmanager
def row() -> Iterator[ButtonRow]:
    """Draw buttons of the block side by side, and what is said of them below."""
    made = ButtonRow()
    with st.container(horizontal=True, gap="small"):
        yield made
    if made.said:
        _tell(made.said)


@st.fragment
def _tell(said: dict[str, Said]) -> None:
    """Say what files wait for and why others could not be made; drawn anew when that changes."""
    for label, each in said.items():
        each.fragment = this_fragment()
        if each.waiting:
            st.info(escape_markdown(f"{label}：{each.waiting}"))
        if each.failure and time.monotonic() - each.failed_at < _STAYS_S:
            st.error(escape_markdown(f"{label}：{each.failure}"))
