"""从 Excel 粘贴: a copied table is matched to items and columns, and shown before it is taken."""

from collections.abc import Sequence
from typing import Final

import streamlit as st
from pandas import DataFrame

from geo.entering.pasted import Pasted, PastedCell, read_paste
from geo.entering.values import text_of
from geo.ledger.values import same
from geo.overlay.wording import title_of, value_words
from geo.plan_data import PlanData
from geo.schema import Column
from views.escape_markdown import escape_markdown, strong
from views.ledger import done
from views.monitoring import entry_cells, entry_columns, entry_sheet
from views.monitoring.entry_cells import TABLE
from views.state.monitoring_entry import PASTE, PASTE_CLEARS, PASTED

_WIDTHS: Final = {
    "行": st.column_config.TextColumn(width=44),
    "项目": st.column_config.TextColumn(width=200),
    "字段": st.column_config.TextColumn(width=140),
    "现为": st.column_config.TextColumn(width=100),
    "粘贴": st.column_config.TextColumn(width=100),
    "读作": st.column_config.TextColumn(width=100),
    "说明": st.column_config.TextColumn(width=420),
}
_MOST_LEFT: Final = 20
_MOST: Final = 1_000


def show(plan: PlanData, shown: Sequence[Column]) -> None:
    """Draw the box, and what was pasted against what there is."""
    with st.expander("从 Excel 粘贴", expanded=bool(PASTED.get())):
        st.caption(
            "在 Excel 里选中含“编号”或“名称”的若干列（最好连同标题行）复制，粘贴到下框。"
            "按编号或名称对到项目，按标题对到列；先显示差异，确认后才放进表格。"
        )
        st.text_area(
            "粘贴到这里",
            key=PASTE.name,
            height=110,
            placeholder="编号\t状态\t形象进度\n……",
            persist_state="session",
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if st.button("对照", key="entry-paste-read", type="primary"):
                PASTED.set(PASTE.get())
            st.checkbox("空格也采用（清空原值）", key=PASTE_CLEARS.name, persist_state="session")
        if PASTED.get():
            _compared(plan, shown)


def _compared(plan: PlanData, shown: Sequence[Column]) -> None:
    names = {str(item): str(name) for item, name in plan.projects["name"].items()}
    found = read_paste(PASTED.get(), names, entry_cells.columns(), shown, clears=PASTE_CLEARS.get())
    differing = [each for each in found.cells if not _holds(plan, each)]
    wrong = [each for each in differing if each.read.wrong]
    same_count = len(found.cells) - len(differing)
    told = f"读到 {len(found.cells) + found.empty} 格：{len(differing)} 格不同，{same_count} 格相同"
    empty = f"，{found.empty} 个空格未采用" if found.empty else ""
    st.markdown(strong(told + empty))
    if found.by_order:
        titles = "、".join(each.title for each in found.columns)
        st.caption(escape_markdown(f"没有标题行，各列依次按表中所示读作：{titles}"))
    _left(found)
    if wrong:
        st.markdown(f":red[其中 {len(wrong)} 格不能写入，放进表格后请改正]")
    if not differing:
        st.info("没有与现值不同的内容。")
        return
    st.dataframe(
        frame(plan, differing[:_MOST]),
        hide_index=True,
        height=min(300, 36 * (len(differing) + 1) + 4),
        column_config=_WIDTHS,
        placeholder="",
    )
    if len(differing) > _MOST:
        st.caption(f"只列前 {_MOST:,} 格；采用时全部放进表格")
    with st.container(horizontal=True, gap="small"):
        st.button(
            f"放进表格（{len(differing)} 格）",
            key="entry-paste-take",
            type="primary",
            on_click=_take,
            args=(differing, found.columns),
        )
        st.button("不采用", key="entry-paste-drop", on_click=_forget)


def frame(plan: PlanData, cells: Sequence[PastedCell]) -> DataFrame:
    """Return pasted cells as rows, those that cannot be taken first."""
    ordered = sorted(cells, key=lambda each: not each.read.wrong)
    names = plan.projects["name"]
    return DataFrame(
        {
            "行": [str(each.row) for each in ordered],
            "项目": [f"{names[each.item]}（{each.item}）" for each in ordered],
            "字段": [title_of(TABLE, each.column.name) for each in ordered],
            "现为": [
                value_words(
                    TABLE, each.column.name, entry_cells.value_now(plan, each.item, each.column)
                )
                for each in ordered
            ],
            "粘贴": [each.text for each in ordered],
            "读作": [
                "" if each.read.wrong else value_words(TABLE, each.column.name, each.read.value)
                for each in ordered
            ],
            "说明": [each.read.wrong or each.read.note for each in ordered],
        },
        dtype="str",
    )


def _holds(plan: PlanData, cell: PastedCell) -> bool:
    if cell.read.wrong:
        return False
    held = entry_cells.typed(cell.item, cell.column.name)
    if held is not None:
        return held.strip() == cell.text
    return same(cell.read.value, entry_cells.value_now(plan, cell.item, cell.column))


def _left(found: Pasted) -> None:
    """What was left out, and why; nothing is left out unsaid."""
    told = "\n\n".join(escape_markdown(each) for each in found.left[:_MOST_LEFT])
    if told:
        st.warning(told)
    if len(found.left) > _MOST_LEFT:
        with st.expander(f"另有 {len(found.left) - _MOST_LEFT} 处未采用"):
            st.text("\n".join(found.left[_MOST_LEFT:]))


def _take(cells: Sequence[PastedCell], columns: Sequence[Column]) -> None:
    entry_cells.put((each.item, each.column.name, _typed(each)) for each in cells)
    entry_columns.reveal(columns)
    entry_sheet.renew()
    done.say(f"已放进表格 {len(cells)} 格，还没有写入台账")
    _forget()


def _typed(cell: PastedCell) -> str:
    """What the sheet holds of a cell: its value where the heading told the unit."""
    return cell.text if cell.read.wrong else text_of(cell.read.value)


def _forget() -> None:
    PASTED.drop()
    PASTE.drop()
