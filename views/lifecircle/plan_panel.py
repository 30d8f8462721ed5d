"""Before and after the plan: projects on or off, what each newly serves, what stays uncovered."""

from dataclasses import replace

import streamlit as st
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.district import DISTRICT
from geo.lifecircle.kind_filter import SCHOOL
from geo.lifecircle.result_files import changes_table, effect_table
from geo.plan_data import PlanData
from geo.scenario.compare import compare
from geo.scenario.effect import left_after_all
from views import downloads
from views.escape_markdown import escape_markdown
from views.lifecircle import download_buttons, imported_sources, selectable_table
from views.lifecircle.analysis_answer import LifeCircleAnswer, answer
from views.lifecircle.imported_sources import PLANNED
from views.state.lifecircle import IN_PLAN, SITUATION, UNSTATED

_UNSTATED_WORDS = {
    "九年一贯制": "按小学和初中都计（假设）",
    "小学": "只按小学计（假设）",
    "初中": "只按初中计（假设）",
    "": "不计入",
}

_COLUMNS = "、".join(each.name for each in DISTRICT.column if each.services)


def show(plan: PlanData, found: LifeCircleAnswer) -> None:
    """Draw switches for the plan's projects and, for one kind, what they change."""
    services = plan.services
    names = {item: str(plan.projects.loc[item, "name"]) for item in services.index}
    with st.expander(escape_markdown(f"计入哪些规划项目（{_COLUMNS}）"), expanded=False):
        _switches(names, services)
    st.selectbox(
        "规划未载明学段的学校",
        UNSTATED.options,
        format_func=lambda stage: _UNSTATED_WORDS[stage],
        key=UNSTATED.name,
        persist_state="session",
        help=_stages_words(names, services),
    )
    supply = imported_sources.supply(imported_sources.plan_on())
    planned = answer(replace(found.settings, supply=supply))
    if planned.rule is None:
        st.info("请在上方选择一个设施类别，查看规划项目对它的影响。")
    else:
        _changes(planned, planned.rule)
    _left_out(planned.supply.left_out)
    if found.settings != planned.settings:
        st.button(
            f"把地图切到“{PLANNED}”",
            key="lc-to-plan",
            on_click=SITUATION.set,
            args=(PLANNED,),
            type="primary",
        )


def _stages_words(names: dict[str, str], services: DataFrame) -> str:
    """Which schools have no stage in the plan, so that what they are taken for is a guess."""
    schools = services[services["kind"] == SCHOOL]
    open_ones = [names[str(item)] for item in schools.index[schools["stage"] == ""]]
    if not open_ones:
        return "规划写明了各校学段。"
    return escape_markdown(f"{'、'.join(open_ones)}：规划未载明学段，此处只是测算假设。")


def _switches(names: dict[str, str], services: DataFrame) -> None:
    for item, name in names.items():
        stage = services.loc[item, "stage"] or "学段未载明"
        words = stage if services.loc[item, "kind"] == "学校" else services.loc[item, "kind"]
        st.checkbox(
            escape_markdown(f"{name}（{words}）"),
            value=True,
            key=IN_PLAN.key(item).name,
            persist_state="session",
            help=escape_markdown(str(services.loc[item, "basis"])),
        )


def _changes(planned: LifeCircleAnswer, rule: Series) -> None:
    """Draw what all projects together, and each alone, change for one kind."""
    both = compare(
        planned.rows(planned.base).reset_index(), planned.rows(planned.now).reset_index()
    )
    change = both.rules.iloc[0]
    st.markdown(
        f"规划前达标 **{change['met_before']}** 处 → 规划后 **{change['met_after']}** 处，"
        f"新增 **{len(change['newly_met'])}** 处；仍未达标 **{len(change['still_unmet'])}** 处。"
    )
    existing, added = planned.of_rule(rule)
    if added.empty:
        st.caption("所选规划项目中没有可落图的这类设施。")
        return
    table = planned.effects(rule)
    _each(planned, table, added)
    demand_m, reach_m = planned.demand_m, planned.reach_m
    left = left_after_all(demand_m, existing, added, radius_m=reach_m, model=planned.model)
    _remaining(planned, left)
    single = {str(rule.name): table}
    with downloads.row() as row:
        download_buttons.table(row, "规划前后对比", lambda: changes_table(planned))
        download_buttons.table(
            row, "规划项目效果", lambda: effect_table(single, added, planned.now)
        )


def _each(answer: LifeCircleAnswer, table: DataFrame, added: GeoDataFrame) -> None:
    names = answer.now.names
    shown = DataFrame(
        {
            "规划项目": table["name"].astype(str),
            "新服务": table["n_newly"],
            "就近": table["nearest_for"],
            "平均少走（米）": table["saved_mean_m"].round(),
            "位置±米": added["accuracy_m"].reindex(table.index),
            f"新服务的{answer.demand_label}": [
                "、".join(str(names[one]) for one in served) for served in table["newly_served"]
            ],
        }
    )
    st.caption(
        f"每个项目单独建成：新服务的、以它为最近的{answer.demand_label}，以及后者平均少走的米数"
    )
    st.dataframe(
        shown, hide_index=True, height=selectable_table.height(len(shown), 260), placeholder=""
    )
    rough = added[added["accuracy_m"] >= answer.reach_m]
    if len(rough):
        st.html(
            f'<span class="pm-mark">{len(rough)} 个项目的位置误差不小于服务半径，'
            "新增处数不可直接引用</span>"
        )


def _remaining(answer: LifeCircleAnswer, left: DataFrame) -> None:
    off = left[~left["connected"].astype(bool)]
    left = left[left["connected"].astype(bool)]
    shown = DataFrame(
        {
            answer.demand_label: left["name"].astype(str),
            "步行（米）": selectable_table.metres(left["distance_m"]),
        }
    )
    st.caption(
        f"全部建成后仍未达标 {len(shown)} 处" + (f"，未接入路网 {len(off)} 处" if len(off) else "")
    )
    selectable_table.estates(answer, shown, "left", 240)


def _left_out(table: DataFrame) -> None:
    if len(table):
        words = "；".join(f"{row.name}：{row.reason}" for row in table.itertuples(index=False))
        st.caption(escape_markdown(f"未计入 {len(table)} 项 —— {words}"))
