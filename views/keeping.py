"""The work of a session: whether a project file keeps it, and the button that makes one."""

import json
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from html import escape
from secrets import token_hex
from typing import Any, Final

import streamlit as st

from geo.district import DISTRICT
from geo.errors import DataError
from geo.project_file.fields import NETWORK
from sheets.request import MODES, ORIENTATIONS, PAPERS
from views import atlas_jobs, downloads, own_project, project_files, sheet_parts
from views.downloads import Row
from views.plain import plain

_KEPT: Final = "kept-work"
"""Session key of what is known of the last file: a dict, shared with the thread that makes it."""

_NAME: Final = f"{DISTRICT.district.short}工程.json"
_WHOLE: Final = frozenset(
    {"own-layers", "lc-scenarios", "lc-rules", "lc-own", "lc-sites", "lc-siting", NETWORK}
    | {"sheet-sub", "sheet-number"}
)
_SET: Final[Mapping[str, object]] = {
    "sheet-title": sheet_parts.TITLE,
    "sheet-paper": PAPERS[0],
    "sheet-turn": ORIENTATIONS[0],
    "sheet-mode": MODES[0],
    "sheet-dpi": 300,
    "sheet-scale": 0,
    "lc-sheet-scale": 0,
    "sheet-imprint": False,
}
"""Settings of the sheet by session key, as the forms begin: another value is work."""

_STARTS: Final = ("sheet-by-", "alpha-own-", "lc-plan-")
_UNTOUCHED: Final[tuple[object, ...]] = (None, "", [], {}, 100, True, sheet_parts.OFFICE)
"""What these hold before a planner has worked on them."""


def work(state: Mapping[str, Any]) -> str:
    """Return a mark of what a planner made that no address brings back, "" where nothing is."""
    made = {
        key: value
        for key, value in state.items()
        if (_is_work(key) and value not in _UNTOUCHED) or value != _SET.get(key, value)
    }
    text = json.dumps(made, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest() if made else ""


def _is_work(key: str) -> bool:
    return key in _WHOLE or key.startswith(_STARTS)


def show() -> None:
    """Say what would be lost, beside a button that makes a project file; mark it for page.js.

    Lost would be work without a file, and an atlas that is drawn or waits to be fetched, which no
    project file holds. Stands in the fragment in which work is done, to follow every change.
    """
    state, kept = project_files.state(), _kept()
    now = work(state)
    if st.session_state.pop(project_files.OPENED, False):
        kept["saved"] = now
    mark = f'<span hidden data-session="{kept["session"]}" data-work="{int(bool(now))}"></span>'
    unsaved, atlas = bool(now) and now != kept["saved"], atlas_jobs.mine()
    waits = atlas is not None and atlas.unfetched
    with st.container(key="pm-keep-room"):  # always there: what stands below keeps its place
        st.html(mark)
        if unsaved or waits:
            _chip(state, kept, unsaved=unsaved, waits=waits)


def offer(row: Row, label: str, key: str) -> None:
    """Offer the work as a project file in a row, or say why it does not go into one."""
    state, kept = project_files.state(), _kept()
    if refused := _refused(state):
        st.warning(plain(f"暂不能存工程文件：{refused}"))
    else:
        row.button(label, partial(_made, state, kept), _NAME, key=key)


def _chip(state: Mapping[str, Any], kept: dict[str, str], *, unsaved: bool, waits: bool) -> None:
    refused = _refused(state) if unsaved else ""
    said = ["有未保存的工作"] if unsaved else []
    said += ["暂不能存为工程文件"] if refused else []
    words = "，".join([*said, *(["图册未下载"] if waits else [])])
    with st.container(horizontal=True, vertical_alignment="center", key="pm-keep"):
        st.html(
            f'<span class="pm-unsaved" title="{escape(refused or words)}">{words}</span>',
            width="content",
        )
        if unsaved and not refused:
            with downloads.row() as row:
                row.button("保存工程", partial(_made, state, kept), _NAME, key="keep-file")


def _refused(state: Mapping[str, Any]) -> str:
    try:
        return own_project.refusal(state)
    except DataError as error:  # a layer that has gone; the panel 导入 says so too
        return str(error)


def _made(state: Mapping[str, Any], kept: dict[str, str]) -> str:
    """Make the file; what it holds counts as saved from then on."""
    text = project_files.save(dict(state))
    kept["saved"] = work(state)
    return text


def _kept() -> dict[str, str]:
    known: dict[str, str] = st.session_state.setdefault(
        _KEPT, {"saved": "", "session": token_hex(8)}
    )
    return known
