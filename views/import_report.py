"""What reading the last file met: every kind of finding with its count and first rows."""

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st
from pandas import DataFrame

from geo.exporting.csv_text import csv_text
from views import downloads
from views.escape_markdown import escape_markdown
from views.state.imported import REPORT

if TYPE_CHECKING:
    from geo.importing.model import Incoming, Issue

_NUMBER = ("编号", "要素编号", "行的编号", "行号", "序号", "读入编号", "No.")
"""Names for the column of ids, of which the layer's own first six columns leave one free."""

_MOST_ROWS = 20_000
"""Rows without a place that are kept for the planner to take away."""


def keep(place: str, title: str, done: "Incoming", datum_hint: str) -> None:
    """Keep the report of a layer that was read at a place, as plain values for the next runs."""
    told = {
        "place": place,
        "title": title,
        "words": _words(done),
        "placed": done.report.placed,
        "fresh": True,
        "hint": datum_hint,
        "issues": [_plain(issue) for issue in done.report.issues],
        "notes": [*map(str, done.notes), *_shifted(done)],
        "unplaced": done.unplaced.head(_MOST_ROWS),
    }
    REPORT.set(told)


def _shifted(done: "Incoming") -> list[str]:
    """Say from which datum the places were shifted."""
    from geo.datums import DATUMS  # noqa: PLC0415 - read when a file comes

    datum = done.choices.datum
    return [] if datum == DATUMS[0] else [f"坐标来源：{datum}，已纠偏"]


def _words(done: "Incoming") -> str:
    if not done.report.placed:
        return f"{done.report.rows:,} 行都没有可用的位置，没有上图，也没有用于任何分析。"
    return (
        f"读入 {done.report.rows:,} 行，上图 {done.report.placed:,} 处，"
        f"无位置 {len(done.unplaced):,} 行。"
    )


def _plain(issue: "Issue") -> dict[str, Any]:
    columns = [str(name) for name in issue.first.columns]
    number = next(name for name in _NUMBER if name not in columns)
    cells = issue.first.astype("str").to_numpy().tolist()
    rows = zip(issue.first.index, cells, strict=True)
    return {
        "text": issue.text,
        "count": int(issue.count),
        "columns": [number, *columns],
        "rows": [[str(name), *row] for name, row in rows],
    }


def show(place: str) -> None:
    """Draw the report of the last file that was read in, where it was."""
    told = REPORT.get()
    if not told or told["place"] != place:
        return
    _outcome(told)
    if told["issues"]:
        st.caption("检查与修复（没有一行被悄悄丢掉；展开可看前几行）")
    for at, issue in enumerate(told["issues"]):
        with st.expander(escape_markdown(f"{issue['text']}：{issue['count']:,}")):
            table = DataFrame(issue["rows"], columns=issue["columns"])
            st.dataframe(table, hide_index=True, key=f"in-issue-{at}", placeholder="")
    if len(told["unplaced"]):
        with downloads.row() as row:
            make = partial(csv_text, told["unplaced"])
            row.button("未上图的行（CSV）", make, "未上图的行.csv", key="in-unplaced")
    for note in told["notes"]:
        st.caption(escape_markdown(note))


def _outcome(told: dict[str, Any]) -> None:
    """Say what came of it, and of the datum; once in view, for the report may lie out of sight."""
    words = escape_markdown(f"{told['title']}：{told['words']}")
    (st.success if told["placed"] else st.warning)(words)
    if told["hint"]:
        st.warning(escape_markdown(told["hint"]))
    if told["fresh"]:
        st.toast(words)
        if told["hint"]:
            st.toast(escape_markdown(told["hint"]))
        REPORT.set(told | {"fresh": False})
