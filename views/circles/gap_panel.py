"""Which estates are met and which are not, one kind or all; shares by zone against the target."""

import streamlit as st
from pandas import DataFrame, Series

from geo.coverage import DISTRICT
from geo.lifecircle.gaps import MET, UNMET
from geo.lifecircle.scores import worst_first
from geo.lifecircle.shares import TARGET, Target, shares
from geo.plan_data import PlanData
from views.circles import overlaps, tables
from views.circles.answer import Answer
from views.circles.source_panel import weight_of
from views.plain import plain


def show(plan: PlanData, version: int, answer: Answer) -> None:
    """Draw the list of estates and the shares by zone."""
    if answer.rule is None:
        _all_kinds(answer)
    else:
        _one_kind(answer)
        _source(answer.rule)
    _shares(plan, version, answer)


def _one_kind(answer: Answer) -> None:
    rows = answer.rows(answer.now)
    counts = rows["status"].astype(str).value_counts()
    options = [status for status in (UNMET, MET, *counts.index) if status in counts.index]
    options = list(dict.fromkeys(options))
    if not options:
        st.info("没有需求点。")
        return
    chosen = st.pills(
        "判定",
        options,
        default=options[0],
        required=True,
        format_func=lambda status: f"{status} {counts[status]}",
        key=f"lc-status-{'-'.join(options)}",
        label_visibility="collapsed",
    )
    listed = rows[rows["status"].astype(str) == chosen]
    listed = listed.sort_values("distance_m", ascending=chosen == MET, kind="stable")
    table = tables.gap_rows(listed).drop(columns="判定")
    if chosen == MET:
        table["圈内处数"] = overlaps.counts(answer).reindex(table.index).to_numpy()
    tables.estates(answer, table, f"gap-{chosen}")
    if (listed["distance_m"] == float("inf")).any():
        st.caption("步行一栏空白：路网上走不到任何一处。")
    unsure = int(listed["undecided"].sum())
    if unsure:
        st.caption(f"其中 {unsure} 处距界线小于位置误差，达标与否不定（导出表有逐处标记）。")


def _all_kinds(answer: Answer) -> None:
    scores = worst_first(answer.now)
    table = DataFrame(
        {
            "小区": scores["demand_name"].astype(str),
            "缺": scores["evaluated"] - scores["met"],
            "达标": [
                f"{met}/{whole}"
                for met, whole in zip(scores["met"], scores["evaluated"], strict=True)
            ],
            "所缺类别": scores["missing"].astype(str),
        },
        index=scores.index,
    )
    tables.estates(answer, table, "worst")
    unknown = int(scores["no_data"].max()) if len(scores) else 0
    if unknown:
        st.caption(f"另有 {unknown} 类必配设施没有资料，未评价，也不计入缺项（见“标准”）。")


def _source(rule: Series) -> None:
    note = f"；{rule['note']}" if rule["note"] else ""
    st.caption(plain(f"依据：{rule['source']} {rule['clause']}（{rule['checked']}）{note}"))


def _shares(plan: PlanData, version: int, answer: Answer) -> None:
    target = st.slider(
        f"目标占比（默认 {TARGET.share:.0%}：{TARGET.source}）",
        50,
        100,
        round(TARGET.share * 100),
        5,
        format="%d%%",
        key="lc-target",
        persist_state="session",
    )
    weight = weight_of(answer.demand)
    table = shares(
        answer.now,
        _zones(version, answer),
        weight=weight,
        target=Target(target / 100, TARGET.source),
    )
    if answer.rule is not None:
        table = table[table["rule_id"] == answer.settings.question.rule_id]
    else:
        table = table[table["required"].astype(bool)]
    st.dataframe(_worded(plan, table), hide_index=True, placeholder="")
    if weight is None:
        st.caption("占比按小区处数计：需求图层没有人口或户数列，不推算人口（可在“数据”导入）。")


def _zones(version: int, answer: Answer) -> Series:
    return overlaps.zones_of_demand(version, answer.settings.question.demand, answer.demand)


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
