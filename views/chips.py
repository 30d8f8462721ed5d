"""What the filter holds, each as a chip to take off, and how much of the plan is left."""

import streamlit as st

from geo.filtering import Criteria, apply, explain_empty
from geo.plan_data import PlanData
from views.filter_keys import KEYS, PLACED_WORDS, clear, clear_all, drop


def show(plan: PlanData, criteria: Criteria) -> None:
    """Draw the chips, "x of y", and why nothing is left."""
    left = len(apply(plan.projects, criteria))
    chips = _chips(plan, criteria)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="chips"):
        st.markdown(f"规划项目 **{left}** / {len(plan.projects)} 项")
        for field, value, words in chips:
            st.button(f"{words} ✕", key=f"chip-{field}-{value}", on_click=drop, args=(field, value))
        if chips:
            st.button("全部重置", key="reset", type="primary", on_click=clear_all)
    if not left:
        _why(plan, criteria)


def _chips(plan: PlanData, criteria: Criteria) -> list[tuple[str, str, str]]:
    chips = [
        (field, value, f"{KEYS[field].title}：{_word(plan, field, value)}")
        for field in ("columns", "clauses", "kinds", "works", "zones")
        for value in getattr(criteria, field)
    ]
    if criteria.placed != "all":
        chips.append(("placed", criteria.placed, PLACED_WORDS[criteria.placed]))
    if criteria.text.strip():
        chips.append(("text", "", f"文字：{_short(criteria.text)}"))
    return chips


def _word(plan: PlanData, field: str, value: str) -> str:
    return str(plan.zones["name"].get(value, value)) if field == "zones" else value


def _short(text: str) -> str:
    plain = "".join(char for char in text if char.isalnum() or char in " ·、-")
    return plain[:20]


def _why(plan: PlanData, criteria: Criteria) -> None:
    with st.container(border=True):
        st.markdown("**没有符合条件的规划项目。** 去掉其中一个条件试试：")
        with st.container(horizontal=True, gap="small"):
            for field, count in explain_empty(plan.projects, criteria):
                st.button(
                    f"去掉“{KEYS[field].title}”后有 {count} 项",
                    key=f"why-{field}",
                    on_click=clear,
                    args=(field,),
                )
