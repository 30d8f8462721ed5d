"""A road that is added to the reference roads: its name, its grade, and which item waits for it."""

import streamlit as st

from layers.main_roads import SPEC as MAIN_ROADS
from layers.spec import Symbol
from views.escape_markdown import escape_markdown, strong
from views.placing import act_form, placing_notice
from views.placing.items import PlacingItem
from views.state import placing as state


def show(item: PlacingItem) -> None:
    """Draw the fields, and the way back to the item that waits for it."""
    _waiting()
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


def _waiting() -> None:
    item = placing_notice.waiting()
    if item is None:
        return
    st.info(f"先补入这条参考道路；保存后自动回到{strong(item.name)}，接着落图。")
    st.button(
        f"不补了，回到“{escape_markdown(item.name)}”",
        key="placing-no-road",
        on_click=placing_notice.leave_road,
    )
