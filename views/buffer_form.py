"""The widgets of the buffer analysis."""

import re
from typing import Final

import streamlit as st

from geo.district import DISTRICT
from geo.errors import DataError
from geo.walk_thresholds import WalkThresholds, by_levels, by_metres, by_speed
from layers import facilities
from views import cache
from views.buffer_state import RingChoice, choices_of_origins, keep
from views.escape_markdown import escape_markdown
from views.state import plan_map
from views.state.plan_map import BY_LEVEL, BY_SPEED, RING_METRES, RING_ON

_KEEP: Final = "session"


def _first_origins() -> list[str]:
    """Layers that are buffered to begin with: what the district tells of, else the services."""
    told = [layer.title for layer in DISTRICT.layer if layer.buffered]
    return told or [facilities.SPEC.title]


def show() -> RingChoice | None:
    """Draw the widgets; return and keep what they ask for, None while it is switched off."""
    chosen = st.multiselect(
        "缓冲对象（图层、筛选结果或选中的要素）",
        choices_of_origins(),
        default=_first_origins(),
        key=plan_map.RING_ORIGINS.name,
        placeholder="请选择",
        select_all=False,
        persist_state=_KEEP,
    )
    how = plan_map.RING_DISTANCE.segmented_control("距离", persist_state=_KEEP)
    reach_box = st.container()
    with st.expander("绕行系数、合并方式与显示"):
        on = st.toggle(
            "在地图上显示缓冲圈",
            RING_ON.start,
            key=RING_ON.name,
            persist_state=_KEEP,
        )
        detour = plan_map.RING_DETOUR.number_input("绕行系数（步行距离 ÷ 直线距离，常用 1.3）", 0.1)
        mode = plan_map.RING_MODE.segmented_control("缓冲圈", persist_state=_KEEP)
    with reach_box:
        reach = _reach(str(how), detour)
    if not (reach.walks_m and chosen):
        st.info("请至少选一个缓冲对象和一个距离。")
        keep(None)
        return None
    choice = RingChoice(tuple(chosen), reach.walks_m, reach.detour_factor, str(mode))
    keep(choice if on else None)
    return choice


def _reach(how: str, detour: float) -> WalkThresholds:
    if how == BY_LEVEL:
        return _standard(detour)
    if how == BY_SPEED:
        speed = plan_map.RING_SPEED.number_input("步速（米/分）", 5.0)
        minutes = st.pills(
            "时间（分钟）",
            plan_map.MINUTES,
            selection_mode="multi",
            default=plan_map.RING_MINUTES.start,
            key=plan_map.RING_MINUTES.name,
            persist_state=_KEEP,
        )
        return by_speed(speed, minutes or (), detour_factor=detour)
    text = st.text_input(
        "米数，可填多个",
        RING_METRES.start,
        key=RING_METRES.name,
        persist_state=_KEEP,
    )
    return by_metres(metres_of(text or ""), detour_factor=detour)


def _standard(detour: float) -> WalkThresholds:
    table = cache.standards().levels
    names = {
        float(row.minutes): f"{row.minutes:g} 分钟 · {row.distance_m:g} 米"
        for row in table.itertuples()
    }
    picked = st.pills(
        "生活圈",
        list(names),
        selection_mode="multi",
        default=plan_map.RING_LEVELS.start,
        format_func=names.__getitem__,
        key=plan_map.RING_LEVELS.name,
        persist_state=_KEEP,
    )
    marks = "；".join(f"{row.minutes:g} 分钟{row.checked}" for row in table.itertuples())
    source = escape_markdown(table["source"].iloc[0])
    st.caption(f"依据 {source}（{escape_markdown(marks)}）。标准所指为步行距离。")
    return by_levels(table, picked or (), detour_factor=detour)


def metres_of(text: str) -> list[float]:
    """Return the metres that a planner typed, separated by anything.

    Raises
    ------
    DataError
        If a part is not a number.
    """
    parts = [part for part in re.split(r"[\s,，、;；]+", text.strip()) if part]
    try:
        return [float(part.removesuffix("米").removesuffix("m")) for part in parts]
    except ValueError:
        raise DataError(f"“{text[:40]}”不全是数字；请填如 300、500、1000 的米数") from None
