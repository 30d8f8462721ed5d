"""The page 生活圈: who can walk to what, what is missing, what the plan changes, where next."""

from html import escape

import streamlit as st

from geo.plan_data import PlanData
from layers.assets import publish
from views import cache, keeping, own_gone, project_files
from views.circles import areas, bar, own_check, own_layers, own_state, panels, scenario_pair, words
from views.circles import map as circle_map
from views.circles.answer import Answer, answer
from views.guard import guarded

_HEIGHT = 740


def show() -> None:
    """Draw the page."""
    with guarded("规划数据"):
        publish(cache.ROOT / "static")
        project_files.apply_pending(cache.plan())
        _page()


@st.fragment
def _page() -> None:
    """Choices, map and panel in one fragment: a choice reruns this part and nothing else."""
    with guarded("生活圈"):
        plan = cache.plan()
        own_gone.check()
        own_layers.put_taken_to_use()
        own_check.check()
        found = answer(bar.show())
        own_gone.show()
        own_check.show()
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="lc-head"):
            st.markdown(words.headline(found), width="content")
            mark = escape(words.method_words(found))
            st.html(f'<span class="pm-mark">{mark}</span>', width="content")
            keeping.show()
        left, right = st.columns([1.55, 1], gap="small")
        with left, guarded("地图"):
            _map(plan, found)
        with right, st.container(height=_HEIGHT, border=False, key="lc-panel-box"):
            panels.show(plan, found)


def _map(plan: PlanData, found: Answer) -> None:
    if scenario_pair.wanted():
        scenario_pair.maps(found)
        return
    circle_map.show(plan, found)
    if found.rule is not None:
        own_state.begin("lc-areas", areas.REACH)
        st.segmented_control(
            "地图上的范围",
            areas.DRAWN,
            required=True,
            key="lc-areas",
            label_visibility="collapsed",
            persist_state="session",
        )
    st.caption("底色为空间结构分区（示意）。范围面由可达路段外扩绘成，仅供看图；统计一律按距离。")
