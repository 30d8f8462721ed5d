"""One choice among what the data holds, the layers of the panel 导入, and a file."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from views.circles import own_layers, uses
from views.circles.uses import Use

_FILE: Final = "file"
"""In place of a token: the file that was uploaded here."""


def show(
    role: str, label: str, standard: str, file_key: str, *, after: Callable[[], None] | None = None
) -> None:
    """Draw the choice for a role of one layer.

    Parameters
    ----------
    role
        One of `uses.ROLES`.
    label, standard
        Words of the choice, and of what the data holds.
    file_key
        Session key of the uploaded file.
    after
        Called once something else is chosen.
    """
    records = own_layers.fitting(role)
    words = {"": standard}
    words |= {each["token"]: f"导入：{each['title']}" for each in records}
    if st.session_state.get(file_key):
        words[_FILE] = "本页上传的文件"
    key = f"lc-from-{file_key}"
    st.session_state[key] = _now(role, file_key)
    st.selectbox(
        label,
        list(words),
        format_func=lambda token: words.get(token, standard),
        key=key,
        label_visibility="collapsed",
        on_change=_chosen,
        args=(role, file_key, after),
    )
    if not records:
        st.caption("“一张图”页“导入”面板读入的图层也可在这里选用。")


def _now(role: str, file_key: str) -> str:
    use = uses.the(role)
    if use is not None:
        return use.layer
    return _FILE if st.session_state.get(file_key) else ""


def _chosen(role: str, file_key: str, after: Callable[[], None] | None) -> None:
    token = str(st.session_state.get(f"lc-from-{file_key}") or "")
    record = next((each for each in own_layers.fitting(role) if each["token"] == token), None)
    uses.drop(role)
    if record is not None:
        uses.put(Use(role, token, record["title"]))
    elif token != _FILE:
        st.session_state[file_key] = ""
    if after is not None:
        after()
