"""甘特: planned and actual time of items against the years of the plan."""

from collections.abc import Mapping
from functools import partial
from typing import Final, Literal

import streamlit as st

from geo.monitoring.standing import Standing
from geo.monitoring.timeline import Timeline, timeline
from views import cache, selected_feature
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.filter_form import BIND, current
from views.ledger.change_acts import layer_of
from views.monitoring import (
    board_rows,
    figures,
    item_list,
    timeline_chart,
    timeline_rows,
    vega,
)
from views.monitoring.board_rows import Pick
from views.state.monitoring_timeline import BY, COLUMN, NONE, UNIT, ZONE
from views.state.plan_map import BARS, PICK

_TALLEST: Final = 560
_MOST_NAMED: Final = 300

_DIMENSION: Final = {COLUMN: "column", UNIT: "lead_unit", ZONE: "zone", NONE: ""}
_FIELD: Final = {"column": "column", "lead_unit": "lead_unit", "zone": "zones"}


def show() -> None:
    """Draw the timeline of the items that pass the filter, those without dates, the items."""
    of = figures.of(current())
    found = timeline(of, figures.series())
    by = BY.segmented_control("甘特按", label_visibility="collapsed", bind=BIND)
    with guarded("甘特"):
        _drawn(found, of, _DIMENSION[by])
    _undated(found, of)
    item_list.show()


def _drawn(found: Timeline, of: Standing, by: str) -> None:
    if found.bars.empty:
        st.info(
            "这些项目都还没有填报日期，甘特图上没有可画的。在下面的项目表中点一行，"
            "按卡片上的“填报”写下计划开工、计划完工和实际日期。"
        )
        return
    laid = timeline_rows.laid(found, of, by)
    _legend()
    with st.container(height=_height(laid.rows), border=False, key="gantt-box"):
        st.html(timeline_chart.axis_html(laid.first, laid.last, found.today))
        chosen = selected_feature.current(cache.plan())
        key = f"gantt-{BARS.get()}"
        item = chosen.feature_id if chosen else ""
        drawn = timeline_chart.chart(laid, (found.first, found.last), found.today, item)
        groups = {
            str(value): board_rows.group_pick(_FIELD[by], str(value))
            for value in (of.titles[by] if by else ())
        }
        vega.draw(drawn, key, partial(_picked, key, groups), "各项目计划与实际的起止时间")
    st.caption("点一项即选中它；点组名按该组筛选，下面的项目表和“一张图”随之变化。")


def _legend() -> None:
    st.html(
        '<div class="pm-key" aria-label="图例">'
        '<span><i class="pm-planned"></i>计划（空心）</span>'
        '<span><i class="pm-actual"></i>实际（实心）</span>'
        "<span>► 未完工，画到当日</span><span>◇ ◆ 只填了一个日期</span>"
        '<span class="pm-goal">▽ 年度目标</span><span class="pm-today">│ 当日</span></div>'
    )


def _picked(key: str, groups: Mapping[str, Pick]) -> None:
    kind, _, name = vega.to_of(key).partition(":")
    if kind == "g" and name in groups:
        PICK.set([(field, list(values)) for field, values in groups[name]])
    elif kind == "i" and name in cache.plan().projects.index:
        selected_feature.select(layer_of("projects", name), name)
        selected_feature.fly_to(cache.plan().projects.loc[[name]])
    BARS.set(BARS.get() + 1)


def _height(rows: int) -> int | Literal["content"]:
    return _TALLEST if rows * timeline_chart.STEP > _TALLEST else "content"


def _undated(found: Timeline, of: Standing) -> None:
    """List the items of which no date was told."""
    number = len(found.undated)
    if not number:
        return
    with st.expander(f"日期未填报 {number} 项，未画在图上"):
        names = of.rows["name"].loc[found.undated[:_MOST_NAMED]]
        more = f"等 {number} 项" if number > _MOST_NAMED else ""
        st.markdown(escape_markdown("、".join(map(str, names)) + more))
