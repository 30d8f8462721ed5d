"""The panels beside the map of 生活圈, one at a time."""

import streamlit as st

from geo.plan_data import PlanData
from views.circles import (
    estate_card,
    export_panel,
    gap_panel,
    matrix_panel,
    plan_panel,
    rules_panel,
    scenario_panel,
    site_panel,
    source_panel,
    versus_panel,
)
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

_DRAW = {
    GAPS: gap_panel.show,
    MATRIX: matrix_panel.show,
    PLAN: plan_panel.show,
    VERSUS: versus_panel.show,
    OWN: scenario_panel.show,
    SITING: site_panel.show,
    RULES_TABLE: rules_panel.show,
    SOURCES: source_panel.show,
    EXPORT: export_panel.show,
}


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
        _DRAW[str(name)](plan, answer)
