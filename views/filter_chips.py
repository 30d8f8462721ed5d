"""What the filter holds as chips to take off, "x / y", and why nothing is left."""

from collections.abc import Sequence

import streamlit as st

from geo.filtering import Criteria, explain_empty
from geo.plan_data import PlanData
from layers.spec import LayerSpec
from views import cache, imported_filter
from views.escape_markdown import escape_markdown
from views.filter_form import KEYS, clear, clear_all, drop
from views.filter_words import chips_of


def show(plan: PlanData, criteria: Criteria, own: Sequence[tuple[LayerSpec, str]] = ()) -> None:
    """Draw them; `own` are layers of the planner that are filtered, with their filter in words."""
    left = len(cache.left(criteria).ids)
    chips = chips_of(plan, criteria)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="chips"):
        st.markdown(f"规划项目 **{left}** / {len(plan.projects)} 项")
        for field, value, words in chips:
            st.button(
                f"{escape_markdown(words)} ✕",
                key=f"chip-{field}-{value}",
                on_click=drop,
                args=(field, value),
            )
        for spec, words in own:
            _own(spec, words)
        if chips:
            st.button("全部重置", key="reset", type="primary", on_click=clear_all)
    if not left:
        _why(plan, criteria)


def _own(spec: LayerSpec, words: str) -> None:
    st.button(
        f"{escape_markdown(spec.title)}（{escape_markdown(words)}） ✕",
        key=f"chip-{spec.layer_id}",
        on_click=imported_filter.clear,
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
