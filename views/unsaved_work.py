"""The work of a session: whether a project file keeps it, and the button that makes one."""

import json
from functools import partial
from hashlib import sha256
from html import escape
from secrets import token_hex
from typing import Final

import streamlit as st

from geo.district import DISTRICT
from geo.errors import DataError
from views import atlas_jobs, downloads, imported_project, project_files
from views.downloads import ButtonRow
from views.escape_markdown import escape_markdown
from views.state import imported, lifecircle, plan_map, sheet
from views.state.model import Key, State, snapshot

_KEPT = Key[dict[str, str]]("kept-work", {})
"""What is known of the last file: a dict, shared with the thread that makes it."""

_NAME: Final = f"{DISTRICT.district.short}工程.json"
_WHOLE: Final = frozenset(
    key.name
    for key in (
        imported.IMPORTED,
        lifecircle.SCENARIOS,
        lifecircle.RULES,
        lifecircle.USES,
        lifecircle.SITES,
        lifecircle.SITING_RESULT,
        lifecircle.NETWORK,
        sheet.SUBTITLE,
        sheet.REVIEW_NUMBER,
    )
)
_SET: Final = {
    key.name: key.start
    for key in (
        sheet.TITLE,
        sheet.PAPER,
        sheet.TURN,
        sheet.MODE,
        sheet.DPI,
        sheet.SCALE,
        sheet.CIRCLE_SCALE,
        sheet.IMPRINT,
    )
}
"""Settings of the sheet, as the forms begin: another value is work."""

_STARTS: Final = (sheet.SIGNED.prefix, f"{plan_map.OPACITY.prefix}own-", lifecircle.IN_PLAN.prefix)
_UNTOUCHED: Final[tuple[object, ...]] = (None, "", [], (), {}, 100, True, sheet.OFFICE)
"""What these hold before a planner has worked on them."""


def work(state: State) -> str:
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
    state, kept = snapshot(), _kept()
    now = work(state)
    if project_files.OPENED.take():
        kept["saved"] = now
    session = escape(kept["session"])
    mark = f'<span hidden data-session="{session}" data-work="{int(bool(now))}"></span>'
    unsaved, atlas = bool(now) and now != kept["saved"], atlas_jobs.mine()
    waits = atlas is not None and atlas.unfetched
    with st.container(key="pm-keep-room"):  # always there: what stands below keeps its place
        st.html(mark)
        if unsaved or waits:
            _chip(state, kept, unsaved=unsaved, waits=waits)


def offer(row: ButtonRow, label: str, key: str) -> None:
    """Offer the work as a project file in a row, or say why it does not go into one."""
    state, kept = snapshot(), _kept()
    if refused := _refused(state):
        st.warning(escape_markdown(f"暂不能存工程文件：{refused}"))
    else:
        row.button(label, partial(_made, state, kept), _NAME, key=key)


def _chip(state: State, kept: dict[str, str], *, unsaved: bool, waits: bool) -> None:
    refused = _refused(state) if unsaved else ""
    said = ["有未保存的工作"] if unsaved else []
    said += ["暂不能存为工程文件"] if refused else []
    words = "，".join([*said, *(["图册未下载"] if waits else [])])
    with st.container(horizontal=True, vertical_alignment="center", key="pm-keep"):
        st.html(
            f'<span class="pm-unsaved" title="{escape(refused or words)}">{escape(words)}</span>',
            width="content",
        )
        if unsaved and not refused:
            with downloads.row() as row:
                row.button("保存工程", partial(_made, state, kept), _NAME, key="keep-file")


def _refused(state: State) -> str:
    try:
        return imported_project.refusal(state)
    except DataError as error:  # a layer that has gone; the panel 导入 says so too
        return str(error)


def _made(state: State, kept: dict[str, str]) -> str:
    """Make the file; what it holds counts as saved from then on."""
    text = project_files.save(dict(state))
    kept["saved"] = work(state)
    return text


def _kept() -> dict[str, str]:
    return _KEPT.begin({"saved": "", "session": token_hex(8)})
