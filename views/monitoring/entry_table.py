"""填报表: many items at once in a table, with one reason, written all or none."""

from collections.abc import Collection, Sequence

import streamlit as st

from geo.errors import DataError
from geo.ledger import Act, ConflictError, Edit, Value
from geo.plan_data import PlanData
from geo.schema import Column
from views import cache, filter_form, own_name, writer
from views.edition import look_again
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.ledger import act_boxes, acts, attaching, done, remarks
from views.ledger.act_boxes import ActKeys
from views.monitoring import (
    entry_cells,
    entry_changes,
    entry_clashes,
    entry_columns,
    entry_paste,
    entry_sheet,
)
from views.monitoring.entry_cells import TABLE, Cell
from views.state.model import snapshot
from views.state.monitoring_entry import (
    CELLS,
    CELLS_AS_OF,
    CELLS_DOCUMENT,
    CELLS_WHY,
    CHANGED_ONLY,
)
from views.works import keeping

_MOST_REMARKS = 100
_PLACE = "table"
"""Where attachments of the table are kept until it is written."""


def show(items: Collection[str] | None = None) -> None:
    """Draw the table of the items that pass the page's filter, or of `items` alone."""
    permission = writer.may_edit()
    if not permission.may:
        st.info(escape_markdown(permission.why))
        return
    plan = cache.plan()
    wanted = cache.left(filter_form.current()).ids if items is None else frozenset(items)
    columns = entry_columns.choose(plan)
    before = CELLS.get()
    entry_paste.show(plan, columns)
    cells = _sheet(plan, _rows(plan, wanted), columns)
    if cells:
        entry_changes.show(plan, cells)
        with guarded("冲突"):
            entry_clashes.show(plan, cells)
        _remarks(plan, cells)
        _act(cells)
    if CELLS.get() != before:
        keeping.hand(snapshot())


def _sheet(plan: PlanData, ids: Sequence[str], columns: Sequence[Column]) -> list[Cell]:
    """Draw the table; return the cells that are typed and not saved."""
    if not ids:
        st.info("没有符合条件的项目；请放宽左侧的筛选。")
        return entry_cells.judged(plan)
    key = entry_sheet.key_of(ids, columns)
    entry_sheet.hear(key, ids, columns)
    cells = entry_cells.judged(plan)
    entry_sheet.draw(plan, key, ids, columns, cells)
    return cells


def _rows(plan: PlanData, wanted: Collection[str]) -> list[str]:
    """Ids of the rows: what passes the filter, and what is typed already."""
    typed = set(entry_cells.items())
    count = len([each for each in plan.projects.index if each in wanted])
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption(
            f"{count} 项，在格内直接填写；整块粘贴请用上面的“从 Excel 粘贴”，逐格说明能否采用。"
        )
        st.checkbox("只看有改动的", key=CHANGED_ONLY.name, persist_state="session")
    if CHANGED_ONLY.get():
        return [each for each in plan.projects.index if each in typed]
    return [each for each in plan.projects.index if each in wanted or each in typed]


_KEYS = ActKeys(CELLS_WHY, CELLS_DOCUMENT, CELLS_AS_OF)


def _remarks(plan: PlanData, cells: Sequence[Cell]) -> None:
    """What the rules say of the items as they would be; nobody is kept back by it."""
    day = act_boxes.day_of(_KEYS)
    found = [
        (item, each)
        for item, mine in _by_item(cells).items()
        for each in remarks.of_item(plan, (TABLE, item), _sound(mine), day)
    ]
    if not found:
        return
    with st.expander(f"提醒 {len(found)} 条（不影响保存）", key="entry-table-remarks"):
        names = plan.projects["name"]
        told = [f"{names[item]}（{item}）　{each.severity}：{each.words}" for item, each in found]
        st.text("\n".join(told[:_MOST_REMARKS]))
        if len(told) > _MOST_REMARKS:
            st.caption(f"只列前 {_MOST_REMARKS} 条")


def _sound(cells: Sequence[Cell]) -> dict[str, Value]:
    return {each.column.name: each.value for each in cells if not each.wrong}


def _by_item(cells: Sequence[Cell]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for each in cells:
        found.setdefault(each.item, []).append(each)
    return found


def _act(cells: Sequence[Cell]) -> None:
    with st.container(border=True, gap="small", key="entry-table-act"):
        act_boxes.draw(_KEYS)
        attaching.box(_PLACE)
        pressed = st.button(f"保存 {len(cells)} 格", key="entry-table-save", type="primary")
        if own_name.ready(pressed=pressed, what="entry-table"):
            with guarded("没有保存"):
                _save()


def _save() -> None:
    look_again()
    cells = entry_cells.judged(cache.plan())
    if any(each.wrong for each in cells):
        raise DataError("请先改正标出的格，或去掉它们")
    if any(each.clashes for each in cells):
        raise DataError("他人刚改动了其中的格，请先在上面选定以谁的为准")
    act = act_boxes.typed(_KEYS)
    try:
        made = acts.write(_edits(cells, act), attaching.held(_PLACE))
    except ConflictError:
        look_again()
        st.rerun(scope="app")
    entry_cells.clear()
    attaching.forget(_PLACE)
    entry_sheet.renew()
    done.note(made)
    st.rerun(scope="app")


def _edits(cells: Sequence[Cell], act: Act) -> list[Edit]:
    """One edit an item, on the changes that are there now: none of its cells clashes."""
    return [
        Edit(
            TABLE,
            item,
            {each.column.name: each.value for each in mine},
            act,
            {each.column.name: each.now_seq for each in mine},
        )
        for item, mine in _by_item(cells).items()
    ]
