"""Conflicts of carried changes that wait: both values with who and why, decided by a person."""

from typing import Final

import streamlit as st

from geo.exchange.conflicts import OpenConflict
from geo.overlay.wording import title_of, value_words
from views import cache, own_name, writer
from views.edition import STORE
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown, strong
from views.ledger import acts, carried_acts, done, item_names
from views.local_time import time_words
from views.state.ledger import DECIDE_WHY, DECIDED
from views.state.model import Key

OURS, THEIRS = "用本库的", "用对方的"
_BOTH: Final = (OURS, THEIRS)
_MOST: Final = 50


def conflicts() -> tuple[OpenConflict, ...]:
    """Return what waits for a decision; not kept: a file may bring such a one and no change."""
    from geo.exchange.deciding import waiting  # noqa: PLC0415 - read when the panel is opened

    return tuple(waiting(STORE, cache.published()))


def show() -> None:
    """Draw the conflicts and, for who may, their decision."""
    found = conflicts()
    if not found:
        return
    st.markdown(f"**待定的冲突** {len(found)} 处")
    permission = writer.may_administer()
    if not permission.may:
        st.caption(escape_markdown(permission.why))
    elif len(found) > 1:
        with st.container(horizontal=True, gap="small"):
            for words in _BOTH:
                st.button(
                    escape_markdown(f"全部{words}"),
                    key=f"decide-all-{_BOTH.index(words)}",
                    on_click=_set_all,
                    args=(found, words),
                )
    for each in found[:_MOST]:
        _one(each, may=permission.may)
    if permission.may:
        _decide(found)


def _one(each: OpenConflict, *, may: bool) -> None:
    table, item, field, _, theirs, ours, _ = each.difference
    name = item_names.here(table, item)
    with st.container(border=True, gap="small"):
        st.markdown(f"{strong(name)} · {escape_markdown(title_of(table, field))}")
        left, right = st.columns(2)
        left.caption("本库的")
        left.markdown(escape_markdown(value_words(table, field, ours)))
        right.caption(escape_markdown(f"{each.by} {time_words(each.at)} 的"))
        right.markdown(escape_markdown(value_words(table, field, theirs)))
        document = f"；依据：{each.document}" if each.document else ""
        st.caption(escape_markdown(f"对方的理由：{each.why}{document}"))
        if may:
            st.segmented_control(
                "以谁的为准", _BOTH, key=_key(each).name, label_visibility="collapsed"
            )


def _decide(found: tuple[OpenConflict, ...]) -> None:
    theirs = [each for each in found if _key(each).get() == THEIRS]
    ours = [each for each in found if _key(each).get() == OURS]
    if not theirs and not ours:
        return
    st.text_input(
        "为什么这样裁定（必填）",
        key=DECIDE_WHY.name,
        max_chars=acts.MOST_WHY,
        persist_state="session",
    )
    pressed = st.button(f"裁定所选 {len(theirs) + len(ours)} 处", key="decide-do", type="primary")
    if own_name.ready(pressed=pressed, what="decide"):
        with guarded("没有裁定"):
            carried_acts.decide_conflicts(theirs, ours, DECIDE_WHY.get())
            done.say(f"已裁定 {len(theirs) + len(ours)} 处")
            for each in found:
                _key(each).drop()
            DECIDE_WHY.drop()
            st.rerun(scope="app")


def _set_all(found: tuple[OpenConflict, ...], words: str) -> None:
    for each in found:
        _key(each).set(words)


def _key(each: OpenConflict) -> Key[str | None]:
    table, item, field = each.difference[:3]
    return DECIDED.key(f"{table}-{item}-{field}")
