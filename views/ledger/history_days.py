"""The days of which the history is shown, as the reader's clock has them."""

from datetime import date, datetime, timedelta
from typing import Final

import streamlit as st

from geo.ledger.history import EVER, Period
from views.ledger.recent import period_of
from views.local_time import zone
from views.state import ledger as state
from views.state.model import Key

_BACK: Final = {state.TODAY: 0, state.WEEK: 6, state.MONTH: 29}
"""Days before today with which each begins."""


def period(when: str) -> Period:
    """Return the period that a choice means; draw the two days where they are chosen."""
    today = datetime.now(zone()).date()
    if when in _BACK:
        return period_of(today - timedelta(days=_BACK[when]), None)
    if when == state.YEAR:
        return period_of(today.replace(month=1, day=1), None)
    if when == state.DAYS:
        left, right = st.columns(2, gap="small")
        with left:
            first = _day("自", state.FIRST_DAY, today - timedelta(days=30))
        with right:
            last = _day("至", state.LAST_DAY, today)
        return period_of(first, last)
    return EVER


def _day(label: str, key: Key[date | None], start: date) -> date:
    key.begin(start)
    return st.date_input(label, key=key.name, format="YYYY-MM-DD", persist_state="session") or start
