"""The filter's widgets: what to keep of the plan items, in words, without SQL."""

from typing import Final

import streamlit as st
from pandas import Series

from geo.plan_data import PlanData
from views.filter_keys import KEYS, PLACED_WORDS, clear_all
from views.plain import plain

BIND: Final = "query-params"


def show(plan: PlanData) -> None:
    """Draw the widgets; `filter_keys.current` reads them."""
    projects, zones = plan.projects, plan.zones["name"]
    st.text_input(
        "文字", key=KEYS["text"].key, bind=BIND, placeholder="名称、位置、条目……", live=True
    )
    st.pills(
        "专栏",
        _values(projects["column"]),
        selection_mode="multi",
        format_func=plain,
        key="col",
        bind=BIND,
    )
    _many("clauses", _clauses(plan))
    _many("kinds", _values(projects["kind"]))
    _many("works", _values(projects["work"]))
    st.multiselect(
        "分区",
        list(zones.index),
        format_func=lambda zone: str(zones[zone]),
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


def _values(column: Series) -> list[str]:
    return [str(value) for value in column.unique() if value]


def _clauses(plan: PlanData) -> list[str]:
    return _values(plan.projects["clause"])
