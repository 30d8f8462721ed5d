"""The filter of the plan items: its widgets, whose keys stand in the URL, and what they hold."""

from typing import Any, Final, NamedTuple

import streamlit as st

from geo.filtering import Criteria, chosen_values
from geo.schema import FILTERED, Column
from views import cache
from views.edition import by_edition
from views.escape_markdown import escape_markdown
from views.state.model import Key
from views.state.plan_map import FILTER, PICK, PLACED, TEXT

BIND: Final = "query-params"


_MOST_PILLS = 12
"""Values of a closed list that stand as pills; more, or what is not closed, is a list to open."""


class FilterKey(NamedTuple):
    """A widget's key (its name also the URL's) and the words for it."""

    key: Key[Any]
    title: str


KEYS = {
    **{each.name: FilterKey(FILTER[each.name], each.title) for each in FILTERED},
    "zones": FilterKey(FILTER["zones"], "分区"),
    "placed": FilterKey(PLACED, "落图"),
    "text": FilterKey(TEXT, "文字"),
}
"""By criterion: a column of the plan's items, or one of the others of `Criteria`."""

NO_ZONE, NO_ZONE_WORDS = "", "未落图或不在分区内"
"""What lies in no zone, as `geo.filtering` has it, and in words."""

PLACED_WORDS = {"all": "全部", "placed": "已落图", "unplaced": "未落图"}


def show() -> None:
    """Draw the widgets; `current` reads them."""
    by_column, zones = _offers()
    st.text_input("文字", key=TEXT.name, bind=BIND, placeholder="名称、位置、条目……", live=True)
    for column in FILTERED:
        _many(column, by_column[column.name])
    st.multiselect(
        "分区",
        list(zones),
        format_func=zones.__getitem__,
        key=FILTER["zones"].name,
        bind=BIND,
        placeholder="全部",
        select_all=False,
    )
    PLACED.segmented_control("落图", format_func=PLACED_WORDS.__getitem__, bind=BIND)
    st.button("清除全部筛选", on_click=clear_all, width="stretch", key="clear-all")


def _many(column: Column, values: list[str]) -> None:
    if not any(value != column.blank for value in values) and not FILTER[column.name].get():
        return  # nobody has filled it in: there is nothing to choose among
    key, title = FILTER[column.name].name, column.title
    if 0 < len(column.allowed) <= _MOST_PILLS:
        st.pills(
            title, values, selection_mode="multi", format_func=escape_markdown, key=key, bind=BIND
        )
        return
    st.multiselect(title, values, key=key, bind=BIND, placeholder="全部", select_all=False)


@by_edition()
def _offers() -> tuple[dict[str, list[str]], dict[str, str]]:
    """What can be picked: values of the plan items by column, and names of the zones by id."""
    projects, zones = cache.plan().projects, cache.plan().zones["name"]
    by_column = {
        each.name: _in_order(each, [str(value) for value in projects[each.name].unique() if value])
        for each in FILTERED
    }
    named = {str(zone): str(name) for zone, name in zones.items()}
    return by_column, named | {NO_ZONE: NO_ZONE_WORDS}


def _in_order(column: Column, values: list[str]) -> list[str]:
    """Values of a column of the ledger as its list has them, others first; else as they come."""
    if not column.ledger:
        return values
    order = {value: place for place, value in enumerate(column.allowed)}
    return sorted(values, key=lambda value: order.get(value, -1))


def current() -> Criteria:
    """Return the criteria that the widgets hold, before they are drawn."""
    return Criteria(
        values=chosen_values({each.name: FILTER[each.name].get() for each in FILTERED}),
        zones=tuple(FILTER["zones"].get()),
        placed=PLACED.get(),
        text=TEXT.get(),
    )


def clear(field: str) -> None:
    """Drop one criterion."""
    KEYS[field].key.reset()


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
    key.set([each for each in key.get() if each != value])


def take_pick() -> None:
    """Put what was clicked in a chart into the filter; call before its widgets are drawn."""
    for field, values in PICK.take():
        KEYS[field].key.set(values[0] if field == "placed" else list(values))
