"""The work of a session: whether it is saved, and the button that makes a file of it."""

from functools import partial
from html import escape
from secrets import token_hex
from typing import Final

import streamlit as st

from geo.district import DISTRICT
from geo.errors import DataError
from views import atlas_jobs, downloads, imported_project, project_files
from views.downloads import ButtonRow
from views.escape_markdown import escape_markdown
from views.state import work
from views.state.model import Key, State, snapshot
from views.works import desks, keeping, opening
from views.works.saver import GONE

_KEPT = Key[dict[str, str]]("kept-work", {})
"""What is known of the last file: a dict, shared with the thread that makes it."""

_NAME: Final = f"{DISTRICT.district.short}工程.json"


def show() -> None:
    """Have the work saved; say what of it is not, and mark it for page.js.

    Not saved is what the store refused, or what nobody's work is: a project file keeps it then. An
    atlas that is drawn or waits to be fetched is held by neither. Stands in the fragment in which
    work is done, to follow every change.
    """
    state, kept = snapshot(), _kept()
    now = work.mark(state)
    keeping.follow(state, now)
    desk = desks.mine()
    saved = (kept["saved"], desk.held.kept)
    unsaved = bool(now) and now not in saved and not keeping.is_kept()
    atlas = atlas_jobs.mine()
    waits = atlas is not None and atlas.unfetched
    with st.container(key="pm-keep-room"):  # always there: what stands below keeps its place
        st.html(
            f'<span hidden data-session="{escape(kept["session"])}" data-work="{int(bool(now))}"'
            f' data-unsaved="{int(unsaved)}" data-kept="{escape(desk.held.work)}"></span>'
        )
        if desk.held.behind:
            _behind(desk.held)
        elif unsaved or waits:
            _chip(state, kept, unsaved=unsaved, waits=waits)


def _behind(held: desks.Held) -> None:
    """Say that the work was saved elsewhere; offer that, and one's own as a copy."""
    with st.container(horizontal=True, vertical_alignment="center", key="pm-behind"):
        words = held.failure or "这个工作在另一处有了新的改动"
        st.markdown(escape_markdown(words))
        if words != GONE and st.button("打开新的", key="works-newer", help="放弃这里未保存的改动"):
            opening.open_or_say(held.work)
            st.rerun(scope="app")
        st.button("另存为副本", key="works-own", on_click=opening.begin_copy)


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
        title = escape(desks.mine().held.failure or refused or words)
        st.html(f'<span class="pm-unsaved" title="{title}">{escape(words)}</span>', width="content")
        if failure := desks.mine().held.told():
            st.toast(escape_markdown(f"{failure}；正在自动重试"))
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
    kept["saved"] = work.mark(state)
    return text


def _kept() -> dict[str, str]:
    return _KEPT.begin({"saved": "", "session": token_hex(8)})
