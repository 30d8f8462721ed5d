"""The table of 填报表 itself: a row an item, cells that take what is typed or pasted into them.

Days and numbers are cells of text: they take 2023年5月31日 and 1.2亿, and what cannot be taken is
told below the table, where a cell of numbers would drop it without a word.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final
from zlib import crc32

import streamlit as st
from pandas import DataFrame
from streamlit.elements.lib.column_types import ColumnConfig

from geo.plan_data import PlanData
from geo.schema import Column
from views.ledger import entry_fields
from views.monitoring import entry_cells
from views.monitoring.entry_cells import Cell
from views.state.model import edited_cells
from views.state.monitoring_entry import SHEET_EDITS, SHEET_ROWS, SHEET_TURN

_HEIGHT: Final = 520
_ROW: Final = 36
_MARK: Final = "mark"


def key_of(ids: Sequence[str], columns: Sequence[Column]) -> str:
    """Return the key of the sheet of these rows and columns; another one where they moved."""
    told = f"{'|'.join(ids)}#{'|'.join(each.name for each in columns)}"
    mark = [str(crc32(told.encode()))]
    if SHEET_ROWS.get() != mark:
        SHEET_ROWS.set(mark)
        renew()
    return f"entry-sheet-{SHEET_TURN.get()}"


def renew() -> None:
    """Let the sheet begin with what is held: cells were put or dropped beside it."""
    SHEET_TURN.set(SHEET_TURN.get() + 1)
    SHEET_EDITS.drop()


def hear(key: str, ids: Sequence[str], columns: Sequence[Column]) -> None:
    """Hold what was edited in the sheet since it was heard last; before it is drawn."""
    names = {each.name for each in columns}
    edits, before = edited_cells(key), SHEET_EDITS.get()
    told = [
        (ids[int(row)], name, "" if value is None else str(value))
        for row, cells in edits.items()
        for name, value in cells.items()
        if name in names and int(row) < len(ids) and before.get(row, {}).get(name, ...) != value
    ]
    if told:
        entry_cells.put(told)
    SHEET_EDITS.set(edits)


def draw(
    plan: PlanData, key: str, ids: Sequence[str], columns: Sequence[Column], cells: Sequence[Cell]
) -> None:
    """Draw the sheet; what is typed in `cells` stands in its place, their rows are marked."""
    st.data_editor(
        frame(plan, ids, columns, cells),
        hide_index=True,
        num_rows="fixed",
        height=min(_HEIGHT, _ROW * (len(ids) + 1) + 4),
        column_config=_config(columns),
        disabled=["item", "name", _MARK],
        key=key,
        placeholder="",
        alt="填报表",
    )


def frame(
    plan: PlanData, ids: Sequence[str], columns: Sequence[Column], cells: Sequence[Cell]
) -> DataFrame:
    """Return the sheet as texts: number, name, mark, a column each."""
    marks = _marks(cells)
    told = {
        "item": list(ids),
        "name": [str(each) for each in plan.projects["name"].loc[list(ids)]],
        _MARK: [marks.get(each, "") for each in ids],
    }
    for column in columns:
        now = entry_cells.present(plan, ids, column)
        held = (entry_cells.typed(item, column.name) for item in ids)
        told[column.name] = [
            there if new is None else new for there, new in zip(now, held, strict=True)
        ]
    return DataFrame(told, dtype="str")


def _marks(cells: Sequence[Cell]) -> dict[str, str]:
    """A word for each item that has typed cells."""
    changed = Counter(each.item for each in cells)
    wrong = Counter(each.item for each in cells if each.wrong)
    clashing = Counter(each.item for each in cells if each.clashes)
    return {
        item: "、".join(
            words
            for words, number in (
                (f"改 {changed[item]}", changed[item]),
                (f"误 {wrong[item]}", wrong[item]),
                (f"冲突 {clashing[item]}", clashing[item]),
            )
            if number
        )
        for item in changed
    }


def _config(columns: Sequence[Column]) -> dict[str, ColumnConfig]:
    labels = entry_fields.titles(columns)
    fixed: dict[str, ColumnConfig] = {
        "item": st.column_config.TextColumn("编号", width=92),
        "name": st.column_config.TextColumn("名称", pinned=True, width=170),
        _MARK: st.column_config.TextColumn("未保存", width=88),
    }
    return fixed | {each.name: _cell(each, labels[each.name]) for each in columns}


def _cell(column: Column, label: str) -> ColumnConfig:
    if column.allowed:
        return st.column_config.SelectboxColumn(label, options=list(column.allowed), width=92)
    if column.type == "number":
        return st.column_config.TextColumn(label, width=108, alignment="right")
    return st.column_config.TextColumn(label, width=200 if column.long else 120)
