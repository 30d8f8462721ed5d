"""Where next: the sites that cover most, or that shorten most walking; proved where possible."""

from typing import Any, Final

import streamlit as st
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.crs import METRIC, to_lonlat
from geo.lifecircle.question import OwnDemand
from geo.lifecircle.services import matching
from geo.plan_data import PlanData
from geo.siting.candidate_sites import from_points, grid_in, junctions_of
from geo.siting.problem import Aim, Objective, pose
from geo.siting.site_report import Siting
from geo.siting.solve import solve
from views import cache, downloads
from views.escape_markdown import escape_markdown
from views.lifecircle import (
    areas,
    cached_analysis,
    download_buttons,
    imported_sources,
    selectable_table,
    source_choice,
)
from views.lifecircle.analysis_answer import LifeCircleAnswer
from views.lifecircle.layer_roles import CANDIDATES
from views.lifecircle.rerun import again
from views.lifecircle.source_choice import SourceChoice
from views.state import lifecircle as state

_SOURCE: Final = SourceChoice(CANDIDATES, "候选点图层", "请选择或导入候选点图层", "lc-candidates")


def show(plan: PlanData, answer: LifeCircleAnswer) -> None:
    """Draw the form, run the search, show what it proposes."""
    if answer.rule is None:
        st.info("请在上方选择一个设施类别，再找下一处该建在哪里。")
        return
    columns = st.columns(2)
    objective = columns[0].selectbox(
        "目标",
        state.AIM.options,
        key=state.AIM.name,
        persist_state="session",
        help="覆盖最多：使最多的未达标处进入步行距离；步行最短：使步行总和最小。",
    )
    count = columns[1].number_input(
        "新建几处",
        state.SITE_COUNT.low,
        state.SITE_COUNT.high,
        state.SITE_COUNT.start,
        key=state.SITE_COUNT.name,
        persist_state="session",
    )
    candidates = _candidates(plan, answer)
    st.caption(
        f"候选点 {len(candidates)} 个；在现行情景（{len(answer.services())} 处设施）之上选址。"
    )
    left, right = st.columns(2)
    go = left.button("开始选址", type="primary", key="lc-find", width="stretch")
    right.button("停止 / 清除", key="lc-stop", on_click=_clear, width="stretch")
    if go and candidates.empty:
        st.info("还没有候选点：请先导入候选点图层，或改选其他候选点。")
    elif go:
        _run(answer, candidates, str(objective), int(count))
    _result(answer)


def _clear() -> None:
    state.SITES.set([])
    state.SITING_RESULT.set(None)


def _candidates(plan: PlanData, answer: LifeCircleAnswer) -> GeoDataFrame:
    columns, ways = st.columns(2), state.CANDIDATES_FROM
    kind = columns[0].selectbox("候选点", ways.options, key=ways.name, persist_state="session")
    frames = cache.metric()
    if kind == state.ESTATES:
        return from_points(answer.demand_m, prefix="小区")
    if kind == state.LAYER:
        return from_points(_own_layer(plan), prefix="候选")
    names = {"": "全区"} | {str(zone): str(name) for zone, name in plan.zones["name"].items()}
    zone = columns[1].selectbox(
        "范围",
        list(names),
        format_func=lambda zone: names[zone],
        key=state.SITES_WITHIN.name,
        persist_state="session",
    )
    inside = frames["zones"].geometry.union_all() if not zone else frames["zones"].geometry[zone]
    if kind == state.GRID:
        steps = state.GRID_STEP
        step = st.select_slider("网格间距（米）", steps.options, steps.start, key=steps.name)
        return grid_in(inside, float(step))
    network = cached_analysis.parts().network(answer.settings.ways.network)
    return junctions_of(network.nodes_m, network.degrees, inside)


def _own_layer(plan: PlanData) -> GeoDataFrame:
    """Points of a layer that the planner brings as candidates; none until then."""
    source_choice.show(_SOURCE)
    source_choice.bring(plan, _SOURCE, "导入候选点图层（点或面）")
    layer = imported_sources.layer_as(CANDIDATES)
    nothing = GeoDataFrame({"name": []}, geometry=[], crs=METRIC)
    return nothing if layer is None else cached_analysis.parts().demand(OwnDemand(layer))


def _run(answer: LifeCircleAnswer, candidates: GeoDataFrame, objective: str, count: int) -> None:
    """Search with progress; another click (停止) stops it."""
    if answer.rule is None:
        return
    bar = st.progress(0.0, "准备")

    def tell(words: str, share: float) -> None:
        bar.progress(min(1.0, share), escape_markdown(words))

    frame = answer.supply.facilities_m
    existing = frame[matching(frame, str(answer.rule["matches"])).to_numpy()]
    radius_m = answer.reach_m
    chosen: Objective = state.SHORTEN if objective == state.SHORTEN else state.COVER
    cutoff_m = radius_m if chosen == state.COVER else max(3000.0, 3 * radius_m)
    aim = Aim(radius_m, min(count, len(candidates)), cutoff_m)
    problem = pose(answer.demand_m, candidates, existing, answer.model, aim)
    found = solve(problem, chosen, progress=tell)
    bar.empty()
    _keep(found)


def _keep(found: Siting) -> None:
    """Keep the proposal as plain values: map and table read it on later runs."""
    sites = to_lonlat(found.sites)
    rows: list[dict[str, Any]] = [
        {
            "id": str(name),
            "name": str(site.name),
            "lon": float(site.geometry.x),
            "lat": float(site.geometry.y),
            "gain": float(site.gain),
            "newly": [str(one) for one in site.newly_ids],
            "nearer": int(site.n_nearer),
            "saved_m": float(site.saved_mean_m),
        }
        for name, site in zip(sites.index, sites.itertuples(index=False), strict=True)
    ]
    state.SITES.set(rows)
    state.SITING_RESULT.set(
        {
            "words": [found.label, found.method, *found.notes],
            "objective": found.objective,
            "before": found.before,
            "after": found.after,
            "bound": found.bound,
        }
    )
    again()


def _result(answer: LifeCircleAnswer) -> None:
    told, sites = state.SITING_RESULT.get(), state.SITES.get()
    if not told:
        return
    covering = told["objective"] == state.COVER
    unit, scale = (f"处{answer.demand_label}", 1.0) if covering else ("公里（步行总和）", 1000.0)
    st.markdown(
        f"{told['objective']}：{told['before'] / scale:.5g} → "
        f"**{told['after'] / scale:.5g}** {unit}；理论界限 {told['bound'] / scale:.5g}。"
    )
    st.caption(escape_markdown("；".join(told["words"])))
    names = answer.now.names
    table = DataFrame(
        {
            "建议": [f"建议 {place}：{site['name']}" for place, site in enumerate(sites, 1)],
            "新达标": [len(site["newly"]) for site in sites],
            f"就近{answer.demand_label}": [site["nearer"] for site in sites],
            "平均少走（米）": [round(site["saved_m"]) if site["nearer"] else 0 for site in sites],
            f"新达标的{answer.demand_label}": [
                "、".join(str(names.get(one, one)) for one in site["newly"]) for site in sites
            ],
        }
    )
    st.dataframe(
        table, hide_index=True, height=selectable_table.height(len(table), 300), placeholder=""
    )
    st.caption("候选点只按步行距离比选，未考虑用地权属、规模与学区；仅供比较。")
    with downloads.row() as row:
        download_buttons.table(row, "选址建议", lambda: table.assign(方法="；".join(told["words"])))
        download_buttons.layer(row, "选址建议点位", lambda: areas.sites_ll(sites))
