"""冲突: two changed one item; both values side by side, and whose counts is chosen by field.

Every form that writes comes here with its edit when the ledger refuses it: `begin`. Nothing of it
is lost meanwhile; what is chosen is written as seen now, and meets what changed since once more.
"""

from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.ledger import Conflict, ConflictError, Edit, Value
from geo.overlay import GEOMETRY, PLACEMENT
from geo.overlay.wording import title_of, value_words
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown, strong
from views.ledger import acts, done, item_names, open_entries
from views.local_time import time_words
from views.state.ledger import CLASH, CLASH_TAKES, Clash

MINE, THEIRS = "用我的", "用对方的"
_TAKES: Final = (MINE, THEIRS)


def begin(edit: Edit, error: ConflictError, source: str = "") -> None:
    """Let the page ask which value counts; `source` names the form that wrote, for its own use."""
    forget()
    CLASH.set(Clash(edit, error.conflicts, source))


def forget() -> None:
    """Leave everything as it is: the form keeps what is typed."""
    clash = CLASH.get()
    for each in clash.conflicts if clash else ():
        CLASH_TAKES.key(each.field).drop()
    CLASH.drop()


def show() -> None:
    """Draw the dialog, if two values wait for a choice."""
    if CLASH.get() is not None:
        _dialog()


def resolved(clash: Clash, takes: dict[str, str]) -> Edit:
    """Return the edit with the values that are mine, on what is there now.

    Basis and accuracy go with the geometry: a place has one author.
    """
    now = {each.field: each.seq for each in clash.conflicts}
    dropped = {each for each in now if takes.get(each) == THEIRS}
    if GEOMETRY in dropped:
        dropped |= set(PLACEMENT)
    values = {name: each for name, each in clash.edit.values.items() if name not in dropped}
    seen = {**(clash.edit.seen or {}), **now}
    return clash.edit._replace(values=values, seen=seen)


@st.dialog("同一要素有两处改动", width="large", on_dismiss=forget)
def _dialog() -> None:
    clash = CLASH.get()
    if clash is None:
        return
    with guarded("冲突"):
        _choose(clash)


def _choose(clash: Clash) -> None:
    edit = clash.edit
    st.markdown(
        f"您填写的同时，他人也改动了 {strong(_name(edit))} 的下列内容。请逐项选择以谁的为准；"
        "对方的值已在留痕里，您的值只有选用的才写入。"
    )
    takes = {each.field: _one(edit.table, each) for each in clash.conflicts}
    free = [name for name in edit.values if name not in takes]
    if free:
        titles = "、".join(title_of(edit.table, name) for name in free)
        st.caption(f"没有冲突、照您填写的写入：{escape_markdown(titles)}")
    with st.container(horizontal=True, gap="small"):
        chosen = all(takes.values())
        if st.button("按所选写入", key="clash-write", type="primary", disabled=not chosen):
            _write(clash, {name: take for name, take in takes.items() if take})
        if st.button("先不写入，回到填写", key="clash-back"):
            forget()
            st.rerun(scope="app")
    if not chosen:
        st.caption("每一项都选好后才能写入。")


def _one(table: str, conflict: Conflict) -> str | None:
    """Draw both values of a field; return whose is taken, None for not yet said."""
    with st.container(border=True, key=f"clash-{conflict.field}"):
        st.markdown(strong(title_of(table, conflict.field)))
        mine, theirs = st.columns(2)
        _value(mine, "我的", table, conflict.field, conflict.mine)
        who = f"{conflict.by} {time_words(conflict.at)} 的"
        _value(theirs, who, table, conflict.field, conflict.theirs)
        key = CLASH_TAKES.key(conflict.field)
        return st.segmented_control(
            "以谁的为准", _TAKES, key=key.name, label_visibility="collapsed"
        )


def _value(place: DeltaGenerator, who: str, table: str, field: str, value: Value) -> None:
    place.caption(escape_markdown(who))
    place.markdown(escape_markdown(value_words(table, field, value)))


def _write(clash: Clash, takes: dict[str, str]) -> None:
    edit = resolved(clash, takes)
    with guarded("没有写入"):
        if edit.values:
            try:
                done.note(acts.write([edit]))
            except ConflictError as error:
                begin(edit, error, clash.source)
                st.rerun(scope="app")
        else:
            done.say("以对方的为准，没有写入")
        forget()
        open_entries.close(edit.table, edit.item)
        st.rerun(scope="app")


def _name(edit: Edit) -> str:
    return item_names.here(edit.table, edit.item)
