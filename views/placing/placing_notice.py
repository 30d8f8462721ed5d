"""The ways into the panel 落图: from a card, and back to what is being drawn."""

import streamlit as st

from views import writer
from views.escape_markdown import strong
from views.placing import map_edit
from views.placing.items import NEW_ROAD, PlacingItem, all_items
from views.state import placing as state
from views.state.plan_map import PANEL, PLACING


def open_at(item: PlacingItem) -> None:
    """Let the panel open with an item."""
    PANEL.set(PLACING)
    state.SAVED.set("")
    state.ITEM.set(item.key)
    begin(item)


def begin(item: PlacingItem) -> None:
    """Take the way that the plan's words on an item without a place ask for; fill it in once."""
    from views.placing.prefill import fill, read, way_of  # noqa: PLC0415 - its ground is read here

    found = () if item.placed else read(item)
    if not found:
        return
    state.WAY.set(way_of(found[0]))
    if not state.BEGUN.key(item.tail).get():
        state.BEGUN.key(item.tail).set(value=True)
        fill(item.tail, found[0])


def add_road(item: PlacingItem, name: str) -> None:
    """Turn to a road that has to be added before an item can be placed."""
    state.BACK.set(item.key)
    state.ITEM.set(NEW_ROAD)
    state.WAY.set(state.DRAW)
    state.NAME.key(all_items()[NEW_ROAD].tail).set(name)


def back(key: str) -> None:
    """Return to an item."""
    PANEL.set(PLACING)
    state.ITEM.set(key)


def show() -> None:
    """Say in the other panels that something is being drawn, and lead back to it."""
    edit = map_edit.current()
    if edit is None or not writer.may_edit().may:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(f"正在落图：{strong(edit.title)}，尚未保存")
        st.button("回到落图", key="placing-return", on_click=back, args=(edit.item,))
