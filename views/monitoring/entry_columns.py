"""Which columns 填报表 shows: headings of the form, and of goals and sums which years and funds."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import streamlit as st

from geo.district import DISTRICT
from geo.plan_data import PlanData
from geo.schema import Column
from views.escape_markdown import escape_markdown
from views.monitoring import entry_cells
from views.state.monitoring_entry import FUNDS, GROUPS, YEARS

LAST: Final = "备注"
"""Heading of the columns without one."""


def groups() -> tuple[str, ...]:
    """Return the headings in the order of the form."""
    told = dict.fromkeys(each.group or LAST for each in entry_cells.columns())
    return (*(each for each in told if each != LAST), *(each for each in told if each == LAST))


def choose(plan: PlanData) -> tuple[Column, ...]:
    """Draw the choice of columns; return those that are shown, at least one."""
    names = groups()
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        GROUPS.begin([names[0]])
        st.pills("列", names, selection_mode="multi", key=GROUPS.name, format_func=escape_markdown)
        chosen = [each for each in names if each in GROUPS.get()] or [names[0]]
        shown = [each for each in entry_cells.columns() if (each.group or LAST) in chosen]
        years = _years(shown)
        funds = _funds(plan, shown)
    return tuple(each for each in shown if _is_of(each, years, funds))


def reveal(columns: Sequence[Column]) -> None:
    """Let the table show columns; before the choice is drawn."""
    names = {each.group or LAST for each in columns}
    GROUPS.set([each for each in groups() if each in {*GROUPS.get(), *names}])
    parts = [each.part for each in columns if each.part is not None]
    if funds := [each.fund for each in parts if each.fund]:
        FUNDS.set(list(dict.fromkeys([*FUNDS.get(), *funds])))
    if years := [each.year for each in parts if each.year]:
        YEARS.set(sorted({*YEARS.get(), *years}))


def in_use(plan: PlanData) -> list[str]:
    """Return the ids of the funds of which anything is entered or typed; else that of no split."""
    typed = {field for cells in map(entry_cells.fields, entry_cells.items()) for field in cells}
    used = {
        each.part.fund
        for each in entry_cells.columns()
        if each.part is not None
        and each.part.fund
        and (each.name in typed or plan.projects[each.name].notna().any())
    }
    ids = [each.id for each in DISTRICT.funds]
    return [each for each in ids if each in used] or ids[:1]


def _years(shown: Sequence[Column]) -> list[int]:
    years = sorted({each.part.year for each in shown if each.part is not None and each.part.year})
    if not years:
        return []
    now = datetime.now(UTC).astimezone().year
    YEARS.begin([min(max(now, years[0]), years[-1])])
    st.multiselect(
        "年度", years, key=YEARS.name, format_func="{} 年".format, placeholder="选年度",
        persist_state="session",
    )  # fmt: skip
    return YEARS.get()


def _funds(plan: PlanData, shown: Sequence[Column]) -> list[str]:
    titles = {each.id: each.title for each in DISTRICT.funds}
    if not any(each.part is not None and each.part.fund for each in shown):
        return []
    FUNDS.begin(in_use(plan))
    st.multiselect(
        "资金来源", list(titles), key=FUNDS.name, placeholder="选资金来源",
        format_func=titles.__getitem__, persist_state="session",
    )  # fmt: skip
    return FUNDS.get()


def _is_of(column: Column, years: Sequence[int], funds: Sequence[str]) -> bool:
    part = column.part
    if part is None:
        return True
    return (not part.year or part.year in years) and (not part.fund or part.fund in funds)
