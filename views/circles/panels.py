"""The panels beside the map of 生活圈, one at a time."""

from importlib import import_module

import streamlit as st

from geo.plan_data import PlanData
from views.circles import estate_card
from views.circles.answer import Answer
from views.guard import guarded
from views.state.lifecircle import (
    EXPORT,
    GAPS,
    MATRIX,
    OWN,
    PANEL,
    PLAN,
    RULES_TABLE,
    SITING,
    SOURCES,
    VERSUS,
)

_MODULES = {
    GAPS: "gap_panel",
    MATRIX: "matrix_panel",
    PLAN: "plan_panel",
    VERSUS: "versus_panel",
    OWN: "scenario_panel",
    SITING: "site_panel",
    RULES_TABLE: "rules_panel",
    SOURCES: "source_panel",
    EXPORT: "export_panel",
}
"""Each is read when it is first drawn: solvers and sheets are not for the first look."""


def show(plan: PlanData, answer: Answer) -> None:
    """Draw the card of what is selected and the chosen panel."""
    with guarded("小区卡片"):
        estate_card.show(answer)
    PANEL.begin()
    name = st.segmented_control(
        "面板",
        PANEL.options,
        required=True,
        key=PANEL.name,
        label_visibility="collapsed",
        persist_state="session",
    )
    with guarded(str(name)):
        import_module(f"views.circles.{_MODULES[str(name)]}").show(plan, answer)
