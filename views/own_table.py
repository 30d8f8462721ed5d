"""The table of a layer that a planner brought, with its filter."""

from functools import partial

import streamlit as st
from geopandas import GeoDataFrame
from pandas import DataFrame

from layers.spec import LayerSpec
from views import catalogue, own_filter, shelf
from views.row_turn import chosen_in, serial
from views.selection import fly_to
from views.state.model import picked_rows
from views.state.plan_map import SELECTED

_MOST_ROWS = 5_000
"""Rows of the table; a filter brings the others forward."""


def show(spec: LayerSpec) -> None:
    """Draw filter and table; a row picked is a feature selected."""
    frame: GeoDataFrame = shelf.get(spec.layer_id.removeprefix("own-"))
    kept = catalogue.chosen_of(spec)
    with st.expander("筛选", expanded=len(kept) < len(frame)):
        own_filter.show(spec.layer_id)
    st.caption(f"{len(kept):,} / {len(frame):,} 个要素{_cut(len(kept))}")
    if kept.empty:
        st.info("没有符合条件的要素；请放宽上面的筛选。")
        return
    _table(spec, kept.head(_MOST_ROWS))


def _cut(rows: int) -> str:
    return f"，表中列前 {_MOST_ROWS:,} 个，其余请用筛选缩小" if rows > _MOST_ROWS else ""


def _table(spec: LayerSpec, shown: GeoDataFrame) -> None:
    ids = tuple(str(each) for each in shown.index)
    key = f"own-table-{spec.layer_id}-{serial(spec.layer_id, ids)}"
    record = catalogue.record_of(spec.layer_id)
    columns = [name for name in record.columns if name in shown] if record else []
    table = DataFrame({"名称": shown["name"], **{name: shown[name] for name in columns}})
    st.dataframe(
        table.rename(columns=str),
        hide_index=True,
        height=min(420, 36 * len(ids) + 40),
        key=key,
        on_select=partial(_picked, key, ids, spec.layer_id),
        selection_mode="single-row",
        selection_default={"selection": {"rows": chosen_in(ids)}},
        placeholder="",
    )


def _picked(key: str, ids: tuple[str, ...], layer_id: str) -> None:
    rows = picked_rows(key)
    if not rows:
        SELECTED.set(":")
        return
    SELECTED.set(f"{layer_id}:{ids[rows[0]]}")
    frame: GeoDataFrame = shelf.get(layer_id.removeprefix("own-"))
    fly_to(frame.loc[[ids[rows[0]]]])
