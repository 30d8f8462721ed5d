"""Search by name over everything that has one."""

from functools import partial

import streamlit as st

from geo.plan_data import PlanData
from geo.search import Hit
from views import catalogue, selection
from views.state.plan_map import SEARCH


def show(plan: PlanData, index: tuple[Hit, ...]) -> None:
    """Draw the search box; what is picked is selected and flown to."""
    titles = {spec.layer_id: spec.title for spec in catalogue.specs()}
    st.selectbox(
        "搜索",
        (*catalogue.own_hits(), *index),
        index=None,
        key=SEARCH.name,
        format_func=partial(_words, titles),
        placeholder="搜索项目、分区、道路、设施、小区……",
        label_visibility="collapsed",
        on_change=_found,
        args=(plan,),
    )


def _words(titles: dict[str, str], hit: Hit) -> str:
    title = titles.get(hit.layer_id, "")
    return f"{hit.name} · {title}{'' if hit.placed else ' · 未落图'}"


def _found(plan: PlanData) -> None:
    hit = SEARCH.get()
    if hit is None:
        return
    selection.select(hit.layer_id, hit.feature_id)
    chosen = selection.current(plan)
    if chosen is not None:
        selection.fly_to(selection.row_of(plan, chosen))
    SEARCH.set(None)
