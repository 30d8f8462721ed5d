"""Boxes of a form by what their column holds: choices, days, numbers, units, texts."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, NamedTuple

import streamlit as st

from geo.entering.values import SEVERAL, several
from geo.schema import Column
from views.escape_markdown import escape_markdown
from views.ledger import entry_fields
from views.ledger.open_entries import box
from views.state.ledger import SEVERAL_UNITS

_ONE_UNIT: Final = ("lead_unit", "unit_in_charge")
"""Columns of the name of one unit: those in use are offered, another may be typed."""

_DAY_HINT: Final = "如 2026-11-10"


class Form(NamedTuple):
    """What the boxes of a form need: its item, the fields that were typed in, what is wrong there.

    `notes` says what became of what is typed, `units` gives the names that are in use.
    """

    item: str
    typed: Collection[str]
    flaws: Mapping[str, str]
    notes: Mapping[str, str]
    units: Callable[[], Sequence[str]]


def draw_all(form: Form, columns: Sequence[Column]) -> None:
    """Draw boxes in order, short ones two in a row."""
    labels = entry_fields.titles(columns)
    row: list[Column] = []
    for column in [*columns, None]:
        if column is None or is_wide(column) or len(row) == 2:
            _row(form, row, labels)
            row = []
        if column is not None and is_wide(column):
            labelled(form, column, labels[column.name])
        elif column is not None:
            row.append(column)


def is_wide(column: Column) -> bool:
    """Whether a box takes the whole width."""
    return column.long or column.name in (*SEVERAL, *_ONE_UNIT)


def said(form: Form, column: Column) -> None:
    """Draw what is wrong with a box, or what became of what is typed in it."""
    if words := form.flaws.get(column.name):
        st.markdown(f":red[{escape_markdown(words)}]")
    elif words := form.notes.get(column.name):
        st.caption(escape_markdown(words))


def labelled(form: Form, column: Column, label: str) -> None:
    """Draw a box under a label, with what is to be said of it."""
    _draw(form, column, label)
    said(form, column)


def _row(form: Form, columns: Sequence[Column], labels: Mapping[str, str]) -> None:
    if not columns:
        return
    for column, place in zip(columns, st.columns(2, gap="small"), strict=False):
        with place:
            labelled(form, column, labels[column.name])


def _draw(form: Form, column: Column, label: str) -> None:
    key = box(form.item, column.name).name
    if column.allowed:
        st.selectbox(
            escape_markdown(label),
            ("", *column.allowed),
            format_func=lambda value: value or column.blank or "（空）",
            key=key,
            persist_state="session",
        )
    elif column.name in _ONE_UNIT:
        _unit(form, column, label)
    elif column.name in SEVERAL:
        _units(form, column, label)
    elif column.long:
        st.text_area(escape_markdown(label), key=key, height=92, persist_state="session")
    else:
        hint = _DAY_HINT if column.type == "date" else ""
        st.text_input(escape_markdown(label), key=key, placeholder=hint, persist_state="session")


def _unit(form: Form, column: Column, label: str) -> None:
    """The name of one unit: one in use, or any that is typed."""
    key = box(form.item, column.name)
    here = key.get()
    key.set(here or None)  # an empty text would stand there as a name
    st.selectbox(
        escape_markdown(label),
        list(dict.fromkeys([*form.units(), *([here] if here else [])])),
        index=None,
        key=key.name,
        placeholder="未填报；可选，也可直接输入",
        accept_new_options=True,
        persist_state="session",
    )


def _units(form: Form, column: Column, label: str) -> None:
    """Names of several units, kept as one text with 、 between."""
    text, names = box(form.item, column.name), SEVERAL_UNITS.key(f"{form.item}-{column.name}")
    here = [each for each in several(text.get()).split("、") if each]
    if not names.is_set():
        names.set(here)
    st.multiselect(
        escape_markdown(label),
        list(dict.fromkeys([*form.units(), *here])),
        key=names.name,
        accept_new_options=True,
        placeholder="可选多个，也可直接输入",
        persist_state="session",
    )
    text.set(several("、".join(names.get())))
