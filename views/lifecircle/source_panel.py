"""What the analysis rests on: demand, services, network, pace; each may be the planner's own."""

import streamlit as st

from geo.plan_data import PlanData
from views import cache
from views.escape_markdown import escape_markdown
from views.lifecircle import catchment_form, demand_form, network_form, supply_form
from views.lifecircle.analysis_answer import LifeCircleAnswer
from views.state.lifecircle import DELAY, PACE, SPEED


def show(plan: PlanData, answer: LifeCircleAnswer) -> None:  # noqa: ARG001 - as all panels
    """Draw demand, services, network, pace and the capacities."""
    demand_form.show(plan, answer)
    supply_form.show(plan, answer)
    network_form.show(plan, answer)
    _pace()
    fold = st.expander("供需比（两步移动搜索法）", key="lc-cap-fold", on_change="rerun")
    if fold.open:
        with fold:
            catchment_form.show(plan, answer)


def _pace() -> None:
    paces = cache.standards().paces
    st.markdown("**步速与路口等候**")
    st.pills(
        "常用步速",
        list(paces.index),
        key=PACE.name,
        on_change=_take_pace,
        format_func=lambda name: f"{escape_markdown(name)} {paces.loc[name, 'speed_m_per_min']:g}",
        label_visibility="collapsed",
    )
    chosen = PACE.get()
    if chosen in paces.index:
        st.caption(
            escape_markdown(f"{paces.loc[chosen, 'source']}（{paces.loc[chosen, 'checked']}）")
        )
    columns = st.columns(2)
    SPEED.begin()
    columns[0].number_input(
        "步速（米/分）",
        min_value=SPEED.low,
        max_value=SPEED.high,
        step=1.0,
        format="%.1f",
        key=SPEED.name,
        persist_state="session",
    )
    columns[1].number_input(
        "每个路口等候（秒）",
        DELAY.low,
        DELAY.high,
        DELAY.start,
        5.0,
        format="%.0f",
        key=DELAY.name,
        persist_state="session",
        help="按步速折算为米，计入路网步行距离；0 为不计。",
    )


def _take_pace() -> None:
    chosen = PACE.get()
    paces = cache.standards().paces
    if chosen in paces.index:
        SPEED.set(float(paces.loc[chosen, "speed_m_per_min"]))
