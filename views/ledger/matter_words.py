"""One of 问题与协调事项 in words, every value escaped."""

from datetime import date
from html import escape
from typing import Final

from pandas import Series

from geo.schema.records import MATTER_STATES

_MARKS: Final = dict(zip(MATTER_STATES, ("○", "◐", "●"), strict=True))
"""A sign for each state, so that it is not told by colour alone."""

_CLASSES: Final = dict(zip(MATTER_STATES, ("pm-returned", "pm-draft", "pm-accepted"), strict=True))


def matter_html(row: Series, day: date) -> str:
    """Return a matter: its state, kind, words, who handles it until when, and what came of it."""
    state = str(row["state"]) or MATTER_STATES[0]
    due = _due(row, day)
    told = [
        f"办理单位：{row['unit_in_charge']}" if row["unit_in_charge"] else "",
        f"提出 {row['raised']}" if row["raised"] else "",
        due,
    ]
    result = f"<div>办理结果：{escape(str(row['result']))}</div>" if row["result"] else ""
    foot = escape("；".join(each for each in told if each))
    return (
        f'<div class="pm-matter"><span class="pm-review {_CLASSES.get(state, "")}">'
        f"{_MARKS.get(state, '')} {escape(state)}</span> <small>{escape(str(row['kind']))}</small>"
        f"<div>{escape(str(row['told']))}</div>{result}<small>{foot}</small></div>"
    )


def overdue(row: Series, day: date) -> bool:
    """Whether a matter should have been settled before a day, and is not."""
    return bool(row["due"]) and row["state"] != MATTER_STATES[-1] and row["due"] < day.isoformat()


def _due(row: Series, day: date) -> str:
    if not row["due"]:
        return ""
    return f"时限 {row['due']}" + ("，已过时限" if overdue(row, day) else "")
