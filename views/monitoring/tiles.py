"""The figures on top of the boards, each with the number of items that it is made of."""

from collections.abc import Iterable
from html import escape

import streamlit as st
from pandas import Series

from geo.monitoring.amounts import amount_words


def show(row: Series) -> None:
    """Draw the tiles of the row of all items (`geo.monitoring.boards.whole`)."""
    items = int(row["items"])
    told = items - int(row["unreported"])
    judged = items - int(row["时限未填报"])
    finished = int(row["完工"]) + int(row["投用"])
    tiles = [
        ("项目", f"{items} 项", ""),
        ("已填报状态", f"{told} 项", f"未填报 {items - told} 项"),
        ("在建", *_state(told, int(row["在建"]))),
        ("完工、投用", *_state(told, finished)),
        ("逾期", *_state(judged, int(row["overdue"]), "项可判断")),
        ("未落图", f"{int(row['unplaced'])} 项", ""),
        ("总投资", amount_words(row["total"]), _of(row, "total")),
        ("累计完成", amount_words(row["done"]), _of(row, "done")),
    ]
    st.html(tiles_html(tiles))


def tiles_html(tiles: Iterable[tuple[str, str, str]]) -> str:
    """Return tiles as HTML, every word escaped: title, figure, note."""
    cells = (
        f"<div><span>{escape(title)}</span><b>{escape(figure)}</b>"
        f"<small>{escape(note)}</small></div>"
        for title, figure, note in tiles
    )
    return f'<div class="pm-tiles">{"".join(cells)}</div>'


def _state(told: int, number: int, words: str = "项已填报") -> tuple[str, str]:
    """A count of items, and of how many it can be told; 未填报 where of none."""
    return (f"{number} 项", f"{told} {words}") if told else ("未填报", "")


def _of(row: Series, name: str) -> str:
    number = int(row[f"{name}_items"])
    return f"{number} 项填报" if number else ""
