"""Goals by year and sums by source of funds, as small grids: only what is in use is drawn."""

from collections.abc import Sequence
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.district import DISTRICT
from geo.schema import Column
from views.escape_markdown import escape_markdown
from views.ledger import entry_boxes
from views.ledger.entry_boxes import Form
from views.ledger.open_entries import box
from views.state.ledger import ADDED_FUND, ADDED_FUNDS

_ACROSS: Final = 2
"""Sources of funds beside each other; a card is narrow."""

SUMS: Final = ("total", "done", "planned")
"""Measures that are sums, a column for each source of funds."""

_MEASURES: Final = {"total": "总投资", "done": "累计完成"}
_ADD: Final = "加一个资金来源"


def goals(form: Form, columns: Sequence[Column]) -> None:
    """Draw what is to be reached in each year."""
    filled = sum(bool(box(form.item, each.name).get().strip()) for each in columns)
    told = f"已填 {filled} 年" if filled else "未填报"
    with _fold(form, columns, f"{columns[0].group}（{told}）"):
        for column in columns:
            _beside(form, [column], f"{column.part.year} 年" if column.part else column.title)


def sums(form: Form, columns: Sequence[Column]) -> None:
    """Draw sums: a row a measure and year, a column a source of funds in use."""
    filled = sum(bool(box(form.item, each.name).get().strip()) for each in columns)
    told = f"已填 {filled} 格" if filled else "未填报"
    unit = columns[0].unit
    with _fold(form, columns, f"{columns[0].group}（{unit}；{told}）"):
        st.caption("可写“1.2亿”“3500万元”，按万元记。不分来源的只填“未分来源”。")
        used = _in_use(form, columns)
        for start in range(0, len(used), _ACROSS):
            _block(form, columns, used[start : start + _ACROSS])
        _more(form, used)
        for column in columns:
            if column.name in form.flaws or column.name in form.notes:
                words = form.flaws.get(column.name) or form.notes.get(column.name, "")
                colour = "red" if column.name in form.flaws else "gray"
                st.markdown(f":{colour}[{escape_markdown(f'{column.title}：{words}')}]")


def _block(form: Form, columns: Sequence[Column], funds: Sequence[str]) -> None:
    """Rows of some sources, their titles above."""
    titles = {each.id: each.title for each in DISTRICT.funds}
    with st.container(key=f"entry-sums-{funds[0]}", gap="small"):
        head = st.columns(_widths(len(funds)), gap="small")
        for place, fund in zip(head[1:], funds, strict=False):
            place.markdown(f"**{escape_markdown(titles[fund])}**")
        rows = dict.fromkeys((each.part.measure, each.part.year) for each in columns if each.part)
        for measure, year in rows:
            cells = [
                each
                for fund in funds
                for each in columns
                if each.part and tuple(each.part) == (measure, year, fund)
            ]
            _beside(form, cells, _MEASURES.get(measure, f"{year} 年计划"), quiet=True)


def _beside(form: Form, cells: Sequence[Column], label: str, *, quiet: bool = False) -> None:
    """A row: a label, then boxes."""
    wide = _widths(len(cells)) if quiet else [1.0, 3.6]
    places = st.columns(wide, gap="small", vertical_alignment="center")
    places[0].caption(escape_markdown(label))
    for place, column in zip(places[1:], cells, strict=False):
        with place:
            _cell(form, column)
            if not quiet:
                entry_boxes.said(form, column)


def _cell(form: Form, column: Column) -> None:
    key = box(form.item, column.name).name
    if column.long:
        st.text_area(
            escape_markdown(column.title),
            key=key,
            height=68,
            label_visibility="collapsed",
            persist_state="session",
        )
    else:
        st.text_input(
            escape_markdown(column.title),
            key=key,
            label_visibility="collapsed",
            persist_state="session",
        )


def _widths(number: int) -> list[float]:
    """Of a label and so many boxes."""
    return [1.15, *[2.0 / number] * number]


def _in_use(form: Form, columns: Sequence[Column]) -> list[str]:
    """Sources in which something stands or that were added; else that of no split."""
    used = {
        each.part.fund for each in columns if each.part and box(form.item, each.name).get().strip()
    }
    used |= set(ADDED_FUNDS.key(form.item).get())
    ids = [each.id for each in DISTRICT.funds]
    return [each for each in ids if each in used] or ids[:1]


def _more(form: Form, used: Sequence[str]) -> None:
    left = {each.id: each.title for each in DISTRICT.funds if each.id not in used}
    if not left:
        return
    key = ADDED_FUND.key(form.item)
    st.selectbox(
        _ADD,
        list(left),
        index=None,
        key=key.name,
        format_func=lambda each: left.get(str(each), ""),
        placeholder=_ADD,
        label_visibility="collapsed",
        on_change=_add,
        args=(form.item, list(used)),
    )


def _add(item: str, used: Sequence[str]) -> None:
    chosen = ADDED_FUND.key(item).take()
    if chosen:
        ADDED_FUNDS.key(item).set([*used, chosen])


def _fold(form: Form, columns: Sequence[Column], label: str) -> DeltaGenerator:
    """What opens with a press, and stands open where something was typed."""
    opened = any(each.name in form.typed for each in columns)
    name = columns[0].part.measure if columns[0].part else ""
    return st.expander(
        escape_markdown(label), expanded=opened, key=f"entry-fold-{form.item}-{name}"
    )
