"""The panels beside the map of 生活圈, one at a time."""

import streamlit as st

from geo.plan_data import PlanData
from views.circles import (
    estate_card,
    export_panel,
    gap_panel,
    matrix_panel,
    own_state,
    plan_panel,
    rules_panel,
    scenario_panel,
    site_panel,
    source_panel,
    versus_panel,
)
from views.circles.answer import Answer
from views.guard import guarded

GAPS, MATRIX, PLAN, VERSUS = "缺口", "矩阵", "规划前后", "测距"
OWN, SITES, RULES, SOURCES, EXPORT = "方案", "选址", "标准", "数据", "导出"
PANELS = (GAPS, MATRIX, PLAN, VERSUS, OWN, SITES, RULES, SOURCES, EXPORT)

_DRAW = {
    GAPS: gap_panel.show,
    MATRIX: matrix_panel.show,
    PLAN: plan_panel.show,
    VERSUS: versus_panel.show,
    OWN: scenario_panel.show,
    SITES: site_panel.show,
    RULES: rules_panel.show,
    SOURCES: source_panel.show,
    EXPORT: export_panel.show,
}


def show(plan: PlanData, answer: Answer) -> None:
    """Draw the card of what is selected and the chosen panel."""
    with guarded("小区卡片"):
        estate_card.show(answer)
    own_state.begin("lc-panel", GAPS)
    name = st.segmented_control(
        "面板",
        PANELS,
        required=True,
        key="lc-panel",
        label_visibility="collapsed",
        persist_state="session",
    )
    with guarded(str(name)):
        _DRAW[str(name)](plan, answer)
