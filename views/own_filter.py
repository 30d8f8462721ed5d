"""The filter of a layer that a planner brought: words, and for chosen columns values or a range."""

import streamlit as st

from geo.attributes import MOST_COLUMNS, AttributeFilter, Rule
from views import catalogue
from views.own_columns import Column, columns_of
from views.plain import plain
from views.state.imported import FILTER_TURN

_OPEN = Rule("", (), 0.0, 0.0)
"""A rule of values: its range, which is not looked at, is one that a file can hold."""


def show(layer_id: str) -> None:
    """Draw the widgets; what they hold is put into the layer's record, and the page drawn anew."""
    layer = catalogue.record_of(layer_id)
    if layer is None:
        return
    kept = layer.wanted
    mark = f"{layer_id}-{FILTER_TURN.key(layer_id).get()}"
    text = st.text_input(
        "文字（任意列）", kept.text, key=f"own-q-{mark}", max_chars=100, placeholder="包含……"
    )
    held = columns_of(layer.token)
    offered = [name for name in layer.columns if any(held[name])]
    before = [rule.column for rule in kept.rules if rule.column in offered]
    columns = st.multiselect(
        "按列筛选",
        offered,
        before,
        key=f"own-by-{mark}",
        max_selections=MOST_COLUMNS,
        placeholder="选择列",
        select_all=False,
    )
    known = {rule.column: rule for rule in kept.rules}
    rules = [_rule((name, held[name]), known.get(name), f"{mark}-{name}") for name in columns]
    wanted = AttributeFilter((text or "").strip(), tuple(rule for rule in rules if rule))
    if wanted != kept:
        catalogue.change(layer_id, wanted=wanted)
        st.rerun(scope="app")


def clear(layer_id: str) -> None:
    """Take the filter off."""
    turn = FILTER_TURN.key(layer_id)
    turn.set(turn.get() + 1)
    catalogue.change(layer_id, wanted=AttributeFilter())


def _rule(column: tuple[str, Column], known: Rule | None, mark: str) -> Rule | None:
    """Draw the widget of one column; None while it lets everything pass."""
    name, held = column
    if held.range is None or 0 < len(held.values) <= _FEW:
        chosen = [value for value in (known.one_of if known else ()) if value in held.values]
        values = st.multiselect(
            plain(name),
            held.values,
            chosen,
            key=f"own-v-{mark}",
            placeholder="全部",
            select_all=False,
        )
        return _OPEN._replace(column=name, one_of=tuple(values)) if values else None
    low, high = held.range
    start = _within(known, low, high)
    least, most = st.slider(plain(name), low, high, start, key=f"own-r-{mark}")
    whole = (least, most) == (low, high)
    return None if whole else Rule(name, (), float(least), float(most))


_FEW = 8
"""Numbers with no more values than these are chosen one by one, as codes are."""


def _within(known: Rule | None, low: float, high: float) -> tuple[float, float]:
    if known is None or known.one_of:
        return low, high
    least, most = min(max(known.low, low), high), max(min(known.high, high), low)
    return least, max(least, most)
