"""Search by name over everything that has one."""

import streamlit as st

from geo.plan_data import PlanData
from geo.search import Hit, SearchIndex
from layers import LAYERS
from views import selection

_TITLES = {spec.layer_id: spec.title for spec in LAYERS}


def show(plan: PlanData, index: SearchIndex) -> None:
    """Draw the search box; what is picked is selected and flown to."""
    st.selectbox(
        "搜索",
        index.hits,
        index=None,
        key="search",
        format_func=_words,
        placeholder="搜索项目、分区、道路、设施、小区……",
        label_visibility="collapsed",
        on_change=_found,
        args=(plan,),
    )


def _words(hit: Hit) -> str:
    return f"{hit.name} · {_TITLES[hit.layer_id]}{'' if hit.lon is not None else ' · 未落图'}"


def _found(plan: PlanData) -> None:
    hit = st.session_state.get("search")
    if hit is None:
        return
    selection.select(hit.layer_id, hit.feature_id)
    chosen = selection.current(plan)
    if chosen is not None:
        selection.fly_to(selection.row_of(plan, chosen))
    st.session_state["search"] = None
