"""Cells of 填报表 that somebody else has changed meanwhile: both values, and whose counts."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from geo.plan_data import PlanData
from views import cache
from views.escape_markdown import escape_markdown, strong
from views.ledger import clash_choice
from views.ledger.clash_choice import Pair, Whose
from views.ledger.clash_dialog import MINE, THEIRS
from views.monitoring import entry_cells, entry_changes
from views.monitoring.entry_cells import TABLE, Cell
from views.state.model import Key
from views.state.monitoring_entry import CELL_TAKES

_WHOSE: Final = Whose("我的", "对方的", MINE, THEIRS)
_MOST: Final = 20
"""Cells that are compared one by one; the rest when these are settled."""


def show(plan: PlanData, cells: Sequence[Cell]) -> None:
    """Draw the choice for each cell that clashes, and that for all at once."""
    clashing = [each for each in cells if each.clashes]
    if not clashing:
        return
    st.warning(f"您填写的同时，他人也改动了 {len(clashing)} 格；选定以谁的为准后才能保存。")
    with st.container(horizontal=True, gap="small"):
        for take in (MINE, THEIRS):
            st.button(
                escape_markdown(f"全部{take}"),
                key=f"entry-clash-{take}",
                on_click=_settle,
                args=(clashing, take),
            )
    for each in clashing[:_MOST]:
        with st.container(border=True, gap="small", key=f"entry-clash-{_name(each)}"):
            st.markdown(strong(f"{plan.projects['name'][each.item]}（{each.item}）"))
            _one(each)
    if len(clashing) > _MOST:
        st.caption(f"另有 {len(clashing) - _MOST} 格，这些选定后列出")
    if st.button("按所选处理", key="entry-clash-take", disabled=not _taken(clashing)):
        for take in (MINE, THEIRS):
            _settle([each for each in clashing[:_MOST] if _take(each).get() == take], take)
        st.rerun(scope="app")


def _one(cell: Cell) -> None:
    pair = Pair(cell.column.name, cell.value, cell.now)
    state = cache.states()[TABLE]
    row = state[(state["item"] == cell.item) & (state["field"] == cell.column.name)].iloc[0]
    told = clash_choice.origin(row["by"], row["at"], cell.now_seq)
    clash_choice.draw(TABLE, [pair], _WHOSE, told, _take(cell))


def _settle(cells: Sequence[Cell], take: str) -> None:
    """Let what is mine rest on what is there now; let go of the rest."""
    if take == MINE:
        entry_cells.rest_on_now(cells)
    else:
        entry_changes.take_out([(each.item, each.column.name) for each in cells])


def _taken(cells: Sequence[Cell]) -> bool:
    return any(_take(each).get() for each in cells[:_MOST])


def _take(cell: Cell) -> Key[str | None]:
    return CELL_TAKES.key(_name(cell))


def _name(cell: Cell) -> str:
    return f"{cell.item}-{cell.column.name}"
