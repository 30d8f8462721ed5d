"""Which estates are met and which are not, one kind or all; shares by zone against the target."""

import numpy as np
import streamlit as st
from pandas import DataFrame, Series

from geo.coverage import DISTRICT
from geo.lifecircle.gaps import MET, UNMET
from geo.lifecircle.scores import completeness, worst_first
from geo.lifecircle.shares import TARGET as USUAL
from geo.plan_data import PlanData
from views import count_badges
from views.escape_markdown import escape_markdown
from views.lifecircle import selectable_table
from views.lifecircle.analysis_answer import LifeCircleAnswer, once
from views.state.lifecircle import TARGET


def show(plan: PlanData, answer: LifeCircleAnswer) -> None:
    """Draw the list of estates and the shares by zone."""
    if answer.rule is None:
        _all_kinds(answer)
    else:
        _one_kind(answer)
        _source(answer.rule)
    _shares(plan, answer)


def _one_kind(answer: LifeCircleAnswer) -> None:
    rows = answer.rows(answer.now)
    counts = rows["status"].astype(str).value_counts()
    options = [status for status in dict.fromkeys((UNMET, MET, *counts.index)) if status in counts]
    if not options:
        st.info("没有需求点。")
        return
    with st.container(key="lc-statuses"):
        chosen = st.pills(
            "判定",
            options,
            default=options[0],
            required=True,
            key=f"lc-status-{'-'.join(options)}",
            label_visibility="collapsed",
        )
        count_badges.show("lc-statuses", options, counts)
    listed = rows[rows["status"].astype(str) == chosen]
    listed = listed.sort_values("distance_m", ascending=chosen == MET, kind="stable")
    table = selectable_table.gap_rows(listed).drop(columns="判定")
    if chosen == MET:
        table["圈内处数"] = _in_reach(answer).reindex(table.index).to_numpy()
    selectable_table.estates(answer, table, f"gap-{chosen}")
    if (listed["distance_m"] == float("inf")).any():
        st.caption("步行一栏空白：路网上走不到任何一处。")
    unsure = int(listed["undecided"].sum())
    if unsure:
        st.caption(f"其中 {unsure} 处距界线小于位置误差，达标与否不定（导出表有逐处标记）。")


@once
def _in_reach(answer: LifeCircleAnswer) -> Series:
    """Services of the chosen kind within reach of each demand point, by its id."""
    pairs = answer.model.pairs(answer.demand_m, answer.services(), answer.reach_m)
    found = np.bincount(pairs.point, minlength=len(answer.demand_m))
    return Series(found, index=answer.demand_m.index.astype(str))


def _all_kinds(answer: LifeCircleAnswer) -> None:
    scores = worst_first(answer.now)
    table = DataFrame(
        {
            "小区": scores["demand_name"].astype(str),
            "缺": scores["evaluated"] - scores["met"],
            "达标": _met(scores),
        },
        index=scores.index,
    )
    for level, column in _by_level(answer).items():
        table[str(level)] = column.reindex(table.index)
    table["所缺类别"] = scores["missing"].astype(str)
    selectable_table.estates(answer, table, "worst")
    unknown = int(scores["no_data"].max()) if len(scores) else 0
    if unknown:
        st.caption(f"另有 {unknown} 类必配设施没有资料，未评价，也不计入缺项（见“标准”）。")


def _source(rule: Series) -> None:
    note = f"；{rule['note']}" if rule["note"] else ""
    st.caption(
        escape_markdown(f"依据：{rule['source']} {rule['clause']}（{rule['checked']}）{note}")
    )


def _by_level(answer: LifeCircleAnswer) -> DataFrame:
    """Met over evaluated, a column a level, by demand id; nothing where there is one level."""
    table = completeness(answer.now)
    levels = [level for level in table["level_min"].unique() if level == level]  # noqa: PLR0124
    columns = {f"{level:g} 分钟圈": _met(table[table["level_min"] == level]) for level in levels}
    ids = table["demand_id"].unique()
    return DataFrame(columns if len(levels) > 1 else {}, index=ids)


def _shares(plan: PlanData, answer: LifeCircleAnswer) -> None:
    """Draw the target and the shares of demand points, or of people, by zone."""
    st.slider(
        f"目标占比（默认 {USUAL.share:.0%}：{USUAL.source}）",
        TARGET.low,
        TARGET.high,
        round(USUAL.share * 100),
        5,
        format="%d%%",
        key=TARGET.name,
        persist_state="session",
    )
    table = answer.shares()
    if answer.rule is not None:
        table = table[table["rule_id"] == answer.settings.question.rule_id]
    else:
        table = table[table["required"].astype(bool)]
    st.dataframe(_worded(plan, table), hide_index=True, placeholder="")
    if answer.weight is None:
        st.caption(
            f"占比按{answer.demand_label}处数计：没有人口或户数列，不推算人口（可在“数据”导入）。"
        )


def _worded(plan: PlanData, table: DataFrame) -> DataFrame:
    names = plan.zones["name"].to_dict() | {DISTRICT: "全区"}
    reached = table["reached"].map({True: "达到", False: "未达到"}).astype(object)
    columns = {
        "分区": [str(names.get(zone, zone)) for zone in table["zone_id"]],
        "类别": table["kind"].astype(str).to_numpy(),
        "达标/评价": _met(table),
        "占比": selectable_table.percent(table["share"]),
        "目标": reached.where(table["reached"].notna(), "无资料").to_numpy(),
    }
    if "weight_share" in table:
        columns["按人口/户数"] = selectable_table.percent(table["weight_share"])
    return DataFrame(columns)


def _met(rows: DataFrame) -> list[str]:
    """How many are met of those evaluated, as 3/5."""
    return [f"{met}/{whole}" for met, whole in zip(rows["met"], rows["evaluated"], strict=True)]
