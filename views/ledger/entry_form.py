"""填报: the form below an item's card; what is typed stays until it is written or thrown away."""

import streamlit as st

from geo.errors import DataError
from geo.ledger import Act, ConflictError, Edit, UnchangedError
from geo.plan_data import PlanData
from geo.schema import Column
from views import cache, own_name, writer
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.ledger import acts, attaching, clash_dialog, done, entry_fields, open_entries
from views.ledger.open_entries import DOCUMENT, WHY, box
from views.state.ledger import ENTRIES
from views.state.model import Key, snapshot
from views.works import keeping


@st.fragment
def show(table: str, item: str) -> None:
    """Draw the form of an item, if it is open."""
    if (settled := clash_dialog.settled("entry")) is not None:
        open_entries.close(*settled)
        st.rerun(scope="app")
    if not open_entries.is_open(table, item):
        return
    with st.container(border=True, key="entry-form"), guarded("填报"):
        _form(cache.plan(), table, item)


def _form(plan: PlanData, table: str, item: str) -> None:
    columns = entry_fields.offered(plan, table, item)
    begun = ENTRIES.get()[f"{table}:{item}"]
    typed = {name: box(item, name).get() for name in columns.names}
    values = entry_fields.changed(begun, typed)
    flaws = entry_fields.flaws(plan, table, item, values)
    if open_entries.keep(table, item):
        keeping.hand(snapshot())
    st.markdown("**填报**")
    _boxes(columns.own, item, flaws)
    if columns.plan:
        opened = any(each.name in values for each in columns.plan)
        with st.expander("更正规划载明的内容", expanded=opened):
            _boxes(columns.plan, item, flaws)
    _act(item)
    attaching.box(f"{table}-{item}")
    with st.container(horizontal=True, gap="small"):
        pressed = st.button("保存", key="entry-save", type="primary")
        st.button("放弃", key="entry-drop", on_click=open_entries.close, args=(table, item))
    if own_name.ready(pressed=pressed, what=f"entry-{table}:{item}"):
        edit = Edit(table, item, values, _told(item), begun.seen)
        with guarded("没有保存"):
            _save(edit, flaws)


def _boxes(columns: tuple[Column, ...], item: str, flaws: dict[str, str]) -> None:
    """Draw boxes, short ones two in a row."""
    labels = entry_fields.titles(columns)
    short = [each for each in columns if not _is_long(each)]
    for start in range(0, len(short), 2):
        for column, place in zip(
            short[start : start + 2], st.columns(2, gap="small"), strict=False
        ):
            with place:
                _box(column, labels[column.name], item, flaws)
    for column in columns:
        if _is_long(column):
            _box(column, labels[column.name], item, flaws)


def _box(column: Column, label: str, item: str, flaws: dict[str, str]) -> None:
    _widget(column, escape_markdown(label), box(item, column.name))
    if column.name in flaws:
        st.markdown(f":red[{escape_markdown(flaws[column.name])}]")


def _is_long(column: Column) -> bool:
    return column.type == "text" and not column.allowed


def _widget(column: Column, label: str, place: Key[str]) -> None:
    if column.allowed:
        st.selectbox(
            label,
            ("", *column.allowed),
            format_func=lambda value: value or column.blank or "（空）",
            key=place.name,
            persist_state="session",
        )
    elif column.ledger and _is_long(column):
        st.text_area(label, key=place.name, height=92, persist_state="session")
    else:
        st.text_input(label, key=place.name, persist_state="session")


def _act(item: str) -> None:
    st.text_input(
        "为什么改（必填）",
        key=box(item, WHY).name,
        max_chars=acts.MOST_WHY,
        placeholder="如 月度调度、现场核实",
        persist_state="session",
    )
    st.text_input(
        "依据文件",
        key=box(item, DOCUMENT).name,
        max_chars=acts.MOST_DOCUMENT,
        placeholder="文号或文件名，没有可不填",
        persist_state="session",
    )
    who = writer.person().name
    if who:
        st.caption(f"填报人：{escape_markdown(who)}")


def _told(item: str) -> Act:
    return acts.typed(box(item, WHY).get(), box(item, DOCUMENT).get())


def _save(edit: Edit, flaws: dict[str, str]) -> None:
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
