"""The panel of tables: the plan items, or a layer that the planner brought."""

import streamlit as st

from geo.filtering import Criteria
from views import catalogue, own_table, tables

_PLAN = "plan"
"""Among the tables to choose from, that of the plan items."""


def show(criteria: Criteria) -> None:
    """Draw the choice of a table, where there is one, and the table."""
    own = {spec.layer_id: spec for spec in catalogue.own()}
    chosen = _chosen({layer_id: spec.title for layer_id, spec in own.items()}) if own else _PLAN
    if chosen in own:
        own_table.show(own[chosen])
    else:
        tables.show_items(criteria)


def open_at(layer_id: str) -> None:
    """Let the panel open with the table of an own layer."""
    st.session_state["panel"] = "项目表"
    st.session_state["table-of"] = layer_id


def _chosen(own: dict[str, str]) -> str:
    names = {_PLAN: "规划项目", **own}
    if st.session_state.get("table-of") not in names:
        st.session_state["table-of"] = _PLAN
    chosen = st.selectbox(
        "表",
        list(names),
        format_func=names.__getitem__,
        key="table-of",
        label_visibility="collapsed",
        persist_state="session",
    )
    return str(chosen)
