"""What 填报表 will write, cell by cell: before, after, what is wrong with it; cells taken out."""

from collections.abc import Sequence
from typing import Final

import streamlit as st
from pandas import DataFrame

from geo.overlay.wording import title_of, value_words
from geo.plan_data import PlanData
from views.monitoring import entry_cells, entry_sheet
from views.monitoring.entry_cells import TABLE, Cell
from views.state.model import picked_rows
from views.state.monitoring_entry import CHANGES_TURN

_WIDTHS: Final = {
    "项目": st.column_config.TextColumn(width=210),
    "字段": st.column_config.TextColumn(width=150),
    "原为": st.column_config.TextColumn(width=120),
    "改为": st.column_config.TextColumn(width=120),
    "说明": st.column_config.TextColumn(width=420),
}
_MOST: Final = 1_000
"""Cells that are listed."""


def show(plan: PlanData, cells: Sequence[Cell]) -> None:
    """Draw how many cells of how many items will be written, and the list of them."""
    wrong = [each for each in cells if each.wrong]
    st.markdown(f"**未保存：{len(cells)} 格，涉及 {len({each.item for each in cells})} 项**")
    if wrong:
        st.markdown(f":red[其中 {len(wrong)} 格不能写入，请在表中改正，或在下面去掉]")
    key = f"entry-changes-{CHANGES_TURN.get()}"
    ordered = sorted(cells, key=lambda each: not each.wrong)[:_MOST]
    st.dataframe(
        frame(plan, ordered),
        hide_index=True,
        height=min(300, 36 * (len(ordered) + 1) + 4),
        key=key,
        on_select="rerun",
        selection_mode="multi-row",
        column_config=_WIDTHS,
        placeholder="",
    )
    if len(cells) > len(ordered):
        st.caption(f"只列前 {len(ordered):,} 格")
    picked = [ordered[row] for row in picked_rows(key) if row < len(ordered)]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            f"去掉所选 {len(picked)} 格" if picked else "去掉所选",
            key="entry-cells-drop",
            disabled=not picked,
            on_click=take_out,
            args=([(each.item, each.column.name) for each in picked],),
        )
        st.button("全部放弃", key="entry-cells-clear", on_click=_clear)
        st.caption("在左侧勾选要去掉的行。")


def frame(plan: PlanData, cells: Sequence[Cell]) -> DataFrame:
    """Return the cells as rows: item, field, before, after, and what is to be said of them."""
    names = plan.projects["name"]
    return DataFrame(
        {
            "项目": [f"{names[each.item]}（{each.item}）" for each in cells],
            "字段": [title_of(TABLE, each.column.name) for each in cells],
            "原为": [value_words(TABLE, each.column.name, each.now) for each in cells],
            "改为": [_new(each) for each in cells],
            "说明": [_said(each) for each in cells],
        },
        dtype="str",
    )


def take_out(told: Sequence[tuple[str, str]]) -> None:
    """Let go of cells; sheet and list begin anew."""
    entry_cells.drop(told)
    entry_sheet.renew()
    CHANGES_TURN.set(CHANGES_TURN.get() + 1)


def _clear() -> None:
    entry_cells.clear()
    take_out([])


def _new(cell: Cell) -> str:
    return cell.typed if cell.wrong else value_words(TABLE, cell.column.name, cell.value)


def _said(cell: Cell) -> str:
    if cell.wrong:
        return f"不能写入：{cell.wrong}"
    clash = "他人已改，请在下面选定" if cell.clashes else ""
    return "；".join(each for each in (cell.note, clash) if each)
