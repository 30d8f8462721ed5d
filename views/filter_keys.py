"""The filter's widgets by name: their keys stand in the URL, their words on the chips."""

from typing import NamedTuple

import streamlit as st

from geo.filtering import Criteria, chosen_values
from geo.schema import FILTERED


class FilterKey(NamedTuple):
    """A widget key (also the URL's) and the words for it."""

    key: str
    title: str


KEYS = {
    **{each.name: FilterKey(each.filter, each.title) for each in FILTERED},
    "zones": FilterKey("zone", "分区"),
    "placed": FilterKey("placed", "落图"),
    "text": FilterKey("q", "文字"),
}
"""By criterion: a column of the plan's items, or one of the others of `Criteria`."""

PLACED_WORDS = {"all": "全部", "placed": "已落图", "unplaced": "未落图"}


def current() -> Criteria:
    """Return the criteria that the widgets hold, before they are drawn."""
    state = st.session_state
    return Criteria(
        values=chosen_values({each.name: state.get(each.filter) or () for each in FILTERED}),
        zones=tuple(state.get(KEYS["zones"].key) or ()),
        placed=state.get("placed") or "all",
        text=state.get("q") or "",
    )


def clear(field: str) -> None:
    """Drop one criterion."""
    st.session_state[KEYS[field].key] = {"placed": "all", "text": ""}.get(field, [])


def clear_all() -> None:
    """Drop every criterion."""
    for field in KEYS:
        clear(field)


def drop(field: str, value: str) -> None:
    """Drop one value of a criterion."""
    if field in ("placed", "text"):
        clear(field)
        return
    key = KEYS[field].key
    st.session_state[key] = [each for each in st.session_state.get(key) or () if each != value]


def take_pick() -> None:
    """Put what was clicked in a chart into the filter; call before its widgets are drawn."""
    picked = st.session_state.pop("pick", None)
    if picked:
        field, value = picked
        st.session_state[KEYS[field].key] = value if field == "placed" else [value]
