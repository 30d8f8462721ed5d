"""By what, how exactly, from which document, why: asked of every place, told at its field."""

from collections.abc import Mapping

import streamlit as st

from geo.ledger import bounds
from geo.overlay.checking import MOST_LETTERS
from views import own_name, writer
from views.escape_markdown import escape_markdown
from views.ledger import attaching
from views.placing import inputs, map_edit, proposal, saving
from views.placing.items import PlacingItem, all_items
from views.state import placing as state
from views.state.model import Key

_SAVE = "落图"


def show(item: PlacingItem) -> None:
    """Draw the fields and the buttons."""
    tail, flaws = item.tail, wrong(item)
    _text("落图依据", state.BASIS.key(tail), "如 沿甲路，乙路至丙路；或 界址点坐标", tall=True)
    say(flaws, "basis")
    st.number_input(
        "位置精度（米）",
        0.0,
        5_000.0,
        None,
        5.0,
        key=state.ACCURACY.key(tail).name,
        format="%.0f",
        placeholder="真实位置离图上位置最多多少米",
        persist_state="session",
    )
    say(flaws, "accuracy")
    document = "文件名称、文号，如 某批复〔2026〕3号"
    _text("依据文件", state.DOCUMENT.key(tail), document, most=bounds.MOST_DOCUMENT)
    say(flaws, "document")
    _text("理由", state.WHY.key(tail), "为什么这样落图或修改", most=bounds.MOST_WHY)
    say(flaws, "why")
    attaching.box(f"placing-{tail}")
    st.caption(f"填写人：{escape_markdown(writer.person().name or '保存时填写姓名')}")
    say(flaws, saving.SHAPE)
    if failed := inputs.told(state.FAILED, tail):
        st.error(escape_markdown(failed))
    _buttons(item)


def wrong(item: PlacingItem) -> Mapping[str, str]:
    """What is wrong with the fields, once it was tried to save or to take back."""
    tried = state.TRIED.key(item.tail).get()
    return _FLAWS[tried](item) if tried in _FLAWS else {}


def say(flaws: Mapping[str, str], field: str) -> None:
    """Say what is wrong with a field, below it."""
    if field in flaws:
        st.markdown(f":red[{escape_markdown(flaws[field])}]")


def _text(
    label: str, key: Key[str], example: str, *, tall: bool = False, most: int = MOST_LETTERS
) -> None:
    if tall:
        st.text_area(
            label,
            key=key.name,
            height=84,
            max_chars=most,
            placeholder=example,
            persist_state="session",
        )
    else:
        st.text_input(
            label, key=key.name, max_chars=most, placeholder=example, persist_state="session"
        )


def _buttons(item: PlacingItem) -> None:
    edit = map_edit.current()
    with st.container(horizontal=True, gap="small"):
        st.button(
            "保存落图", key="placing-save", type="primary", on_click=_named, args=(state.SAVE, item)
        )
        if edit is not None:
            st.button("放弃草图", key="placing-leave", on_click=proposal.leave, args=(item,))
        if item.placed and not item.is_new and _is_ours(item):
            st.button(
                "撤回落图",
                key="placing-undo",
                help="恢复为规划原样：原来未落图的重新列入未落图",
                on_click=_named,
                args=(state.UNDO, item),
            )


def _is_ours(item: PlacingItem) -> bool:
    """Whether the office gave the place, and the plan has something to go back to."""
    row = proposal.held_row(item)
    return row is not None and bool(row.get("placed_by")) and not row.get("added")


def _named(act: str, item: PlacingItem) -> None:
    """Do what a button asks where a name is known, else ask for it first."""
    if _FLAWS[act](item):
        _ACTS[act](item)  # tells them
    elif own_name.asks() and not own_name.given():
        state.NAMING.set(act)
    else:
        _ACTS[act](item)


def settle() -> None:
    """Ask the name that an act waits for, and do the act once it is given; before any widget."""
    asked, item = state.NAMING.get(), all_items().get(state.ITEM.get() or "")
    state.NAMING.set("")
    if asked:
        state.WAITING.set(asked)
    if own_name.ready(pressed=bool(asked), what=_SAVE):
        act = state.WAITING.take()
        if act in _ACTS and item is not None:
            _ACTS[act](item)
            st.rerun(scope="app")


_ACTS = {state.SAVE: saving.save, state.UNDO: saving.take_back}
_FLAWS = {state.SAVE: saving.problems, state.UNDO: saving.lacking}
