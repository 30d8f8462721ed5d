"""Spaces per demand by the two-step floating catchment, where capacity and demand are known."""

from typing import Final

import streamlit as st
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.lifecircle.catchment import Catchment, Decay, two_step
from geo.lifecircle.demand_weights import weight_columns
from geo.lifecircle.planned_capacity import planned_capacity
from geo.plan_data import PlanData
from views import cache
from views.escape_markdown import escape_markdown
from views.lifecircle import imported_sources, source_choice
from views.lifecircle.analysis_answer import LifeCircleAnswer
from views.lifecircle.layer_roles import CAPACITY
from views.lifecircle.source_choice import SourceChoice
from views.state.lifecircle import CAPACITY_COLUMN, CATCHMENT_RADIUS, DECAY, WEIGHT

_SOURCE: Final = SourceChoice(
    CAPACITY, "带容量的设施", "计入的规划项目（容量取自台账；现有设施没有容量）", "lc-capacity"
)


def show(plan: PlanData, answer: LifeCircleAnswer) -> None:
    """Draw the choice of columns and the result, or say which column is missing."""
    weight = WEIGHT.get()
    if not weight:
        st.caption("缺少需求列：请在上面导入带人口或户数列的需求图层并选定该列。")
    source_choice.show(_SOURCE)
    source = imported_sources.layer_as(CAPACITY)
    facilities = _planned(answer) if source is None else imported_sources.points(source)
    if source is None and facilities.empty:
        st.caption(
            "缺少容量列：现有设施资料没有学位、床位等容量，请导入带容量列的设施点图层；"
            "或计入规划项目，并在台账中为已落图的项目填报容量。"
        )
    source_choice.bring(plan, _SOURCE, "导入设施图层（点或面，带容量列）")
    if weight and (source is not None or not facilities.empty):
        _figures(answer, weight, facilities)


def _planned(answer: LifeCircleAnswer) -> GeoDataFrame:
    """Items of the plan that count for the chosen kind, with the capacity that was reported."""
    matches = "" if answer.rule is None else str(answer.rule["matches"])
    chosen = answer.settings.supply.plan
    return planned_capacity(cache.metric()["projects"], cache.plan().services, chosen, matches)


def _figures(answer: LifeCircleAnswer, weight: str, facilities: GeoDataFrame) -> None:
    columns = weight_columns(facilities)
    if not columns:
        st.error("设施图层没有可作容量的数字列；请补上如“学位数”的列后重新导入。")
        return
    capacity = st.selectbox("容量列", columns, key=CAPACITY_COLUMN.name)
    decay = st.selectbox("距离衰减", DECAY.options, key=DECAY.name)
    radius = st.number_input(
        "搜索半径（米）",
        CATCHMENT_RADIUS.low,
        CATCHMENT_RADIUS.high,
        CATCHMENT_RADIUS.start,
        100.0,
        key=CATCHMENT_RADIUS.name,
    )
    catchment = Catchment(float(radius), weight, str(capacity), Decay(str(decay)))
    found = two_step(answer.demand_m, facilities, answer.model, catchment)
    share = f"每单位{weight}可得{capacity}"
    names = answer.demand_m["name"].astype(str)
    table = DataFrame({"需求点": names, share: found.access.round(4)}).sort_values(share)
    st.caption(escape_markdown(f"{found.label}；供需比低者在前。"))
    st.dataframe(table, hide_index=True, height=260, placeholder="")
