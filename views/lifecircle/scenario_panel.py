"""A planner's own scenarios: add, move or close a service by clicking the map; compare two."""

from dataclasses import replace

import streamlit as st
from pandas import DataFrame

from geo.errors import DataError
from geo.lifecircle.kind_filter import parse_matches
from geo.plan_data import PlanData
from geo.scenario.edits import Scenario, ScenarioEdit, fitting, undo, with_edit
from geo.scenario.storing import to_dict
from views import access, cache
from views.escape_markdown import escape_markdown
from views.lifecircle import cached_analysis, imported_sources, scenario_pair
from views.lifecircle.analysis_answer import LifeCircleAnswer
from views.lifecircle.rerun import again
from views.state import lifecircle as state

_CLICK_ACCURACY_M = 20.0
"""How exactly a place is hit by a click at the zoom of a district."""


def show(plan: PlanData, answer: LifeCircleAnswer) -> None:  # noqa: ARG001 - as all panels
    """Draw the scenario that is worked on, its edits, and the comparison of two."""
    if not access.may_write():
        st.info(access.READ_ONLY)
        return
    name = _choose()
    if not name:
        st.info("先新建一个方案，再在地图上点选位置增加、移动或停用设施。")
        return
    scenario = imported_sources.scenario(name)
    _act(answer, scenario)
    _edits(scenario)
    scenario_pair.show(answer, name)


def _choose() -> str:
    names = list(state.SCENARIOS.get())
    with st.form("lc-new", clear_on_submit=True, border=False):
        columns = st.columns([2, 1.4, 1], vertical_alignment="bottom")
        title = columns[0].text_input("新方案名称", max_chars=40, placeholder="例如：方案一")
        on_plan = columns[1].checkbox("叠加规划项目")
        if columns[2].form_submit_button("新建") and title.strip():
            _keep(Scenario(title.strip()), on_plan=on_plan)
            state.SCENARIO.set(title.strip())
            again()
    if not names:
        return ""
    if state.SCENARIO.get() not in names:
        state.SCENARIO.set(names[-1])
    return str(st.selectbox("正在编辑的方案", names, key=state.SCENARIO.name))


def _act(answer: LifeCircleAnswer, scenario: Scenario) -> None:
    act = st.segmented_control(
        "操作",
        state.ACT.options,
        default=state.ACT.start,
        required=True,
        key=state.ACT.name,
    )
    place = state.POSITION.get()
    if act == state.ADD:
        edit = _adding(answer, scenario, place)
    else:
        edit = _changing(answer, scenario, str(act), place)
    label = {state.ADD: "在此增加", state.MOVE: "移到此处", state.CLOSE: "停用这处设施"}[str(act)]
    if st.button(label, type="primary", disabled=edit is None, key="lc-do") and edit is not None:
        _apply(scenario, edit)


def _place_words(place: list[float] | None) -> None:
    if place is None:
        st.caption("请在地图上点一下要放的位置。")
    else:
        st.caption(f"已点位置：东经 {place[1]:.5f}，北纬 {place[0]:.5f}")


def _adding(
    answer: LifeCircleAnswer, scenario: Scenario, place: list[float] | None
) -> ScenarioEdit | None:
    rules = answer.rules[answer.rules["matches"] != ""]
    words = {rule: str(row["kind"]) for rule, row in rules.iterrows()}
    if not words:
        st.caption("这一标准没有可增加的设施类别。")
        return None
    now = answer.settings.question.rule_id
    chosen = st.selectbox(
        "设施类别",
        list(words),
        index=list(words).index(now) if now in words else 0,
        format_func=lambda rule: words[rule],
        key="lc-add-kind",
    )
    name = st.text_input("名称", f"新设{words[str(chosen)]}", max_chars=40, key="lc-add-name")
    _place_words(place)
    if place is None or not (name or "").strip():
        return None
    term = parse_matches(str(rules.loc[chosen, "matches"]))[0]
    return ScenarioEdit(
        state.ADD,
        scenario.next_id,
        name=str(name).strip(),
        kind=term.kind,
        stage=term.stage,
        lon=place[1],
        lat=place[0],
        accuracy_m=_CLICK_ACCURACY_M,
    )


def _changing(
    answer: LifeCircleAnswer, scenario: Scenario, act: str, place: list[float] | None
) -> ScenarioEdit | None:
    frame = (
        cached_analysis.parts().supply(imported_sources.scenario_supply(scenario.name)).facilities_m
    )
    known = frame[frame.index.isin(answer.services().index)]
    if known.empty:
        st.caption("当前类别没有可调整的设施。")
        return None
    ids = [str(name) for name in known.index]
    chosen = st.selectbox(
        "哪一处设施", ids, format_func=lambda name: str(known.loc[name, "name"]), key="lc-which"
    )
    if act == state.CLOSE:
        return ScenarioEdit(state.CLOSE, str(chosen))
    _place_words(place)
    if place is None:
        return None
    return ScenarioEdit(
        state.MOVE, str(chosen), lon=place[1], lat=place[0], accuracy_m=_CLICK_ACCURACY_M
    )


def _apply(scenario: Scenario, edit: ScenarioEdit) -> None:
    """Keep the scenario with one more edit and show it on the map."""
    supply = replace(imported_sources.scenario_supply(scenario.name), scenario=None)
    base = cached_analysis.parts().supply(supply).facilities_m
    try:
        known, _ = fitting(scenario, base)
        with_edit(known, edit, base, cache.metric()["boundary"])
    except DataError as error:
        st.error(escape_markdown(str(error)))
        return
    _keep(replace(scenario, edits=(*scenario.edits, edit)))
    state.POSITION.set(None)
    state.NEXT_SITUATION.set(f"方案：{scenario.name}")
    again()


def _edits(scenario: Scenario) -> None:
    if not scenario.edits:
        st.caption("本方案还没有改动。")
        return
    name = scenario.name
    _lost(name)
    rows = [(each.action, _named(each), each.stage or each.kind) for each in scenario.edits]
    table = DataFrame(rows, columns=["操作", "设施", "类别"])
    st.dataframe(table, hide_index=True, height=40 + 35 * min(4, len(rows)))
    with st.container(horizontal=True, gap="small"):
        st.button("撤销上一步", key="lc-undo", on_click=_undo, args=(name,))
        st.button("删除本方案", key="lc-drop", on_click=_drop, args=(name,))


def _lost(name: str) -> None:
    """Say which edits cannot be made on the services that there are now."""
    left = cached_analysis.parts().supply(imported_sources.scenario_supply(name)).lost
    if left:
        told = "、".join(f"{edit.action} {_named(edit)}" for edit in left)
        st.warning(escape_markdown(f"{len(left)} 步改动所指的设施现在没有，未计入：{told}。"))


def _named(edit: ScenarioEdit) -> str:
    return edit.name or edit.facility_id


def _undo(name: str) -> None:
    _keep(undo(imported_sources.scenario(name)))


@access.writing
def _keep(scenario: Scenario, *, on_plan: bool | None = None) -> None:
    """Keep a scenario under its name, on top of the plan's projects or not; None: as it was."""
    kept = state.SCENARIOS.get()
    on_top = bool(kept[scenario.name]["on_plan"]) if on_plan is None else on_plan
    told = {"scenario": to_dict(scenario), "on_plan": on_top}
    state.SCENARIOS.set(kept | {scenario.name: told})


def _drop(name: str) -> None:
    kept = state.SCENARIOS.get()
    state.SCENARIOS.set({key: value for key, value in kept.items() if key != name})
