"""问题与协调事项 on the card of an item: each with its state, added, handled and settled there."""

from secrets import token_hex
from typing import Final

import streamlit as st
from pandas import DataFrame, Series

from geo.schema.records import MATTER_STATES
from views import cache, writer
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown, strong
from views.ledger import entry_form, open_entries
from views.ledger.matter_words import matter_html, overdue
from views.local_time import today

TABLE: Final = "matters"
TITLE: Final = "问题与协调事项"
SETTLED: Final = MATTER_STATES[-1]


def show(item: str) -> None:
    """Draw what stands in the way of an item of the plan, with what can be done about it."""
    with guarded(TITLE):
        mine = of_item(item)
        settled = mine["state"] == SETTLED
        _head(item, mine[~settled])
        for key, row in mine[~settled].iterrows():
            _one(str(key), row)
        for key in open_entries.new_of(TABLE, item):
            entry_form.show(TABLE, key)
        if settled.any():
            with st.expander(f"已办结 {int(settled.sum())} 件"):
                for key, row in mine[settled].iterrows():
                    _one(str(key), row)


def of_item(item: str) -> DataFrame:
    """Return the matters of an item, the ones due first before those without a day."""
    rows = cache.plan().rows(TABLE)
    mine = rows[rows["item"] == item]
    return mine.iloc[(mine["due"].where(mine["due"] != "", "9999")).argsort(kind="stable")]


def _head(item: str, unsettled: DataFrame) -> None:
    late = sum(overdue(row, today()) for _, row in unsettled.iterrows())
    count = f"{len(unsettled)} 件未办结" if len(unsettled) else ""
    told = "，".join(each for each in (count, f"{late} 件已过时限" if late else "") if each)
    may = writer.may_edit().may
    if not may and not told:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(f"{strong(TITLE)} {escape_markdown(told or '无')}")
        if may:
            st.button("添加", key="matter-add", on_click=_add, args=(item,))


def _one(key: str, row: Series) -> None:
    st.html(matter_html(row, today()))
    if open_entries.is_open(TABLE, key):
        entry_form.show(TABLE, key)
    elif writer.may_edit().may:
        with st.container(horizontal=True, gap="small", key=f"matter-acts-{key}"):
            st.button("办理", key=f"matter-edit-{key}", on_click=open_entries.open_at,
                      args=(TABLE, key))  # fmt: skip
            if row["state"] != SETTLED:
                st.button("办结", key=f"matter-settle-{key}", on_click=_settle, args=(key,))


def _add(item: str) -> None:
    """Open the form of a new matter."""
    key = f"M-{token_hex(4)}"
    open_entries.open_at(TABLE, key)
    open_entries.box(key, "item").set(item)
    open_entries.box(key, "raised").set(today().isoformat())


def _settle(key: str) -> None:
    open_entries.open_at(TABLE, key)
    open_entries.box(key, "state").set(SETTLED)
