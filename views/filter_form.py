"""The filter's widgets: what to keep of the plan items, in words, without SQL."""

from typing import Final, NamedTuple

import streamlit as st
from pandas import Series

from geo.schema import FILTERED, Column
from views import cache
from views.edition import by_edition
from views.filter_keys import PLACED_WORDS, clear_all
from views.plain import plain
from views.state.plan_map import FILTER, PLACED, TEXT

BIND: Final = "query-params"


_MOST_PILLS = 8
"""Values of a closed list that stand as pills; more, or what is not closed, is a list to open."""


class _Offers(NamedTuple):
    """What can be picked: values of the plan items by column, and names of the zones by id."""

    by_column: dict[str, list[str]]
    zones: dict[str, str]


def show() -> None:
    """Draw the widgets; `filter_keys.current` reads them."""
    offers = _offers()
    st.text_input("文字", key=TEXT.name, bind=BIND, placeholder="名称、位置、条目……", live=True)
    for column in FILTERED:
        _many(column, offers.by_column[column.name])
    st.multiselect(
        "分区",
        list(offers.zones),
        format_func=offers.zones.__getitem__,
        key=FILTER["zones"].name,
        bind=BIND,
        placeholder="全部",
        select_all=False,
    )
    st.segmented_control(
        "落图",
        list(PLACED_WORDS),
        format_func=PLACED_WORDS.__getitem__,
        default=PLACED.start,
        required=True,
        key=PLACED.name,
        bind=BIND,
    )
    st.button("清除全部筛选", on_click=clear_all, width="stretch", key="clear-all")


def _many(column: Column, values: list[str]) -> None:
    key, title = FILTER[column.name].name, column.title
    if 0 < len(column.allowed) <= _MOST_PILLS:
        st.pills(title, values, selection_mode="multi", format_func=plain, key=key, bind=BIND)
        return
    st.multiselect(title, values, key=key, bind=BIND, placeholder="全部", select_all=False)


@by_edition()
def _offers() -> _Offers:
    plan = cache.plan()
    return _Offers(
        by_column={each.name: _values(plan.projects[each.name]) for each in FILTERED},
        zones={str(zone): str(name) for zone, name in plan.zones["name"].items()},
    )


def _values(column: Series) -> list[str]:
    return [str(value) for value in column.unique() if value]
