"""某日的状态: a slider over the days of changes, a box for any other day, and the way back.

What lies in the past is only looked at; the bar says so in words and by its colour.
"""

from collections.abc import Callable
from datetime import date, timedelta
from html import escape
from typing import Final

import streamlit as st

from geo.errors import DataError
from views import as_of
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.ledger import change_days, day_box
from views.state.ledger import AS_OF, THEN_DAY, THEN_STEP, THEN_TURN

NOW: Final = "现在"


def beside(draw: Callable[[], None]) -> None:
    """Draw something with the bar at its right, below it where there is no room."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="pm-row"):
        with st.container(width="content", gap="small"):
            draw()
        show()


def show() -> None:
    """Draw the bar; nothing where nobody has written yet and no other day is looked at."""
    shown = as_of.day()
    if not change_days.ever() and shown is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="pm-day"):
        words = as_of.words()
        if words:
            st.html(f'<b class="pm-past">{escape(words)}</b>，只供查看', width="content")
        else:
            st.html("台账截至", width="content")
        _slider(_days(shown), shown)
        with st.popover("选日期", key=f"then-{THEN_TURN.get()}"):
            _box(shown)
        if shown:
            st.button("回到现在", key="then-back", type="primary", on_click=as_of.back)


def _days(shown: date | None) -> list[date]:
    """Days to choose among, the one that is looked at among them."""
    return sorted({*change_days.past(), *([shown] if shown else [])})


def _slider(days: list[date], shown: date | None) -> None:
    if not days:
        return
    names = [*(day.isoformat() for day in days), NOW]
    THEN_STEP.set(shown.isoformat() if shown else NOW)
    place = names.index(THEN_STEP.get())
    _step("上一次", names, place - 1)
    st.select_slider(
        "台账日期（有改动的日子）", names, key=THEN_STEP.name, on_change=_slid,
        label_visibility="collapsed", width="stretch",
    )  # fmt: skip
    _step("下一次", names, place + 1)


def _step(told: str, names: list[str], to: int) -> None:
    there = 0 <= to < len(names)
    st.button(
        escape_markdown(told), key=f"then-{told}", disabled=not there, on_click=_go,
        args=(names[to] if there else NOW,),
    )  # fmt: skip


def _slid() -> None:
    _go(THEN_STEP.get())


def _go(name: str) -> None:
    """Look at the day of a name, or at what is now."""
    if name == NOW:
        as_of.back()
    else:
        AS_OF.set(date.fromisoformat(name))


def _box(shown: date | None) -> None:
    """Draw the box for a day of one's own."""
    yesterday = change_days.today() - timedelta(days=1)
    st.caption("地图、表格、统计、出图和导出都按那一天结束时的台账显示，只供查看。")
    day_box.draw("日期", THEN_DAY, shown or yesterday)
    if st.button("查看当日", key="then-go", type="primary"):
        with guarded("某日的状态"):
            _look(day_box.day_of(THEN_DAY.get()), yesterday)


def _look(chosen: date, last: date) -> None:
    if chosen > last:
        raise DataError(f"请选 {last.isoformat()} 或更早的日期；今天的就是现在的状态")
    AS_OF.set(chosen)
    THEN_TURN.set(THEN_TURN.get() + 1)
    st.rerun(scope="app")
