"""Tables of the page: numbers in whole metres, a row picked is an estate selected."""

from functools import partial

import streamlit as st
from pandas import DataFrame, Series

from geo.lifecircle.gaps import GapResult
from views.lifecircle import picked_feature
from views.lifecircle.analysis_answer import LifeCircleAnswer
from views.state.lifecircle import PICKED, SERIAL
from views.state.model import picked_rows

_ROW, _HEAD = 35, 40


def height(rows: int, most: int = 360) -> int:
    """Pixels of a table of so many rows."""
    return min(most, _ROW * rows + _HEAD)


def estates(answer: LifeCircleAnswer, table: DataFrame, name: str, most: int = 360) -> None:
    """Draw a table indexed by demand id; a row picked selects the estate and flies there."""
    ids = tuple(str(each) for each in table.index)
    key = f"lc-{name}-{SERIAL.get()}-{len(ids)}"
    chosen = picked_feature.picked("served")
    rows = [ids.index(chosen)] if chosen in ids else []
    st.dataframe(
        table.rename(columns={"小区": answer.demand_label}),
        hide_index=True,
        height=height(len(table), most),
        key=key,
        on_select=partial(_picked, key, ids, answer),
        selection_mode="single-row",
        selection_default={"selection": {"rows": rows}},
        placeholder="",
    )


def metres(walks_m: Series) -> Series:
    """Whole metres, nothing where no way leads."""
    return walks_m.where(walks_m < float("inf")).round()


def percent(shares: Series) -> list[str]:
    """Shares in words, a dash where one is not known."""
    return [f"{share:.1%}" if share == share else "—" for share in shares]  # noqa: PLR0124 - NaN


def gap_rows(rows: DataFrame) -> DataFrame:
    """Rows of one rule under Chinese headers, by demand id; metres and minutes rounded."""
    return DataFrame(
        {
            "小区": rows["demand_name"].astype(str),
            "步行（米）": metres(rows["distance_m"]),
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


def _picked(key: str, ids: tuple[str, ...], answer: LifeCircleAnswer) -> None:
    rows = picked_rows(key)
    if not rows:
        PICKED.set(":")
        return
    PICKED.set(f"served:{ids[rows[0]]}")
    demand = answer.demand_m
    picked_feature.fly_to(demand[demand.index.astype(str) == ids[rows[0]]])
