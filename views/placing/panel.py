"""The panel 落图: which item, how it is placed, by what, and saved."""

from functools import partial

import streamlit as st

from layers.main_roads import SPEC as MAIN_ROADS
from layers.spec import Symbol
from views import writer
from views.escape_markdown import escape_markdown, strong
from views.placing import (
    act_form,
    conflict_form,
    file_form,
    map_edit,
    placing_notice,
    proposal,
    scan_panel,
)
from views.placing.items import PlacingItem, all_items
from views.placing.prefill import fill, read, way_of
from views.placing.ways import WAYS, missing_roads
from views.state import placing as state


def show() -> None:
    """Draw the panel."""
    permission = writer.may_edit()
    if not permission.may:
        st.info(escape_markdown(permission.why))
        return
    act_form.settle()
    item = _chosen()
    if _is_busy_with_another(item):
        return
    if item is None:
        if state.SAVED.get():
            st.success(escape_markdown(state.SAVED.get()))
        st.caption("选一个项目：未落图的排在前面；也可在“未落图”表中选一行，再按卡片上的“落图”。")
        return
    _fields(item)


def _fields(item: PlacingItem) -> None:
    if state.CONFLICTS.key(item.tail).get():
        conflict_form.show(item)
        return
    if map_edit.current() is None:
        proposal.note_seen(item)
    if item.is_new:
        _road_fields(item)
    else:
        left = [each for each in all_items().values() if not (each.placed or each.is_new)]
        st.caption(
            f"此项{'已' if item.placed else '未'}落图；还有 {len(left)} 项未落图，排在前面。"
        )
    _plan_words(item)
    scan_panel.show(item.tail)
    _way(item)
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
    item = all_items().get(state.ITEM.get() or "")
    state.SAVED.set("")
    if item is not None:
        placing_notice.begin(item)


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


def _road_fields(item: PlacingItem) -> None:
    tail, wrong = item.tail, act_form.wrong(item)
    st.text_input("路名", key=state.NAME.key(tail).name, max_chars=200, persist_state="session")
    act_form.say(wrong, "name")
    grades = {each.value: f"{each.value}：{each.title}" for each in _grades()}
    st.selectbox(
        "走向等级",
        list(grades),
        index=None,
        key=state.GRADE.key(tail).name,
        format_func=grades.__getitem__,
        placeholder="按依据的可靠程度选",
        help="A：有路网资料且多处地址印证；B：一两处地址印证；C：推断，有待核实。",
        persist_state="session",
    )
    act_form.say(wrong, "grade")


def _grades() -> list[Symbol]:
    return [each for each in MAIN_ROADS.symbols if each.value and not each.variant]


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
        if each.lacking:
            st.caption(f"⚠ {escape_markdown('；'.join(each.lacking))}")


def _missing_roads(item: PlacingItem, way: str) -> None:
    """Draw a button for each road that the fields name and nobody has."""
    for name in missing_roads(item.tail, way):
        st.button(
            f"补入道路“{escape_markdown(name)}”",
            key=f"placing-add-{name}",
            help="先把这条路加进参考道路，再回来落图",
            on_click=placing_notice.add_road,
            args=(item, name),
        )


def _way(item: PlacingItem) -> None:
    way = st.selectbox("落图方式", state.WAYS, key=state.WAY.name, persist_state="session")
    if way == state.DRAW:
        words = "移动、修改已有图形" if item.placed else "在地图上画"
        drawing = map_edit.current() is not None
        st.button(
            "重新开始画" if drawing else words,
            key="placing-draw",
            on_click=proposal.draw,
            args=(item,),
        )
    elif way == state.FILE:
        file_form.show(item)
    else:
        WAYS[way].draw(item.tail)
        _missing_roads(item, way)
        st.button(
            "在地图上预览", key="placing-propose", on_click=proposal.propose, args=(item, way)
        )
    _answers(item, way)


def _answers(item: PlacingItem, way: str) -> None:
    """Draw what went wrong, the answers to choose from, and what a proposal warns of."""
    if state.WRONG.key(item.tail).get():
        st.error(escape_markdown(state.WRONG.key(item.tail).get()))
    picked = state.PICKED.key(item.tail).get()
    offered = state.OFFERED.key(item.tail).get()
    if offered:
        st.markdown("有几种可能，请选一处：")
    for number, words in enumerate(offered, 1):
        st.button(
            f"{int(number)}. {escape_markdown(words)}",
            key=f"placing-pick-{item.tail}-{number}",
            type="primary" if number == picked else "secondary",
            on_click=file_form.pick if way == state.FILE else partial(proposal.pick, way=way),
            kwargs={"item": item, "choice": number},
        )
    for words in state.TOLD.key(item.tail).get():
        st.caption(f"⚠ {escape_markdown(words)}")
