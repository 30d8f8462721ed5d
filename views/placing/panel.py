"""The panel 落图: which item, how it is placed, by what, and saved."""

from functools import partial

import streamlit as st

from views import cache, selected_feature, writer
from views.escape_markdown import escape_markdown, strong
from views.placing import (
    act_form,
    map_edit,
    placing_notice,
    proposal,
    road_form,
    saving,
    scan_panel,
    way_form,
)
from views.placing.items import PlacingItem, all_items, item_of
from views.placing.prefill import fill, read, way_of
from views.state import placing as state
from views.state.plan_map import SERIAL


def show() -> None:
    """Draw the panel."""
    permission = writer.may_edit()
    if not permission.may:
        st.info(escape_markdown(permission.why))
        return
    saving.settle()
    act_form.settle()
    placing_notice.follow(cache.plan())
    item = _chosen()
    if _is_busy_with_another(item):
        return
    if state.SAVED.get():
        st.success(escape_markdown(state.SAVED.get()))
    if item is None:
        st.caption("选一个项目：未落图的排在前面；也可在地图、表格上点选。")
        return
    _other_card(item)
    _fields(item)


def _fields(item: PlacingItem) -> None:
    if map_edit.current() is None:
        proposal.note_seen(item)
    if item.is_new:
        road_form.show(item)
    else:
        left = [each for each in all_items().values() if not (each.placed or each.is_new)]
        st.caption(
            f"此项{'已' if item.placed else '未'}落图；还有 {len(left)} 项未落图，排在前面。"
        )
    _plan_words(item)
    scan_panel.show(item.tail)
    way_form.show(item)
    act_form.show(item)


def _chosen() -> PlacingItem | None:
    items = all_items()
    if state.ITEM.get() not in (None, *items):  # taken back meanwhile
        state.ITEM.set(None)
    key = st.selectbox(
        "要落图的项目",
        list(items),
        index=None,
        key=state.ITEM.name,
        format_func=lambda each: items[each].words,
        placeholder="选择或输入名称、编号查找",
        on_change=_picked,
        persist_state="session",
    )
    return items.get(key or "")


def _picked() -> None:
    """Let card and map follow what was picked."""
    item = all_items().get(state.ITEM.get() or "")
    state.SAVED.set("")
    if item is None:
        selected_feature.clear()
        state.FOLLOWED.set(SERIAL.get())
        return
    placing_notice.turn_to(item)
    row = proposal.held_row(item)
    if row is not None:
        proposal.fly(row["geometry"])


def _other_card(item: PlacingItem) -> None:
    """Say which item this is where the card above is of something that cannot be placed."""
    chosen = selected_feature.current(cache.plan())
    if chosen is None or item.is_new or item_of(chosen.spec.layer_id, chosen.feature_id):
        return
    st.info(f"这里落图的是{strong(item.name)}；上面卡片是另选的要素，不能落图。")


def _is_busy_with_another(item: PlacingItem | None) -> bool:
    """Whether the map holds an edit of another item; draw what can be done about it."""
    edit = map_edit.current()
    if edit is None or (item is not None and edit.item == item.key):
        return False
    st.warning(f"地图上还有“{escape_markdown(edit.title)}”的草图没有保存。")
    with st.container(horizontal=True, gap="small"):
        st.button(
            "回到它",
            key="placing-back",
            on_click=placing_notice.back,
            args=(edit.item,),
            type="primary",
        )
        st.button("放弃草图", key="placing-drop", on_click=map_edit.end)
    return True


def _plan_words(item: PlacingItem) -> None:
    """Draw what the plan says of the place, and what it may mean."""
    if not item.location:
        return
    st.markdown(f"规划所述位置：{strong(item.location)}")
    found = read(item)
    for number, each in enumerate(found):
        if len(found) > 1:
            words = f"{way_of(each)}：{each.words}"
            st.button(
                f"填入 {escape_markdown(words)}",
                key=f"placing-read-{item.tail}-{number}",
                on_click=partial(fill, item.tail, each),
            )
        if each.lacking and not item.placed:
            st.caption(f"⚠ {escape_markdown('；'.join(each.lacking))}")
