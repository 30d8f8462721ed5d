"""The panels beside the map of 生活圈, one at a time."""

from importlib import import_module

import streamlit as st

from geo.plan_data import PlanData
from views.circles import estate_card, own_state
from views.circles.answer import Answer
from views.guard import guarded

GAPS, MATRIX, PLAN, VERSUS = "缺口", "矩阵", "规划前后", "测距"
OWN, SITES, RULES, SOURCES, EXPORT = "方案", "选址", "标准", "数据", "导出"
PANELS = (GAPS, MATRIX, PLAN, VERSUS, OWN, SITES, RULES, SOURCES, EXPORT)

_MODULES = {
    GAPS: "gap_panel",
    MATRIX: "matrix_panel",
    PLAN: "plan_panel",
    VERSUS: "versus_panel",
    OWN: "scenario_panel",
    SITES: "site_panel",
    RULES: "rules_panel",
    SOURCES: "source_panel",
    EXPORT: "export_panel",
}
"""Each is read when it is first drawn: solvers and sheets are not for the first look."""


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
        import_module(f"views.circles.{_MODULES[str(name)]}").show(plan, answer)
