"""Conflicts of carried changes that wait: both values with who and why, decided by a person."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import streamlit as st

from geo.exchange.conflicts import OpenConflict
from views import cache, own_name, writer
from views.edition import STORE
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown, strong
from views.ledger import acts, carried_acts, clash_choice, done, item_names
from views.ledger.clash_choice import Origin, Pair, Whose
from views.state.ledger import DECIDE_WHY, DECIDED
from views.state.model import Key

OURS, THEIRS = "用本库的", "用对方的"
_BOTH: Final = (OURS, THEIRS)
_MOST: Final = 50
_WHOSE: Final = Whose("本库的", "对方的", OURS, THEIRS)


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
    groups = _groups(found)
    for each in groups[:_MOST]:
        _one(each, may=permission.may)
    if permission.may:
        _decide(groups)


def _groups(found: Sequence[OpenConflict]) -> list[list[OpenConflict]]:
    """Return those that are decided together: a place with its basis and accuracy."""
    by_item: dict[tuple[str, str], dict[str, OpenConflict]] = defaultdict(dict)
    for each in found:
        by_item[each.difference[:2]][each.difference.field] = each
    return [
        [told[field] for field in fields]
        for told in by_item.values()
        for fields in clash_choice.grouped(told)
    ]


def _one(group: Sequence[OpenConflict], *, may: bool) -> None:
    first = group[0]
    table, item = first.difference[:2]
    pairs = [
        Pair(each.difference.field, each.difference.ours, each.difference.theirs) for each in group
    ]
    told = Origin(first.by, first.at, first.why, first.document)
    with st.container(border=True, gap="small"):
        st.markdown(strong(item_names.here(table, item)))
        clash_choice.draw(table, pairs, _WHOSE, told, _key(first) if may else None)


def _decide(groups: Sequence[Sequence[OpenConflict]]) -> None:
    theirs = [each for group in groups if _key(group[0]).get() == THEIRS for each in group]
    ours = [each for group in groups if _key(group[0]).get() == OURS for each in group]
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
            for group in groups:
                _key(group[0]).drop()
            DECIDE_WHY.drop()
            st.rerun(scope="app")


def _set_all(found: tuple[OpenConflict, ...], words: str) -> None:
    for group in _groups(found):
        _key(group[0]).set(words)


def _key(each: OpenConflict) -> Key[str | None]:
    table, item, field = each.difference[:3]
    return DECIDED.key(f"{table}-{item}-{field}")
