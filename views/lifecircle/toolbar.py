"""The choices above the map: standard, kind, distance, how it is measured, before or after."""

import streamlit as st
from pandas import DataFrame

from geo.lifecircle.demand_weights import weight_columns
from geo.lifecircle.question import ALL_KINDS, LifeCircleSettings, Question, Supply, Ways
from geo.lifecircle.rules import preset_rules, preset_to_begin, presets
from geo.lifecircle.shares import TARGET as USUAL
from views.lifecircle import cached_analysis, imported_sources
from views.lifecircle.imported_sources import PLANNED, TODAY
from views.state import lifecircle as state


def show() -> LifeCircleSettings:
    """Draw the bar; return what is chosen."""
    columns = st.columns([1.15, 1.25, 1.2, 1.15, 1.25], gap="small", vertical_alignment="bottom")
    rules = cached_analysis.rules()
    with columns[0]:
        preset = _preset(rules)
    chosen = preset_rules(rules, preset)
    with columns[1]:
        rule_id = _rule(chosen)
    with columns[2]:
        walk_m = _walk(chosen, rule_id)
    with columns[3]:
        ways = _ways()
    with columns[4]:
        supply = _supply()
    question = Question(preset, rule_id, walk_m, state.RULES.get(), imported_sources.demand())
    return LifeCircleSettings(question, ways, supply, _weight(question), _target())


def _target() -> float:
    """Share that should have a kind within reach."""
    percent = state.TARGET.get()
    return percent / 100 if percent else USUAL.share


def _weight(question: Question) -> str:
    """Column that weighs the demand, "" where it has none of that name that can."""
    column = state.WEIGHT.get()
    known = weight_columns(cached_analysis.parts().demand(question.demand)) if column else ()
    return column if column in known else ""


def _preset(rules: DataFrame) -> str:
    first = preset_to_begin(rules, whole=False)
    names = sorted(presets(rules), key=lambda name: name != first)
    found = st.selectbox("评价标准", names, key=state.STANDARD.name, bind="query-params")
    return str(found or names[0])


def _rule(chosen: DataFrame) -> str:
    """Choose one kind or all; the first kind to begin with."""
    words = {rule_id: _words(row) for rule_id, row in chosen.iterrows()}
    options = [*words, ALL_KINDS]
    if state.RULE.is_set() and state.RULE.get() not in options:  # of another standard
        state.RULE.set(options[0])
    return str(
        st.selectbox(
            "设施类别",
            options,
            format_func=lambda rule_id: words.get(rule_id, "全部必配类别（看缺几类）"),
            key=state.RULE.name,
            bind="query-params",
        )
        or ""
    )


def _words(rule: DataFrame) -> str:
    level = "" if rule["level_min"] != rule["level_min"] else f" · {rule['level_min']:g} 分钟圈"
    return f"{rule['kind']}{level}"


def _walk(chosen: DataFrame, rule_id: str) -> float:
    """Metres on foot if they are not the rule's own."""
    if not rule_id:
        st.caption("各类设施按标准表中的步行距离逐级判定，互不替代。")
        return 0.0
    own = float(chosen.loc[rule_id, "radius_m"])
    speed = state.SPEED.get()
    walk = st.number_input(
        f"步行距离（米）· 标准 {own:g}",
        50.0,
        5000.0,
        own,
        50.0,
        format="%.0f",
        key=state.WALK.key(f"{rule_id}-{own:g}").name,
        persist_state="session",
        help=f"按 {speed:g} 米/分，{own:g} 米约 {own / speed:.1f} 分钟",
    )
    return float(walk) if walk and walk != own else 0.0


def _supply() -> Supply:
    """Services that count."""
    options = [TODAY, PLANNED, *(f"方案：{name}" for name in state.SCENARIOS.get())]
    wanted = state.NEXT_SITUATION.take()
    if wanted in options:
        state.SITUATION.set(wanted)
    elif state.SITUATION.get() not in options:
        state.SITUATION.drop()
    when = st.selectbox("设施情景", options, key=state.SITUATION.name, persist_state="session")
    if when == PLANNED:
        return imported_sources.supply(imported_sources.plan_on())
    if when in (None, TODAY):
        return imported_sources.supply()
    return imported_sources.scenario_supply(str(when).removeprefix("方案："))


def _ways() -> Ways:
    """All of it, whichever method is chosen: the comparison of methods needs every part."""
    choice, network = state.METHOD, imported_sources.network()
    offered = cached_analysis.parts().methods(network)
    if choice.get() not in offered:
        choice.drop()
    told = "没有道路数据，不能按路网步行；可在“数据”导入路网"
    lacking = None if choice.options[0] in offered else told
    method = st.selectbox("测距方法", offered, key=choice.name, bind="query-params", help=lacking)
    speed, delay_s = state.SPEED.get(), state.DELAY.get()
    return Ways(method or offered[0], state.DETOUR.get(), speed, delay_s, network)
