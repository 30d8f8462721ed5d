"""The page 生活圈: who can walk to what, what is missing, what the plan changes, where next."""

from html import escape
from importlib import import_module

import streamlit as st

from geo.plan_data import PlanData
from layers.assets import publish
from layers.legend import legend_html
from layers.styles import palette
from views import cache, imported_gone, map_frame, news, project_files, unsaved_work
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.ledger import day_bar
from views.lifecircle import (
    estate_card,
    headline,
    imported_layers,
    imported_sources,
    picked_feature,
    scenario_pair,
    toolbar,
)
from views.lifecircle.analysis_answer import LifeCircleAnswer, answer
from views.lifecircle.lifecircle_scene import make
from views.page_notes import show_notes
from views.state import lifecircle as state
from views.state.model import Choice
from views.state.plan_map import PALETTE
from views.works import opening

_HEIGHT = 740

_RETURNED = ("last_active_drawing", "last_object_clicked_count", "last_clicked")
_FRAME = map_frame.Frame(state.MAP.name, 600, _RETURNED, on_change=picked_feature.clicked)

_PANELS = {
    state.GAPS: "gap_panel",
    state.MATRIX: "matrix_panel",
    state.PLAN: "plan_panel",
    state.VERSUS: "versus_panel",
    state.OWN: "scenario_panel",
    state.SITING: "site_panel",
    state.RULES_TABLE: "rules_panel",
    state.SOURCES: "source_panel",
    state.EXPORT: "export_panel",
}
"""Each is read when it is first drawn: solvers and sheets are not for the first look."""


def show() -> None:
    """Draw the page."""
    with guarded("规划数据"):
        publish(cache.ROOT / "static")
        opening.take_up()
        project_files.apply_pending(cache.plan())
        news.show()
        day_bar.show()
        for note in project_files.notes():
            st.toast(escape_markdown(note))
        _page()


@st.fragment
def _page() -> None:
    """Choices, map and panel in one fragment: a choice reruns this part and nothing else."""
    with guarded("生活圈"):
        plan = cache.plan()
        if imported_gone.let_go():
            st.rerun(scope="app")
        imported_gone.check()
        imported_layers.put_taken_to_use()
        imported_sources.check()
        found = answer(toolbar.show())
        imported_gone.show()
        show_notes(state.NOTES)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="lc-head"):
            st.markdown(headline.headline(found), width="content")
            mark = escape(headline.method_words(found))
            st.html(f'<span class="pm-mark">{mark}</span>', width="content")
            unsaved_work.show()
        left, right = st.columns([1.55, 1], gap="small")
        with left, guarded("地图"):
            _map(plan, found)
        with right, st.container(height=_HEIGHT, border=False, key="lc-panel-box"):
            _panel(plan, found)


def _map(plan: PlanData, found: LifeCircleAnswer) -> None:
    if scenario_pair.wanted():
        scenario_pair.maps(found)
        return
    scene, shown = make(found)
    map_frame.draw(_FRAME, plan, scene)
    st.html(legend_html(shown, palette(PALETTE.get())))
    if found.rule is not None:
        _segments("地图上的范围", state.AREAS)
    st.caption("底色为空间结构分区（示意）。范围面由可达路段外扩绘成，仅供看图；统计一律按距离。")


def _panel(plan: PlanData, found: LifeCircleAnswer) -> None:
    """Draw the card of what is selected and the chosen panel."""
    with guarded("小区卡片"):
        estate_card.show(found)
    name = _segments("面板", state.PANEL)
    with guarded(name):
        import_module(f"views.lifecircle.{_PANELS[name]}").show(plan, found)


def _segments(label: str, choice: Choice[str]) -> str:
    choice.begin()
    chosen = st.segmented_control(
        label,
        choice.options,
        required=True,
        key=choice.name,
        label_visibility="collapsed",
        persist_state="session",
    )
    return str(chosen)
