"""The days of which the history is shown, as the reader's clock has them."""

from datetime import date, datetime, timedelta
from typing import Final

import streamlit as st

from geo.ledger.history import EVER, Period
from views.error_boundary import guarded
from views.ledger import day_box
from views.ledger.recent import period_of
from views.local_time import zone
from views.state import ledger as state

_BACK: Final = {state.TODAY: 0, state.WEEK: 6, state.MONTH: 29}
"""Days before today with which each begins."""


def period(when: str) -> Period:
    """Return the period that a choice means; draw the two days where they are chosen."""
    today = datetime.now(zone()).date()
    if when in _BACK:
        return period_of(today - timedelta(days=_BACK[when]), None)
    if when == state.YEAR:
        return period_of(today.replace(month=1, day=1), None)
    return _days(today) if when == state.DAYS else EVER


def _days(today: date) -> Period:
    left, right = st.columns(2, gap="small")
    with left:
        day_box.draw("自", state.FIRST_DAY, today - timedelta(days=30))
    with right:
        day_box.draw("至", state.LAST_DAY, today)
    with guarded("日期"):
        return period_of(
            day_box.day_of(state.FIRST_DAY.get()), day_box.day_of(state.LAST_DAY.get())
        )
    return EVER
