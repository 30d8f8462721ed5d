"""Shares of estates, or of people, with each kind in reach, by zone, against a target."""

import streamlit as st
from pandas import DataFrame

from geo.coverage import DISTRICT
from geo.lifecircle.shares import TARGET
from geo.plan_data import PlanData
from views.circles.answer import Answer


def show(plan: PlanData, answer: Answer) -> None:
    """Draw the target and the shares by zone."""
    st.slider(
        f"目标占比（默认 {TARGET.share:.0%}：{TARGET.source}）",
        50,
        100,
        round(TARGET.share * 100),
        5,
        format="%d%%",
        key="lc-target",
        persist_state="session",
    )
    table = answer.shares()
    if answer.rule is not None:
        table = table[table["rule_id"] == answer.settings.question.rule_id]
    else:
        table = table[table["required"].astype(bool)]
    st.dataframe(_worded(plan, table), hide_index=True, placeholder="")
    if answer.weight is None:
        st.caption(f"占比按{answer.noun}处数计：没有人口或户数列，不推算人口（可在“数据”导入）。")


def _worded(plan: PlanData, table: DataFrame) -> DataFrame:
    names = plan.zones["name"].to_dict() | {DISTRICT: "全区"}
    reached = table["reached"].map({True: "达到", False: "未达到"}).astype(object)
    columns = {
        "分区": [str(names.get(zone, zone)) for zone in table["zone_id"]],
        "类别": table["kind"].astype(str).to_numpy(),
        "达标/评价": [f"{a}/{b}" for a, b in zip(table["met"], table["evaluated"], strict=True)],
        "占比": [_percent(share) for share in table["share"]],
        "目标": reached.where(table["reached"].notna(), "无资料").to_numpy(),
    }
    if "weight_share" in table:
        columns["按人口/户数"] = [_percent(share) for share in table["weight_share"]]
    return DataFrame(columns)


def _percent(share: float) -> str:
    return f"{share:.1%}" if share == share else "—"  # noqa: PLR0124 - NaN is not itself
