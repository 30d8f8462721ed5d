"""Straight line, detour and network side by side: areas, estates, and who is over-counted."""

import streamlit as st
from pandas import DataFrame, Series

from geo.comparison import SideBySide
from geo.plan_data import PlanData
from views import downloads
from views.lifecircle import areas, cached_analysis, download_buttons, selectable_table
from views.lifecircle.analysis_answer import LifeCircleAnswer
from views.state.lifecircle import AREAS, COMPARE, DETOUR


def show(plan: PlanData, answer: LifeCircleAnswer) -> None:  # noqa: ARG001 - as all panels
    """Draw the figures of the three ways and the sentence that can be quoted."""
    st.slider(
        "绕行系数（直线 × 系数 ≈ 步行）",
        DETOUR.low,
        DETOUR.high,
        DETOUR.start,
        0.05,
        key=DETOUR.name,
        persist_state="session",
    )
    if answer.rule is None:
        st.info("请在上方选择一个设施类别，再对比三种测距方法。")
        return
    if not cached_analysis.parts().has_network(answer.settings.ways.network):
        st.info("没有道路数据，不能对比三种测距方法；可在“数据”导入路网。")
        return
    seen = areas.versus(answer)
    reach_m = answer.reach_m
    over = seen.only_by("直线", "路网", reach_m)
    walk = seen.distances_m["路网"]
    off = int((over & ~(walk < float("inf"))).sum())
    st.markdown(
        f"**直线半径高估 {int(over.sum())} 处**：直线 {reach_m:g} 米以内有 "
        f"{int(seen.figures.loc['直线', 'points'])} 处{answer.demand_label}，按路网步行只有 "
        f"{int(seen.figures.loc['路网', 'points'])} 处"
        + (f"（其中 {off} 处未接入路网或走不到）。" if off else "。")
    )
    figures = _figures(seen, reach_m, answer.weight)
    st.dataframe(figures, hide_index=True, placeholder="")
    st.button("在地图上同时画出三种范围", key="lc-draw-three", on_click=AREAS.set, args=(COMPARE,))
    table = DataFrame(
        {
            "小区": answer.demand_m["name"].astype(str),
            "直线（米）": seen.distances_m["直线"].round(),
            "绕行（米）": seen.distances_m["绕行"].round(),
            "路网（米）": selectable_table.metres(walk),
        }
    )[over]
    table["相差（米）"] = table["路网（米）"] - table["直线（米）"]
    st.caption(f"被直线半径高估的{answer.demand_label} {len(table)} 处，相差大的在前")
    table.index = table.index.astype(str)
    table = table.sort_values("相差（米）", ascending=False)
    selectable_table.estates(answer, table, "over", 300)
    with downloads.row() as row:
        download_buttons.table(row, "三法对比", lambda: figures)
        download_buttons.table(row, "直线高估的小区", lambda: table.rename_axis("编号"))
        download_buttons.layer(row, "三法范围", lambda: seen.areas_m)


def _figures(seen: SideBySide, reach_m: float, weight: Series | None) -> DataFrame:
    figures = seen.figures
    straight = figures.loc["直线", "area_m2"] or float("nan")
    table = DataFrame(
        {
            "方法": ["直线半径", "直线×绕行系数", "路网步行"],
            "范围（公顷）": (figures["area_m2"] / 1e4).round(1).to_numpy(),
            "占直线": [f"{share:.0%}" for share in (figures["area_m2"] / straight).fillna(0)],
            "数量（处）": figures["points"].to_numpy(),
        }
    )
    if weight is None:
        return table
    near = (seen.distances_m <= reach_m).to_numpy()
    return table.assign(**{"人口/户数": near.T @ weight.fillna(0).to_numpy()})
