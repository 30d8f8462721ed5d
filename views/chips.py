"""What the filter holds, each as a chip to take off, and how much of the plan is left."""

import streamlit as st

from geo.filtering import Criteria, explain_empty
from geo.plan_data import PlanData
from layers.spec import LayerSpec
from views import own_filter
from views.choices import Choices
from views.filter_keys import KEYS, clear, clear_all, drop
from views.filter_words import chips_of, filter_words
from views.plain import plain


def show(plan: PlanData, choices: Choices) -> None:
    """Draw the chips, "x / y", and why nothing is left."""
    left = len(choices.kept)
    chips = chips_of(plan, choices.criteria)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="chips"):
        st.markdown(f"规划项目 **{left}** / {len(plan.projects)} 项")
        for field, value, words in chips:
            st.button(
                f"{plain(words)} ✕", key=f"chip-{field}-{value}", on_click=drop, args=(field, value)
            )
        for spec in choices.own:
            if wanted := choices.filter_of(spec):
                _own_chip(spec, filter_words(wanted))
        if chips:
            st.button("全部重置", key="reset", type="primary", on_click=clear_all)
    if not left:
        _why(plan, choices.criteria)


def _own_chip(spec: LayerSpec, words: str) -> None:
    st.button(
        f"{plain(spec.title)}（{plain(words)}） ✕",
        key=f"chip-{spec.layer_id}",
        on_click=own_filter.clear,
        args=(spec.layer_id,),
    )


def _why(plan: PlanData, criteria: Criteria) -> None:
    with st.container(border=True):
        st.markdown("**没有符合条件的规划项目。** 去掉其中一个条件试试：")
        with st.container(horizontal=True, gap="small"):
            for field, count in explain_empty(plan.projects, criteria).items():
                st.button(
                    f"去掉“{KEYS[field].title}”后有 {count} 项",
                    key=f"why-{field}",
                    on_click=clear,
                    args=(field,),
                )
