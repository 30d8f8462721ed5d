"""A box for a day, read in the ways that people write one; Streamlit's calendar speaks English."""

import re
from datetime import date
from typing import Final

import streamlit as st

from geo.errors import DataError
from views.escape_markdown import escape_markdown
from views.state.model import Key

_PARTS: Final = re.compile(r"(\d{4})\D{0,3}(\d{1,2})\D{0,3}(\d{1,2})\D{0,3}")

_FIRST_YEAR: Final = 1990
_LAST_YEAR: Final = 2200
"""Years in which a ledger is kept (`geo.ledger.times`)."""


def day_of(text: str) -> date:
    """Return the day of `2026-11-10`, `2026/11/10`, `20261110` or `2026年11月10日`.

    Raises
    ------
    DataError
        If it is none, or no day of the years of which a ledger can tell.
    """
    found = _PARTS.fullmatch(text.strip())
    try:
        day = date(*(int(each) for each in found.groups())) if found else date(0, 1, 1)
    except ValueError:
        raise DataError(f"“{text[:20]}”不是日期；请写作 2026-11-10") from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise DataError(f"{day} 不在 {_FIRST_YEAR} 年至 {_LAST_YEAR} 年之间；请核对年份")
    return day


def draw(label: str, key: Key[str], start: date) -> None:
    """Draw the box, with a day in it to begin with."""
    key.begin(start.isoformat())
    st.text_input(
        escape_markdown(label), key=key.name, max_chars=20, placeholder="如 2026-11-10",
        persist_state="session",
    )  # fmt: skip
