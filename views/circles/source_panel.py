"""What the analysis rests on: demand, services, network, pace; each may be the planner's own."""

import streamlit as st

from geo.plan_data import PlanData
from views import cache
from views.circles import catchment_form, demand_form, network_form, own_state, supply_form
from views.circles.answer import Answer
from views.plain import plain


def show(plan: PlanData, answer: Answer) -> None:  # noqa: ARG001 - as all panels
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
        key="lc-pace",
        on_change=_take_pace,
        format_func=lambda name: f"{plain(name)} {paces.loc[name, 'speed_m_per_min']:g}",
        label_visibility="collapsed",
    )
    chosen = st.session_state.get("lc-pace")
    if chosen in paces.index:
        st.caption(plain(f"{paces.loc[chosen, 'source']}（{paces.loc[chosen, 'checked']}）"))
    columns = st.columns(2)
    own_state.begin("lc-speed", own_state.SPEED)
    columns[0].number_input(
        "步速（米/分）",
        min_value=20.0,
        max_value=120.0,
        step=1.0,
        format="%.1f",
        key="lc-speed",
        persist_state="session",
    )
    columns[1].number_input(
        "每个路口等候（秒）",
        0.0,
        180.0,
        0.0,
        5.0,
        format="%.0f",
        key="lc-delay",
        persist_state="session",
        help="按步速折算为米，计入路网步行距离；0 为不计。",
    )


def _take_pace() -> None:
    chosen = st.session_state.get("lc-pace")
    paces = cache.standards().paces
    if chosen in paces.index:
        st.session_state["lc-speed"] = float(paces.loc[chosen, "speed_m_per_min"])
