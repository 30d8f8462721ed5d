"""How an item is placed: the choice of a way, its fields, what is missing, and what came of it."""

from functools import partial

import streamlit as st

from geo.placing.ground import key_of
from views.escape_markdown import escape_markdown
from views.placing import file_form, inputs, map_edit, placing_notice, proposal
from views.placing.items import PlacingItem
from views.placing.ways import WAYS, missing_roads
from views.state import placing as state


def show(item: PlacingItem) -> None:
    """Draw the choice of a way, its fields, and what came of them."""
    way = st.selectbox(
        "落图方式", state.WAYS, key=state.WAY.key(item.tail).name, persist_state="session"
    )
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


def _missing_roads(item: PlacingItem, way: str) -> None:
    """Say which roads the fields name and nobody has; offer to add each."""
    missing = missing_roads(item.tail, way)
    if not missing:
        return
    told = "、".join(f"“{escape_markdown(name)}”" for name in missing)
    st.markdown(f"图上还没有{told}的线位。")
    if item.is_new:
        st.caption("请改用“在地图上画”或坐标先补入这条路。")
        return
    if key_of(item.name) in map(key_of, missing):
        st.caption("其中有本项自己：它的线位可直接“在地图上画”，或按坐标、文件落图。")
    for name in missing:
        st.button(
            f"补入道路“{escape_markdown(name)}”",
            key=f"placing-add-{name}",
            help="先把这条路加进参考道路，保存后自动回到这里",
            on_click=placing_notice.add_road,
            args=(item, name),
        )


def _answers(item: PlacingItem, way: str) -> None:
    """Draw what went wrong, the answers to choose from, and what a proposal warns of."""
    if wrong := inputs.told(state.WRONG, item.tail):
        st.error(escape_markdown(wrong))
    picked = state.PICKED.key(item.tail).get()
    offered = inputs.offered(item.tail)
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
