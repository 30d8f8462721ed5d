"""The filter's widgets: what to keep of the plan items, in words, without SQL."""

from typing import Final, NamedTuple

import streamlit as st
from pandas import Series

from views import cache
from views.edition import by_edition
from views.filter_keys import KEYS, PLACED_WORDS, clear_all
from views.plain import plain

BIND: Final = "query-params"


class _Offers(NamedTuple):
    """What can be picked: values of the plan items, and names of the zones by id."""

    columns: list[str]
    clauses: list[str]
    kinds: list[str]
    works: list[str]
    zones: dict[str, str]


def show() -> None:
    """Draw the widgets; `filter_keys.current` reads them."""
    offers = _offers()
    st.text_input(
        "文字", key=KEYS["text"].key, bind=BIND, placeholder="名称、位置、条目……", live=True
    )
    st.pills(
        "专栏",
        offers.columns,
        selection_mode="multi",
        format_func=plain,
        key="col",
        bind=BIND,
    )
    _many("clauses", offers.clauses)
    _many("kinds", offers.kinds)
    _many("works", offers.works)
    st.multiselect(
        "分区",
        list(offers.zones),
        format_func=offers.zones.__getitem__,
        key="zone",
        bind=BIND,
        placeholder="全部",
        select_all=False,
    )
    st.segmented_control(
        "落图",
        list(PLACED_WORDS),
        format_func=PLACED_WORDS.__getitem__,
        default="all",
        required=True,
        key="placed",
        bind=BIND,
    )
    st.button("清除全部筛选", on_click=clear_all, width="stretch", key="clear-all")


def _many(field: str, values: list[str]) -> None:
    key, title = KEYS[field]
    st.multiselect(title, values, key=key, bind=BIND, placeholder="全部", select_all=False)


@by_edition()
def _offers() -> _Offers:
    plan = cache.plan()
    projects = plan.projects
    return _Offers(
        columns=_values(projects["column"]),
        clauses=_values(projects["clause"]),
        kinds=_values(projects["kind"]),
        works=_values(projects["work"]),
        zones={str(zone): str(name) for zone, name in plan.zones["name"].items()},
    )


def _values(column: Series) -> list[str]:
    return [str(value) for value in column.unique() if value]
