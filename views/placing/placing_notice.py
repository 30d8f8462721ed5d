"""The ways into the panel 落图: from a card, to a road that is missing, back to what is drawn."""

import streamlit as st

from geo.plan_data import PlanData
from views import selected_feature, writer
from views.escape_markdown import strong
from views.placing import inputs, map_edit
from views.placing.items import NEW_ROAD, PlacingItem, all_items, item_of
from views.state import placing as state
from views.state.plan_map import PANEL, PLACING, SELECTED, SERIAL


def open_at(item: PlacingItem) -> None:
    """Let the panel open with an item."""
    PANEL.set(PLACING)
    turn_to(item)


def turn_to(item: PlacingItem) -> None:
    """Let the panel and the card be of an item."""
    state.SAVED.set("")
    state.ITEM.set(item.key)
    if item.is_new:
        selected_feature.clear()
    elif SELECTED.get() != f"{item.layer}:{item.item}":
        selected_feature.select(item.layer, item.item)
    state.FOLLOWED.set(SERIAL.get())
    begin(item)


def follow(plan: PlanData) -> None:
    """Turn the panel to what was selected since it was drawn last; before its box is drawn."""
    first, serial = state.FOLLOWED.get() < 0, SERIAL.get()
    if state.FOLLOWED.get() == serial or (first and state.ITEM.get() == NEW_ROAD):
        return
    state.FOLLOWED.set(serial)
    chosen = selected_feature.current(plan)
    item = item_of(chosen.spec.layer_id, chosen.feature_id) if chosen else None
    if item is not None and item.key != state.ITEM.get():
        turn_to(item)
    elif chosen is None and state.ITEM.get() != NEW_ROAD and not first:
        state.ITEM.set(None)


def begin(item: PlacingItem) -> None:
    """Fill in once what the plan's words on an item without a place say."""
    from views.placing.prefill import fill, read  # noqa: PLC0415 - its ground is read here

    if item.placed or state.BEGUN.key(item.tail).get():
        return
    found = read(item)
    if found:
        state.BEGUN.key(item.tail).set(value=True)
        fill(item.tail, found[0])


def add_road(item: PlacingItem, name: str) -> None:
    """Turn to a road that has to be added before an item can be placed; what is drawn waits."""
    new, edit = all_items()[NEW_ROAD], map_edit.current()
    if edit is not None and edit.item == item.key:
        state.ASIDE.set(edit._asdict())
        map_edit.end()
    state.BACK.set(item.key)
    state.SAVED.set("")
    state.ITEM.set(new.key)
    state.FOLLOWED.set(SERIAL.get())
    state.NAME.key(new.tail).set(name)


def waiting() -> PlacingItem | None:
    """Return the item that waits for a road to be added, None for none."""
    return all_items().get(state.BACK.get())


def return_to_waiting() -> PlacingItem | None:
    """Turn to the item that waits for a road, with what was drawn of it; None for none."""
    item, aside, edit = waiting(), state.ASIDE.get(), map_edit.current()
    state.BACK.set("")
    state.ASIDE.set(None)
    if item is not None:
        turn_to(item)
        inputs.tell(state.WRONG, item.tail, "")
        if aside and (edit is None or edit.item == NEW_ROAD):
            map_edit.resume(aside)
    return item


def leave_road() -> None:
    """Add no road after all; its name and line are forgotten."""
    edit = map_edit.current()
    if edit is not None and edit.item == NEW_ROAD:
        map_edit.end()
    state.NAME.key(all_items()[NEW_ROAD].tail).set("")
    return_to_waiting()


def back(key: str) -> None:
    """Return to an item."""
    item = all_items().get(key)
    if item is not None:
        open_at(item)


def show() -> None:
    """Say in the other panels that something is being drawn, and lead back to it."""
    edit = map_edit.current()
    if edit is None or not writer.may_edit().may:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(f"正在落图：{strong(edit.title)}，尚未保存")
        st.button("回到落图", key="placing-return", on_click=back, args=(edit.item,))
