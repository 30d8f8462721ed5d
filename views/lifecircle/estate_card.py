"""The card of the estate or service that is selected."""

from html import escape

import streamlit as st

from views.lifecircle import picked_feature, selectable_table
from views.lifecircle.analysis_answer import LifeCircleAnswer


def show(answer: LifeCircleAnswer) -> None:
    """Draw what is known of the selected estate or service."""
    estate, service = picked_feature.picked("served"), picked_feature.picked("services")
    if estate in answer.now.names.index:
        _estate(answer, estate)
    elif service:
        _service(answer, service)
    else:
        st.caption("点选小区可看各类设施的最近距离；点选表格行可在地图上定位。")


def _estate(answer: LifeCircleAnswer, estate: str) -> None:
    points = answer.demand_m
    row = points[points.index.astype(str) == estate].iloc[0]
    known = escape(_accuracy(row.get("accuracy_m")))
    name = escape(str(answer.now.names[estate]))
    st.html(f'<div class="pm-card"><h3>{name}</h3><small>{known}</small></div>')
    rows = selectable_table.facility_words(answer.now, estate)
    with st.expander("各类设施的最近距离", expanded=True):
        st.dataframe(
            rows, hide_index=True, height=selectable_table.height(len(rows), 220), placeholder=""
        )
    st.button("取消选择", key="lc-clear", on_click=picked_feature.clear)


def _accuracy(metres: float | None) -> str:
    known = metres is not None and metres == metres  # noqa: PLR0124 - NaN is not itself
    return f"位置精度 ±{metres:g} 米" if known else "位置精度未知"


def _service(answer: LifeCircleAnswer, service: str) -> None:
    services = answer.services()
    found = services[services.index.astype(str) == service]
    if found.empty:
        return
    row = found.iloc[0]
    words = " · ".join(str(part) for part in (row["origin"], row["kind"], row["stage"]) if part)
    st.html(
        f'<div class="pm-card"><h3>{escape(str(row["name"]))}</h3><small>{escape(words)} · '
        f"{escape(_accuracy(row['accuracy_m']))}</small></div>"
    )
    if answer.rule is not None:
        rows = answer.rows(answer.now)
        near = rows[rows["facility_id"].astype(str) == service].sort_values("distance_m")
        st.caption(f"以它为最近一处的{answer.demand_label} {len(near)} 处：")
        selectable_table.estates(
            answer, selectable_table.gap_rows(near).drop(columns="最近设施"), "of-service", 200
        )
    st.button("取消选择", key="lc-clear-service", on_click=picked_feature.clear)
