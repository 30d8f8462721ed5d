"""看板: how far the items are, by 专栏, zone, unit and year; each bar filters map and table."""

from collections.abc import Mapping
from functools import partial
from html import escape
from typing import Final, Literal, NamedTuple

import streamlit as st
from pandas import DataFrame, Series

from geo.monitoring.boards import STATE_COLUMNS, board, by_year, whole
from geo.schema import UNREPORTED
from layers.styles import palette
from layers.themes import BY_STATE, BY_THEME
from views.error_boundary import guarded
from views.filter_form import BIND, current
from views.monitoring import board_charts, board_rows, figures, item_list, tiles, vega
from views.monitoring.board_rows import Drawn, Group, Pick
from views.monitoring.vega import Part
from views.state.monitoring_boards import BY, BY_YEAR, COLUMN, UNIT, YEAR, ZONE
from views.state.plan_map import BARS, PALETTE, PICK

_PALE: Final = "#e3e7ec"

_TALLEST: Final = 470
"""Pixels of the charts; more groups are scrolled."""

_EMPTY: Final = (
    "还没有人填报，所以各项都是“未填报”。从这里开始：在下面的项目表中点一行，按卡片上的“填报”"
    "写下状态、日期和投资；要一次填许多项，用“填报表”，或把表发给各单位填好再收回。"
)


_DATED: Final = {
    "planned_starts": "计划开工",
    "starts": "开工",
    "planned_finishes": "计划完工",
    "finishes": "完工",
}


_HOW: Final = (
    "点条形、标题或数字即按它筛选，下面的项目表和“一张图”随之变化；再到上方筛选条中取消。"
    "投资图虚线框为年度计划，实心为当年完成，括号内是填报的项数；“含以往”的项此前没有填过累计完成，"
    "完成数里含以前年度。"
)


_MORE: Final = {
    ZONE: "跨几个分区的项目在每个分区各计一次。",
    BY_YEAR: "状态是年末的（当年是当日的）；点一年，只留计划当年完工的项目。",
}


class _By(NamedTuple):
    """How items are grouped: dimension of the boards, field of the filter."""

    dimension: str
    field: str


_BY: Final[Mapping[str, _By]] = {
    COLUMN: _By("column", "column"),
    ZONE: _By("zone", "zones"),
    UNIT: _By("lead_unit", "lead_unit"),
}


def show() -> None:
    """Draw the boards of the items that pass the filter, and the items."""
    of = figures.of(current())
    everything = whole(of).iloc[0]
    tiles.show(everything)
    if not (of.rows["reported"].any() or board_rows.has_money(whole(of))):
        st.info(_EMPTY)
    with guarded("看板"):
        _board()
    item_list.show()


def _board() -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        by = BY.segmented_control(
            "看板按", label_visibility="collapsed", bind=BIND, width="content"
        )
        if by != BY_YEAR:
            _year()
    found = _yearly() if by == BY_YEAR else _grouped(_BY[by])
    if found is None:
        return
    rows, groups, years = found
    if rows.empty:
        st.info("没有符合条件的项目。")
        return
    st.caption(f"{_HOW}{_MORE.get(by, '')}")
    states = board_rows.states(rows, groups)
    if by == BY_YEAR:
        states = board_rows.by_group(states, groups)
    colours = _colours()
    there = states.layers["segments"].get("state", ())
    st.html(states_html({each: colours[each] for each in STATE_COLUMNS if each in set(there)}))
    with st.container(height=_height(len(rows)), border=False, key="board-box"):
        left, right = st.columns(2, gap="medium")
        with left, guarded("状态"):
            _chart("states", board_charts.states(states, colours), states, "各组项目的状态")
        with right, guarded("投资"):
            _money(rows, groups, years)
    _numbers(rows, groups)


def _numbers(rows: DataFrame, groups: list[Group]) -> None:
    """Draw the same in numbers: to be read out, or copied."""
    with st.expander("看板数字"):
        table = board_rows.numbers(rows.assign(title=[group.title for group in groups]))
        st.dataframe(table.rename(columns={"": BY.get()}), hide_index=True, placeholder="")


def _year() -> None:
    now = figures.year_of_now()
    words = {each: f"{each or now} 年计划" for each in YEAR.options if each != str(now)}
    if YEAR.get() not in words:
        YEAR.reset()
    st.selectbox(
        "年度",
        list(words),
        format_func=words.__getitem__,
        key=YEAR.name,
        label_visibility="collapsed",
        bind=BIND,
        width=190,
    )


def _grouped(by: _By) -> tuple[DataFrame, list[Group], list[int]]:
    rows = board(figures.of(current(), besides=by.field), by.dimension)
    rows = rows[rows["items"] > 0]
    groups = [
        Group(
            str(row["title"]),
            _short(by, str(value), str(row["title"])),
            board_rows.group_pick(by.field, str(value)),
        )
        for value, row in rows.iterrows()
    ]
    return rows, groups, [figures.moment().of_year] * len(rows)


def _yearly() -> tuple[DataFrame, list[Group], list[int]]:
    rows = by_year(figures.of(current(), besides="due_year"), figures.series())
    groups = [
        Group(
            f"{year} 年：{_dated(row)}",
            "",
            board_rows.group_pick("due_year", str(year)) if row["planned_finishes"] else (),
        )
        for year, row in rows.iterrows()
    ]
    return rows, groups, list(rows.index)


def _dated(row: Series) -> str:
    """What was to begin and to end in a year, and what did."""
    return "、".join(f"{word} {int(row[name])}" for name, word in _DATED.items())


def _short(by: _By, value: str, title: str) -> str:
    return value if by.field == "column" else title


def _money(rows: DataFrame, groups: list[Group], years: list[int]) -> None:
    if not board_rows.has_money(rows):
        st.caption("投资：年度计划和累计完成都未填报。")
        return
    drawn = board_rows.money(rows, groups, years)
    _chart("money", board_charts.money(drawn), drawn, "各组年度计划与当年完成的投资")


def _chart(name: str, chart: Part, drawn: Drawn, words: str) -> None:
    key = f"board-{name}-{BARS.get()}"
    vega.draw(chart, key, partial(_picked, key, dict(drawn.picks)), words)


def _picked(key: str, picks: Mapping[str, Pick]) -> None:
    if pick := picks.get(vega.to_of(key)):
        PICK.set([(field, list(values)) for field, values in pick])
    BARS.set(BARS.get() + 1)


def _colours() -> dict[str, str]:
    """Colour of each state, that of the map; 未填报 is pale, for there is nothing to be seen."""
    colours = palette(PALETTE.get())
    told = {each.title: colours[each.colour] for each in BY_THEME[BY_STATE].symbols}
    return {**told, UNREPORTED: _PALE}


def states_html(colours: Mapping[str, str]) -> str:
    """Return the legend of states as HTML; a colour by state."""
    entries = (
        f'<span><i style="background: {escape(colour)}"></i>{escape(state)}</span>'
        for state, colour in colours.items()
    )
    return f'<div class="pm-key pm-states" aria-label="图例">{"".join(entries)}</div>'


def _height(rows: int) -> int | Literal["content"]:
    return _TALLEST if rows * board_charts.STEP > _TALLEST else "content"
