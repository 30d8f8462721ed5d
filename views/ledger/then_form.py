"""某日的状态: choose a day, and the banner that says which one is looked at and leads back."""

from datetime import date, datetime, timedelta

import streamlit as st

from geo.errors import DataError
from views import as_of
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.ledger import day_box
from views.local_time import zone
from views.state.ledger import AS_OF, THEN_DAY, THEN_TURN


def show() -> None:
    """Draw the choice of a day behind a button."""
    yesterday = datetime.now(zone()).date() - timedelta(days=1)
    with st.popover("某日的状态", key=f"then-{THEN_TURN.get()}"):
        st.caption("地图、表格、统计、出图和导出都按那一天结束时的台账显示，只供查看。")
        day_box.draw("日期", THEN_DAY, as_of.day() or yesterday)
        if st.button("查看当日", key="then-go", type="primary"):
            with guarded("某日的状态"):
                _go(day_box.day_of(THEN_DAY.get()), yesterday)


def banner() -> None:
    """Say which day is looked at, with the way back; nothing where it is now."""
    words = as_of.words()
    if not words:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="pm-then"):
        st.markdown(f"**{escape_markdown(words)}** 的状态，只供查看；其后的改动不在图表中。")
        st.button("回到现在", key="then-back", type="primary", on_click=as_of.back)


def _go(chosen: date, last: date) -> None:
    if chosen > last:
        raise DataError(f"请选 {last.isoformat()} 或更早的日期；今天的就是现在的状态")
    AS_OF.set(chosen)
    THEN_TURN.set(THEN_TURN.get() + 1)
    st.rerun(scope="app")
