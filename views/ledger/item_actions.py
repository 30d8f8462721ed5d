"""What the card of an item offers of the ledger: 填报, its 留痕, and its last change in a line."""

import streamlit as st

from geo.overlay import PLACED_ITEMS
from geo.overlay.wording import title_of
from views import cache, writer
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.ledger import attached_list, entry_form, history_panel, matters, open_entries
from views.local_time import time_words
from views.selected_feature import Selected


def buttons(chosen: Selected) -> None:
    """Draw 填报, for who may and where the form is not open, and 留痕."""
    enter(chosen)
    if chosen.spec.frame in PLACED_ITEMS:
        st.button("留痕", key="card-history", on_click=history_panel.open_of_chosen)


def enter(chosen: Selected) -> None:
    """Draw 填报, for who may and where the form is not open."""
    table, item = chosen.spec.frame, chosen.feature_id
    if table in PLACED_ITEMS and writer.may_edit().may and not open_entries.is_open(table, item):
        st.button("填报", key="card-enter", on_click=open_entries.open_at, args=(table, item))


def show(chosen: Selected) -> None:
    """Draw the item's last change, and its form if it is open."""
    table, item = chosen.spec.frame, chosen.feature_id
    if table not in PLACED_ITEMS:
        return
    with guarded("台账"):
        _last(table, item)
    with guarded("附件"):
        attached_list.card(table, item)
    if table == "projects":
        matters.show(item)
    entry_form.show(table, item)


def _last(table: str, item: str) -> None:
    state = cache.states().get(table)
    mine = None if state is None or state.empty else state[state["item"] == item]
    if mine is None or mine.empty:
        return
    newest = mine[mine["seq"] == mine["seq"].max()]
    row = newest.iloc[0]
    titles = "、".join(title_of(table, field) for field in newest["field"])
    words = f"最近改动：{row['by']} {time_words(row['at'])}，{titles}"
    st.caption(escape_markdown(words))
