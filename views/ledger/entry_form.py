"""填报: the form below an item's card; what is typed stays until it is written or thrown away."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from geo.errors import DataError
from geo.ledger import ConflictError, Edit, UnchangedError
from geo.plan_data import PlanData
from geo.schema import Column
from views import cache, own_name
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown, strong
from views.ledger import (
    act_boxes,
    acts,
    attaching,
    clash_dialog,
    done,
    entry_boxes,
    entry_fields,
    entry_grids,
    entry_years,
    open_entries,
    remarks,
)
from views.ledger.act_boxes import ActKeys
from views.ledger.entry_boxes import Form
from views.ledger.open_entries import AS_OF, DOCUMENT, WHY, box
from views.ledger.units import units_in_use
from views.state.ledger import ENTRIES
from views.state.model import snapshot
from views.works import keeping

_HEADS: Final = {"matters": "问题与协调事项"}


@st.fragment
def show(table: str, item: str) -> None:
    """Draw the form of an item, if it is open."""
    if (settled := clash_dialog.settled("entry")) is not None:
        open_entries.close(*settled)
        st.rerun(scope="app")
    if not open_entries.is_open(table, item):
        return
    with st.container(border=True, key=f"entry-form{_tail(table, item)}"), guarded("填报"):
        _form(cache.plan(), table, item)


def _form(plan: PlanData, table: str, item: str) -> None:
    columns = entry_fields.offered(plan, table, item)
    begun = ENTRIES.get()[f"{table}:{item}"]
    typed = {name: box(item, name).get() for name in columns.names}
    told = entry_fields.told(plan, (table, item), begun, typed)
    if open_entries.keep(table, item):
        keeping.hand(snapshot())
    form = Form(item, told.values.keys(), told.flaws, told.notes, units_in_use)
    st.markdown(strong(_HEADS.get(table, "填报")))
    shown = [each for each in columns.own if (table, each.name) != ("matters", "item")]
    for group, boxes in entry_fields.in_groups(shown).items():
        _group(form, group, boxes)
    if columns.plan:
        opened = any(each.name in told.values for each in columns.plan)
        with st.expander("更正规划载明的内容", expanded=opened):
            entry_boxes.draw_all(form, columns.plan)
    sound = {name: value for name, value in told.values.items() if name not in told.flaws}
    remarks.show(remarks.of_item(plan, (table, item), sound, act_boxes.day_of(_keys(item))))
    _finish(Edit(table, item, told.values, acts.typed("", ""), begun.seen), told.flaws)


def _finish(edit: Edit, flaws: Mapping[str, str]) -> None:
    """Draw why, by which document and as of which day, and the buttons; write what is asked."""
    table, item = edit.table, edit.item
    tail = _tail(table, item)
    act_boxes.draw(_keys(item))
    attaching.box(f"{table}-{item}")
    with st.container(horizontal=True, gap="small"):
        pressed = st.button("保存", key=f"entry-save{tail}", type="primary")
        st.button("放弃", key=f"entry-drop{tail}", on_click=open_entries.close, args=(table, item))
    if own_name.ready(pressed=pressed, what=f"entry-{table}:{item}"):
        with guarded("没有保存"):
            _save(edit._replace(act=act_boxes.typed(_keys(item))), flaws)


def _tail(table: str, item: str) -> str:
    """What tells the form of a matter from that of the item beside which it stands."""
    return f"-{item}" if table == "matters" else ""


def _group(form: Form, group: str, columns: Sequence[Column]) -> None:
    """Draw the boxes under a heading of the form; goals and sums as grids that open."""
    measures = {each.part.measure for each in columns if each.part}
    if measures == {"goal"}:
        entry_grids.goals(form, columns)
    elif measures and measures <= set(entry_grids.SUMS):
        entry_grids.sums(form, columns)
    elif measures == entry_years.REPORTED:
        entry_years.draw(form, columns)
    else:
        if group:
            st.caption(escape_markdown(group))
        entry_boxes.draw_all(form, columns)


def _keys(item: str) -> ActKeys:
    return ActKeys(box(item, WHY), box(item, DOCUMENT), box(item, AS_OF))


def _save(edit: Edit, flaws: Mapping[str, str]) -> None:
    if flaws:
        raise DataError("请先改正标出的内容")
    if not edit.values:
        raise DataError("还没有改动任何一项")
    try:
        made = acts.write([edit], attaching.held(f"{edit.table}-{edit.item}"))
    except UnchangedError as error:
        raise DataError("所填的值与现有的相同，没有新的改动") from error
    except ConflictError as error:
        clash_dialog.begin(edit, error, "entry")
    else:
        open_entries.close(edit.table, edit.item)
        done.note(made)
    st.rerun(scope="app")
