"""The filter of a planner's layer: words, and for chosen columns values or a range."""

from typing import NamedTuple

import streamlit as st
from geopandas import GeoDataFrame
from pandas import Series

from geo.attributes import (
    MOST_COLUMNS,
    MOST_VALUES,
    AttributeFilter,
    AttributeRule,
    is_measured,
    range_of,
    texts_of,
    values_of,
)
from views import layer_registry, layer_store
from views.escape_markdown import escape_markdown
from views.sessions.memory import remembered
from views.state.imported import FILTER_TURN

_OPEN = AttributeRule("", (), 0.0, 0.0)
"""A rule of values: its range, which is not looked at, is one that a file can hold."""


_FEW = 8
"""Numbers with no more values than these are chosen one by one, as codes are."""

_LOOKED_AT = 2_000
"""Rows of a column among which most columns show that their values are too many to choose from."""


class ColumnProfile(NamedTuple):
    """Values as texts, most frequent first, () where too many; least and largest number or None."""

    values: tuple[str, ...]
    range: tuple[float, float] | None


def show(layer_id: str) -> None:
    """Draw the widgets; what they hold is put into the layer's record, and the page drawn anew."""
    layer = layer_registry.record_of(layer_id)
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
        layer_registry.change(layer_id, wanted=wanted)
        st.rerun(scope="app")


def clear(layer_id: str) -> None:
    """Take the filter off."""
    turn = FILTER_TURN.key(layer_id)
    turn.set(turn.get() + 1)
    layer_registry.change(layer_id, wanted=AttributeFilter())


def _rule(
    column: tuple[str, ColumnProfile], known: AttributeRule | None, mark: str
) -> AttributeRule | None:
    """Draw the widget of one column; None while it lets everything pass."""
    name, (offered, span) = column
    if span is None or 0 < len(offered) <= _FEW:
        chosen = [value for value in (known.one_of if known else ()) if value in offered]
        values = st.multiselect(
            escape_markdown(name),
            offered,
            chosen,
            key=f"own-v-{mark}",
            placeholder="全部",
            select_all=False,
        )
        return _OPEN._replace(column=name, one_of=tuple(values)) if values else None
    low, high = span
    start = _within(known, low, high)
    least, most = st.slider(escape_markdown(name), low, high, start, key=f"own-r-{mark}")
    whole = (least, most) == (low, high)
    return None if whole else AttributeRule(name, (), float(least), float(most))


def _within(known: AttributeRule | None, low: float, high: float) -> tuple[float, float]:
    if known is None or known.one_of:
        return low, high
    least, most = min(max(known.low, low), high), max(min(known.high, high), low)
    return least, max(least, most)


@remembered(most=64)
def columns_of(token: str) -> dict[str, ColumnProfile]:
    """Return what each column of a layer holds, by name, in order; the geometry left out."""
    frame: GeoDataFrame = layer_store.get(token)
    return {str(name): _column(frame[name]) for name in frame.columns if name != "geometry"}


def _column(column: Series) -> ColumnProfile:
    return ColumnProfile(_values(column), range_of(column) if is_measured(column) else None)


def _values(column: Series) -> tuple[str, ...]:
    """Values as `values_of` gives them; each is written out once, and only if they are few."""
    if texts_of(column.head(_LOOKED_AT)).nunique() > MOST_VALUES:
        return ()
    if column.dtype == object:  # may hold what cannot be counted
        return tuple(values_of(column))
    counts = column.value_counts(dropna=False)
    counts = counts[counts > 0]
    texts = texts_of(counts.index.to_series()).to_numpy()
    whole = counts.groupby(texts, sort=False).sum().sort_values(ascending=False, kind="stable")
    return tuple(map(str, whole.index)) if len(whole) <= MOST_VALUES else ()
