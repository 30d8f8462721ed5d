"""冲突: two changed one item; both values side by side, and whose counts is chosen by field.

Every form that writes comes here with its edit when the ledger refuses it: `begin`. Nothing of it
is lost meanwhile; what is chosen is written as seen now, and meets what changed since once more.
"""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from geo.ledger import Change, Conflict, ConflictError, Edit, UnchangedError
from geo.overlay import PLACEMENT
from geo.overlay.wording import title_of
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown, strong
from views.ledger import acts, attaching, clash_choice, done, item_names
from views.ledger.clash_choice import Pair, Whose
from views.state.ledger import CLASH, CLASH_TAKES, SETTLED, Clash, Source

MINE, THEIRS = "用我的", "用对方的"
_FORM: Final = Whose("我的", "对方的", MINE, THEIRS)
_WHOSE: Final[dict[Source, Whose]] = {
    "entry": _FORM,
    "placing": _FORM,
    "history": Whose("改回的", "后来的", "改回", "留后来的"),
}
_BEGINS: Final[dict[Source, str]] = {
    "entry": "您填写的同时，他人也改动了",
    "placing": "您落图的同时，他人也改动了",
    "history": "这次改动之后，他人又改动了",
}


def begin(edit: Edit, error: ConflictError, source: Source) -> None:
    """Let the page ask which value counts; `source` says which form wrote."""
    forget()
    CLASH.set(Clash(edit, error.conflicts, source))


def forget() -> None:
    """Leave everything as it is: the form keeps what is typed."""
    clash = CLASH.get()
    for each in clash.conflicts if clash else ():
        CLASH_TAKES.key(each.field).drop()
    CLASH.drop()


def settled(source: Source) -> tuple[str, str] | None:
    """Return table and id of what a form wrote and was settled here, once; None for nothing."""
    found = SETTLED.get()
    if found is None or found[0] != source:
        return None
    SETTLED.drop()
    return found[1], found[2]


def show() -> None:
    """Draw the dialog, if two values wait for a choice."""
    if CLASH.get() is not None:
        _dialog()


def resolved(clash: Clash, takes: dict[str, str]) -> Edit:
    """Return the edit with the values that are mine, on what is there now.

    Basis and accuracy go with the geometry: a place has one author.
    """
    now = {each.field: each.seq for each in clash.conflicts}
    theirs = _WHOSE[clash.source].take_theirs
    dropped = {each for each in now if takes.get(each) == theirs}
    if dropped & set(PLACEMENT):
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
    name = item_names.here(edit.table, edit.item)
    st.markdown(
        f"{escape_markdown(_BEGINS[clash.source])} {strong(name)} 的下列内容。"
        "请逐项选择以谁的为准；对方的值已在留痕里，您的值只有选用的才写入。"
    )
    by_field = {each.field: each for each in clash.conflicts}
    takes: dict[str, str | None] = {}
    for fields in clash_choice.grouped(by_field):
        take = _one(clash, [by_field[each] for each in fields])
        takes |= dict.fromkeys(fields, take)
    together = set(PLACEMENT) if set(PLACEMENT) & set(takes) else set()
    free = [each for each in edit.values if each not in takes and each not in together]
    if free:
        titles = "、".join(title_of(edit.table, each) for each in free)
        st.caption(f"没有冲突、照您填写的写入：{escape_markdown(titles)}")
    with st.container(horizontal=True, gap="small"):
        chosen = all(takes.values())
        if st.button("按所选写入", key="clash-write", type="primary", disabled=not chosen):
            _write(clash, {each: take for each, take in takes.items() if take})
        if st.button("先不写入，回到填写", key="clash-back"):
            forget()
            st.rerun(scope="app")
    if not chosen:
        st.caption("每一项都选好后才能写入。")


def _one(clash: Clash, conflicts: Sequence[Conflict]) -> str | None:
    """Draw both values of fields that go together; return whose is taken."""
    first = max(conflicts, key=lambda each: each.seq)
    told = clash_choice.origin(first.by, first.at, first.seq)
    pairs = [Pair(each.field, each.mine, each.theirs) for each in conflicts]
    key = CLASH_TAKES.key(pairs[0].field)
    with st.container(border=True, key=f"clash-{pairs[0].field}", gap="small"):
        return clash_choice.draw(clash.edit.table, pairs, _WHOSE[clash.source], told, key)


def _write(clash: Clash, takes: dict[str, str]) -> None:
    edit = resolved(clash, takes)
    with guarded("没有写入"):
        made: list[Change] = []
        if edit.values:
            try:
                made = acts.write([edit], attaching.held(_place(clash)))
            except UnchangedError:
                made = []
            except ConflictError as error:
                begin(edit, error, clash.source)
                st.rerun(scope="app")
        if made:
            done.note(made)
        else:
            done.say("以对方的为准，没有写入")
        forget()
        SETTLED.set((clash.source, edit.table, edit.item))
        st.rerun(scope="app")


def _place(clash: Clash) -> str:
    """Where the form keeps what is attached."""
    named = f"{clash.edit.table}-{clash.edit.item}"
    return {"entry": named, "placing": f"placing-{named}", "history": ""}[clash.source]
