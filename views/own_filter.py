"""The filter of a layer that a planner brought: words, and for chosen columns values or a range."""

from typing import Any

import streamlit as st

from views import catalogue
from views.own_columns import Column, columns_of
from views.plain import plain

_MOST_COLUMNS = 6
"""Columns that can be filtered by at once."""


def show(layer_id: str) -> None:
    """Draw the widgets; what they hold is put into the layer's record, and the page drawn anew."""
    record = catalogue.record_of(layer_id) or {}
    kept = record.get("filter") or {"text": "", "rules": []}
    turn = st.session_state.get(f"own-turn-{layer_id}", 0)
    mark = f"{layer_id}-{turn}"
    text = st.text_input(
        "文字（任意列）", kept["text"], key=f"own-q-{mark}", max_chars=100, placeholder="包含……"
    )
    held = columns_of(layer_id.removeprefix("own-"))
    offered = [name for name in record.get("columns", []) if any(held[name])]
    before = [rule["column"] for rule in kept["rules"] if rule["column"] in offered]
    columns = st.multiselect(
        "按列筛选",
        offered,
        before,
        key=f"own-by-{mark}",
        max_selections=_MOST_COLUMNS,
        placeholder="选择列",
        select_all=False,
    )
    known = {rule["column"]: rule for rule in kept["rules"]}
    rules = [_rule((name, held[name]), known.get(name), f"{mark}-{name}") for name in columns]
    wanted = {"text": (text or "").strip(), "rules": [rule for rule in rules if rule]}
    if wanted != kept:
        catalogue.change(layer_id, filter=wanted)
        st.rerun(scope="app")


def clear(layer_id: str) -> None:
    """Take the filter off."""
    key = f"own-turn-{layer_id}"
    st.session_state[key] = st.session_state.get(key, 0) + 1
    catalogue.change(layer_id, filter={"text": "", "rules": []})


def _rule(
    column: tuple[str, Column], known: dict[str, Any] | None, mark: str
) -> dict[str, Any] | None:
    """Draw the widget of one column; None while it lets everything pass."""
    name, held = column
    if held.range is None or 0 < len(held.values) <= _FEW:
        chosen = [value for value in (known or {}).get("one_of", ()) if value in held.values]
        values = st.multiselect(
            plain(name),
            held.values,
            chosen,
            key=f"own-v-{mark}",
            placeholder="全部",
            select_all=False,
        )
        return _record(name, one_of=list(values)) if values else None
    low, high = held.range
    start = _within(known, low, high)
    least, most = st.slider(plain(name), low, high, start, key=f"own-r-{mark}")
    whole = (least, most) == (low, high)
    return None if whole else _record(name, low=float(least), high=float(most))


_FEW = 8
"""Numbers with no more values than these are chosen one by one, as codes are."""


def _within(known: dict[str, Any] | None, low: float, high: float) -> tuple[float, float]:
    if known is None or known["one_of"]:
        return low, high
    least, most = min(max(known["low"], low), high), max(min(known["high"], high), low)
    return least, max(least, most)


def _record(
    column: str, *, one_of: list[str] | None = None, low: float = 0.0, high: float = 0.0
) -> dict[str, Any]:
    """A rule as plain values; the range stands only where there are no values."""
    return {"column": column, "one_of": one_of or [], "low": low, "high": high}
