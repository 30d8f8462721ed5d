"""Which estates are met and which are not, one kind or all; shares by zone against the target."""

import streamlit as st
from pandas import DataFrame, Series

from geo.lifecircle.gaps import MET, UNMET
from geo.lifecircle.scores import completeness, worst_first
from geo.plan_data import PlanData
from views.circles import overlaps, share_view, tables
from views.circles.answer import Answer
from views.plain import plain


def show(plan: PlanData, answer: Answer) -> None:
    """Draw the list of estates and the shares by zone."""
    if answer.rule is None:
        _all_kinds(answer)
    else:
        _one_kind(answer)
        _source(answer.rule)
    share_view.show(plan, answer)


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
        },
        index=scores.index,
    )
    for level, column in _by_level(answer).items():
        table[str(level)] = column.reindex(table.index)
    table["所缺类别"] = scores["missing"].astype(str)
    tables.estates(answer, table, "worst")
    unknown = int(scores["no_data"].max()) if len(scores) else 0
    if unknown:
        st.caption(f"另有 {unknown} 类必配设施没有资料，未评价，也不计入缺项（见“标准”）。")


def _source(rule: Series) -> None:
    note = f"；{rule['note']}" if rule["note"] else ""
    st.caption(plain(f"依据：{rule['source']} {rule['clause']}（{rule['checked']}）{note}"))


def _by_level(answer: Answer) -> DataFrame:
    """Met over evaluated, a column a level, by demand id; nothing where there is one level."""
    table = completeness(answer.now)
    levels = [level for level in table["level_min"].unique() if level == level]  # noqa: PLR0124
    words = {f"{level:g} 分钟圈": table[table["level_min"] == level] for level in levels}
    columns = {
        name: [f"{met}/{whole}" for met, whole in zip(rows["met"], rows["evaluated"], strict=True)]
        for name, rows in words.items()
    }
    ids = table["demand_id"].unique()
    return DataFrame(columns if len(levels) > 1 else {}, index=ids)
