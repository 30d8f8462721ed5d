"""Times as the clock on the reader's wall shows them."""

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def zone() -> tzinfo | None:
    """Return the zone that the browser names, None for this machine's."""
    named = st.context.timezone
    try:
        return ZoneInfo(named) if named else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def time_words(at: datetime) -> str:
    """Return an aware time as `2026-11-28 18:05`."""
    return at.astimezone(zone()).strftime("%Y-%m-%d %H:%M")


def today() -> date:
    """Return the day on that clock."""
    return datetime.now(zone()).date()
