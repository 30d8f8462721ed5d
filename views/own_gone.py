"""Layers and files of the planner that are not on the server any more cost one sentence."""

from collections.abc import Iterator

import streamlit as st

from views import shelf
from views.notes import note, show_notes

_NOTES = "own-gone"
_FILES = {
    "lc-demand": "需求文件",
    "lc-network": "路网文件",
    "lc-capacity": "带容量的设施文件",
    "lc-candidates": "候选点文件",
}
"""Keys of the session that hold the token of a file."""


def check() -> bool:
    """Take what is gone out of the session, note it, and return whether there was any."""
    told = [*_layers(), *_files()]
    note(_NOTES, told)
    return bool(told)


def _layers() -> Iterator[str]:
    """Take the layers that are gone out of the list; say so in one sentence."""
    records = st.session_state.get("own-layers", [])
    gone = [each["title"] for each in records if not shelf.holds(each["token"])]
    if gone:
        kept = [each for each in records if shelf.holds(each["token"])]
        st.session_state["own-layers"] = kept
        st.session_state.pop("in-report", None)
        named = "、".join(f"“{title}”" for title in gone)
        yield (
            f"导入图层{named}{shelf.GONE}，已从列表中去掉；"
            "需要时请重新导入，或打开保存过的工程文件。"
        )


def _files() -> Iterator[str]:
    """Empty the keys of files that are gone."""
    for key, what in _FILES.items():
        token = str(st.session_state.get(key) or "")
        if token and not shelf.holds(token):
            st.session_state[key] = ""
            yield f"{what}{shelf.GONE}，已不再使用；请重新上传。"


def show() -> None:
    """Draw what was noted until the planner has read it."""
    show_notes(_NOTES)
