"""Estates by kinds at a glance: green within reach, red beyond, grey where nothing is known."""

import streamlit as st
from pandas import DataFrame, Series

from geo.lifecircle.gaps import MET, NO_DATA, OFF_NETWORK, UNMET
from geo.lifecircle.scores import matrix, worst_first
from geo.plan_data import PlanData
from views.escape_markdown import escape_markdown
from views.lifecircle import selectable_table
from views.lifecircle.analysis_answer import LifeCircleAnswer

_MOST_ROWS = 400
"""Coloured rows a browser draws at once."""

_LOOKS = {
    MET: "background-color: #d9f0e1; color: #0c5a2e",
    UNMET: "background-color: #fbdcd6; color: #8f1d12; font-weight: 600",
    OFF_NETWORK: "background-color: #e8e8e8; color: #444",
}


def show(plan: PlanData, answer: LifeCircleAnswer) -> None:  # noqa: ARG001 - as all panels
    """Draw the matrix, the worst served first."""
    st.caption("格内为步行米数：绿为达标，红（加 ✗）为未达标，“未接入”不评价；最缺的在前。")
    found = matrix(answer.now)
    order = worst_first(answer.now).index[:_MOST_ROWS]
    status, metres = found.status.loc[order].astype(str), found.distance_m.loc[order]
    known = [rule for rule in status.columns if (status[rule] != NO_DATA).any()]
    if not known:
        st.info("现有设施资料中没有这一标准所需的任何类别，无法评价。")
        return
    _draw(answer, status[known], metres[known])
    empty = [str(answer.rules.loc[rule, "kind"]) for rule in status.columns if rule not in known]
    if empty:
        st.caption(escape_markdown("没有资料、未评价的类别：" + "、".join(empty)))
    if len(answer.now.names) > _MOST_ROWS:
        st.caption(f"只显示最缺的 {_MOST_ROWS} 处；全部见“导出”。")


def _draw(answer: LifeCircleAnswer, status: DataFrame, metres: DataFrame) -> None:
    names = {rule: _header(answer.rules.loc[rule]) for rule in status.columns}
    cells = {rule: [*map(_cell, status[rule], metres[rule])] for rule in status.columns}
    words = DataFrame(cells, index=status.index).rename(columns=names)
    words.insert(0, answer.demand_label, answer.now.names.loc[status.index].astype(str))
    looks = status.map(lambda value: _LOOKS.get(value, "color: #888")).rename(columns=names)
    looks.insert(0, answer.demand_label, "")
    styled = words.style.apply(lambda _: looks, axis=None)
    st.dataframe(
        styled, hide_index=True, height=selectable_table.height(len(words), 460), placeholder=""
    )


def _header(rule: Series) -> str:
    level = rule["level_min"]
    minutes = f"（{level:g}分）" if level == level else ""  # noqa: PLR0124 - NaN is not itself
    return f"{rule['kind']}{minutes} {rule['radius_m']:g}"


def _cell(status: str, metres: float) -> str:
    if status == OFF_NETWORK:
        return "未接入"
    if status not in (MET, UNMET):
        return "—"
    walk = f"{metres:.0f}" if metres < float("inf") else "到不了"
    return walk if status == MET else f"✗ {walk}"
