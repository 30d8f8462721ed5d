"""The choices above the map: standard, kind, distance, how it is measured, before or after."""

from typing import Final

import streamlit as st
from pandas import DataFrame

from geo.lifecircle.question import ALL_KINDS, Question, Settings, Supply, Ways
from geo.lifecircle.rules import preset_rules, preset_to_begin, presets
from geo.lifecircle.weights import weight_columns
from views.circles import own_sources, own_state, work
from views.circles.own_state import PLANNED, TODAY
from views.state.lifecircle import (
    DELAY,
    DETOUR,
    METHOD,
    NEXT_SITUATION,
    RULE,
    RULES,
    SITUATION,
    SPEED,
    STANDARD,
    WALK,
    WEIGHT,
)

_KEEP: Final = "session"


def show() -> Settings:
    """Draw the bar; return what is chosen."""
    columns = st.columns([1.15, 1.25, 1.2, 1.15, 1.25], gap="small", vertical_alignment="bottom")
    rules = work.parts().standard(RULES.get())
    with columns[0]:
        preset = _preset(rules)
    chosen = preset_rules(rules, preset)
    with columns[1]:
        rule_id = _rule(chosen)
    with columns[2]:
        walk_m = _walk(chosen, rule_id)
    with columns[3]:
        method = st.selectbox("测距方法", METHOD.options, key=METHOD.name, bind="query-params")
    with columns[4]:
        supply = _supply()
    question = Question(preset, rule_id, walk_m, RULES.get(), own_sources.demand())
    return Settings(
        question, _ways(method or METHOD.start), supply, _weight(question), own_state.target()
    )


def _weight(question: Question) -> str:
    """Column that weighs the demand, "" where it has none of that name that can."""
    column = WEIGHT.get()
    known = weight_columns(work.parts().demand(question.demand)) if column else ()
    return column if column in known else ""


def _preset(rules: DataFrame) -> str:
    first = preset_to_begin(rules, whole=False)
    names = sorted(presets(rules), key=lambda name: name != first)
    found = st.selectbox("评价标准", names, key=STANDARD.name, bind="query-params")
    return str(found or names[0])


def _rule(chosen: DataFrame) -> str:
    """Choose one kind or all; the first kind to begin with."""
    words = {rule_id: _words(row) for rule_id, row in chosen.iterrows()}
    options = [*words, ALL_KINDS]
    if RULE.is_set() and RULE.get() not in options:  # of another standard
        RULE.set(options[0])
    return str(
        st.selectbox(
            "设施类别",
            options,
            format_func=lambda rule_id: words.get(rule_id, "全部必配类别（看缺几类）"),
            key=RULE.name,
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
    speed = SPEED.get()
    walk = st.number_input(
        f"步行距离（米）· 标准 {own:g}",
        50.0,
        5000.0,
        own,
        50.0,
        format="%.0f",
        key=WALK.key(f"{rule_id}-{own:g}").name,
        persist_state=_KEEP,
        help=f"按 {speed:g} 米/分，{own:g} 米约 {own / speed:.1f} 分钟",
    )
    return float(walk) if walk and walk != own else 0.0


def _supply() -> Supply:
    """Services that count."""
    names = own_state.scenario_names()
    options = [TODAY, PLANNED, *(f"方案：{name}" for name in names)]
    wanted = NEXT_SITUATION.take()
    if wanted in options:
        SITUATION.set(wanted)
    elif SITUATION.get() not in options:
        SITUATION.drop()
    when = st.selectbox("设施情景", options, key=SITUATION.name, persist_state=_KEEP)
    if when == PLANNED:
        return own_sources.supply(own_state.plan_on())
    if when in (None, TODAY):
        return own_sources.supply()
    return own_sources.scenario_supply(str(when).removeprefix("方案："))


def _ways(method: str) -> Ways:
    """All of it, whichever method is chosen: the comparison of methods needs every part."""
    return Ways(
        method=method,
        detour=DETOUR.get(),
        speed_m_per_min=SPEED.get(),
        delay_s=DELAY.get(),
        network=own_sources.network(),
    )
