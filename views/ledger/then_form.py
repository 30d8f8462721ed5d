"""某日的状态: choose a day, and the banner that says which one is looked at and leads back."""

from datetime import datetime

import streamlit as st

from views import as_of
from views.escape_markdown import escape_markdown
from views.local_time import zone
from views.state.ledger import AS_OF, THEN_DAY


def show() -> None:
    """Draw the choice of a day behind a button."""
    today = datetime.now(zone()).date()
    with st.popover("某日的状态", key="then"):
        st.caption("地图、表格、统计、出图和导出都按那一天结束时的台账显示，只供查看。")
        THEN_DAY.begin(as_of.day() or today)
        st.date_input("日期", max_value=today, key=THEN_DAY.name, format="YYYY-MM-DD")
        st.button("查看当日", key="then-go", type="primary", on_click=_go)


def banner() -> None:
    """Say which day is looked at, with the way back; nothing where it is now."""
    words = as_of.words()
    if not words:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="pm-then"):
        st.markdown(f"**{escape_markdown(words)}** 的状态，只供查看；其后的改动不在图表中。")
        st.button("回到现在", key="then-back", type="primary", on_click=as_of.back)


def _go() -> None:
    """Look at the day; today is now."""
    chosen = THEN_DAY.get()
    AS_OF.set(chosen if chosen and chosen < datetime.now(zone()).date() else None)
