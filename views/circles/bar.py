"""The choices above the map: standard, kind, distance, how it is measured, before or after."""

from typing import Final

import streamlit as st
from pandas import DataFrame

from geo.lifecircle.question import (
    ALL_KINDS,
    METHODS,
    NETWORK,
    Question,
    Settings,
    Supply,
    Ways,
)
from geo.lifecircle.rules import preset_rules, preset_to_begin, presets
from views.circles import own_sources, own_state, work
from views.circles.own_state import PLANNED, TODAY

_KEEP: Final = "session"


def show() -> Settings:
    """Draw the bar; return what is chosen."""
    columns = st.columns([1.15, 1.25, 1.2, 1.15, 1.25], gap="small", vertical_alignment="bottom")
    rules = work.parts().standard(own_state.edited_rules())
    with columns[0]:
        preset = _preset(rules)
    chosen = preset_rules(rules, preset)
    with columns[1]:
        rule_id = _rule(chosen)
    with columns[2]:
        walk_m = _walk(chosen, rule_id)
    with columns[3]:
        method = st.selectbox("测距方法", METHODS, key="lc-how", bind="query-params") or NETWORK
    with columns[4]:
        supply = _supply()
    question = Question(preset, rule_id, walk_m, own_state.edited_rules(), own_sources.demand())
    return Settings(question, _ways(method), supply, own_state.weight(), own_state.target())


def _preset(rules: DataFrame) -> str:
    first = preset_to_begin(rules, whole=False)
    names = sorted(presets(rules), key=lambda name: name != first)
    found = st.selectbox("评价标准", names, key="lc-std", bind="query-params")
    return str(found or names[0])


def _rule(chosen: DataFrame) -> str:
    """Choose one kind or all; the first kind to begin with."""
    words = {rule_id: _words(row) for rule_id, row in chosen.iterrows()}
    options = [*words, ALL_KINDS]
    if st.session_state.get("lc-svc", ALL_KINDS) not in options:  # of another standard
        st.session_state["lc-svc"] = options[0]
    return str(
        st.selectbox(
            "设施类别",
            options,
            format_func=lambda rule_id: words.get(rule_id, "全部必配类别（看缺几类）"),
            key="lc-svc",
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
    speed = own_state.speed()
    walk = st.number_input(
        f"步行距离（米）· 标准 {own:g}",
        50.0,
        5000.0,
        own,
        50.0,
        format="%.0f",
        key=f"lc-walk-{rule_id}-{own:g}",
        persist_state=_KEEP,
        help=f"按 {speed:g} 米/分，{own:g} 米约 {own / speed:.1f} 分钟",
    )
    return float(walk) if walk and walk != own else 0.0


def _supply() -> Supply:
    """Services that count."""
    names = own_state.scenario_names()
    options = [TODAY, PLANNED, *(f"方案：{name}" for name in names)]
    wanted = st.session_state.pop("lc-next-when", None)
    if wanted in options:
        st.session_state["lc-when"] = wanted
    elif st.session_state.get("lc-when") not in options:
        st.session_state.pop("lc-when", None)
    when = st.selectbox("设施情景", options, key="lc-when", persist_state=_KEEP)
    if when == PLANNED:
        return own_sources.supply(own_state.plan_on())
    if when in (None, TODAY):
        return own_sources.supply()
    return own_sources.scenario_supply(str(when).removeprefix("方案："))


def _ways(method: str) -> Ways:
    """All of it, whichever method is chosen: the comparison of methods needs every part."""
    return Ways(
        method=method,
        detour=own_state.detour(),
        speed_m_per_min=own_state.speed(),
        delay_s=own_state.delay(),
        network=own_sources.network(),
    )
