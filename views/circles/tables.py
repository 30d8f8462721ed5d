"""Tables of the page: numbers in whole metres, a row picked is an estate selected."""

from functools import partial

import streamlit as st
from pandas import DataFrame

from geo.lifecircle.gaps import GapResult
from views.circles import pick
from views.circles.answer import Answer

_ROW, _HEAD = 35, 40


def height(rows: int, most: int = 360) -> int:
    """Pixels of a table of so many rows."""
    return min(most, _ROW * rows + _HEAD)


def estates(answer: Answer, table: DataFrame, name: str, most: int = 360) -> None:
    """Draw a table indexed by demand id; a row picked selects the estate and flies there."""
    ids = tuple(str(each) for each in table.index)
    key = f"lc-{name}-{st.session_state.get('lc-serial', 0)}-{len(ids)}"
    chosen = pick.picked("served")
    rows = [ids.index(chosen)] if chosen in ids else []
    st.dataframe(
        table.rename(columns={"小区": answer.noun}),
        hide_index=True,
        height=height(len(table), most),
        key=key,
        on_select=partial(_picked, key, ids, answer),
        selection_mode="single-row",
        selection_default={"selection": {"rows": rows}},
        placeholder="",
    )


def gap_rows(rows: DataFrame) -> DataFrame:
    """Rows of one rule under Chinese headers, by demand id; metres and minutes rounded."""
    return DataFrame(
        {
            "小区": rows["demand_name"].astype(str),
            "步行（米）": rows["distance_m"].where(rows["distance_m"] < float("inf")).round(),
            "约分钟": rows["walk_min"].where(rows["distance_m"] < float("inf")).round(1),
            "直线（米）": rows["straight_m"].round(),
            "最近设施": rows["facility_name"].astype(str),
            "判定": rows["status"].astype(str),
        }
    )


def facility_words(result: GapResult, demand_id: str) -> DataFrame:
    """Every rule for one demand point, under Chinese headers."""
    rows = result.table[result.table["demand_id"] == demand_id]
    return gap_rows(rows).assign(小区=rows["kind"].astype(str)).rename(columns={"小区": "类别"})


def _picked(key: str, ids: tuple[str, ...], answer: Answer) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if not rows:
        st.session_state["lc-picked"] = ":"
        return
    st.session_state["lc-picked"] = f"served:{ids[rows[0]]}"
    demand = answer.demand_m
    pick.fly_to(demand[demand.index.astype(str) == ids[rows[0]]])
