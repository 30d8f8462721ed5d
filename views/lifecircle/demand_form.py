"""Whose walking is measured: the estates, or a layer of the panel 导入; and its weight."""

from typing import Final

import streamlit as st
from geopandas import GeoDataFrame

from geo.lifecircle.demand_weights import weight_columns
from geo.plan_data import PlanData
from views import layer_registry
from views.escape_markdown import escape_markdown
from views.lifecircle import layer_roles, source_choice
from views.lifecircle.analysis_answer import LifeCircleAnswer
from views.lifecircle.layer_roles import DEMAND
from views.lifecircle.source_choice import SourceChoice
from views.state.lifecircle import NEXT_WEIGHT, SPACING, WEIGHT

_SOURCE: Final = SourceChoice(DEMAND, "需求来源", "居住小区（随数据）", "lc-demand")


def show(plan: PlanData, answer: LifeCircleAnswer) -> None:
    """Draw the choice of the source, its weight, and the form for a layer of one's own."""
    st.markdown("**需求点**")
    source_choice.show(_SOURCE)
    use = layer_roles.the(DEMAND)
    layer = layer_registry.record_of(f"own-{use.layer}") if use else None
    if use and layer and layer.family == "面":
        SPACING.set(use.spacing_m)
        st.number_input(
            "面内布点间距（米）", 20.0, 500.0, None, 10.0, key=SPACING.name, on_change=_space
        )
    _told(answer)
    _weight(answer.demand_m)
    source_choice.bring(plan, _SOURCE, "导入需求图层（点或面，可带人口列）")


def _told(answer: LifeCircleAnswer) -> None:
    demand = answer.demand_m
    words = f"当前 {len(demand)} 个需求点"
    if "parent" in demand and demand["parent"].nunique() < len(demand):
        words += f"（由 {demand['parent'].nunique()} 个面内布点）"
    if answer.settings.question.demand:
        known = "accuracy_m" in demand and bool(demand["accuracy_m"].notna().any())
        words += "" if known else "；位置精度未知，贴近界线者不标存疑"
    st.caption(escape_markdown(f"{words}。"))


def _weight(demand: GeoDataFrame) -> None:
    columns = [name for name in weight_columns(demand) if name != "part"]
    wanted = NEXT_WEIGHT.take()
    if wanted is not None:
        WEIGHT.set(wanted if wanted in columns else "")
    if not columns:
        st.caption("没有人口或户数列（需数字列，如“人口”“户数”），占比只按处数计。")
        return
    st.selectbox(
        "人口或户数列",
        ["", *columns],
        format_func=lambda name: name or "不加权",
        key=WEIGHT.name,
        persist_state="session",
    )


def _space() -> None:
    use, spacing = layer_roles.the(DEMAND), SPACING.get()
    if use is not None and spacing:
        layer_roles.change(DEMAND, use.layer, spacing_m=spacing)
