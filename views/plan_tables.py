"""Tables beside the map: a row picked is a feature selected, and the other way."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal
from zlib import crc32

import streamlit as st
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.added_columns import added_headers
from geo.filtering import Criteria
from geo.has_geometry import has_geometry
from geo.overlay.filled import unfilled
from geo.schema import PROJECTS
from layers import LAYERS
from layers.spec import LayerSpec
from views import cache, imported_filter, layer_registry, layer_store, selected_feature
from views.state.model import picked_rows
from views.state.plan_map import PANEL, ROWS, SELECTED, SERIAL, TABLE, TABLE_OF, TURN

_PLAN = "plan"
"""Among the tables to choose from, that of the plan items."""

_MOST_ROWS = 5_000
"""Rows of the table of an own layer; a filter brings the others forward."""


def show(criteria: Criteria) -> None:
    """Draw the choice of a table, where there is one, and the table."""
    own = {spec.layer_id: spec for spec in layer_registry.own()}
    chosen = _chosen({layer_id: spec.title for layer_id, spec in own.items()}) if own else _PLAN
    if chosen in own:
        _own(own[chosen])
    else:
        _items(cache.left(criteria).rows, _ranked("table"), "items")


def open_at(layer_id: str) -> None:
    """Let the panel open with the table of an own layer."""
    PANEL.set(TABLE)
    TABLE_OF.set(layer_id)


def _chosen(own: dict[str, str]) -> str:
    names = {_PLAN: "规划项目", **own}
    if TABLE_OF.get() not in names:
        TABLE_OF.set(_PLAN)
    chosen = st.selectbox(
        "表",
        list(names),
        format_func=names.__getitem__,
        key=TABLE_OF.name,
        label_visibility="collapsed",
        persist_state="session",
    )
    return str(chosen)


def show_unplaced(criteria: Criteria) -> None:
    """Draw the list of the plan items without a place: the plan gives none that is known."""
    items = cache.left(criteria).rows
    missing = items[~has_geometry(items)]
    st.caption(
        f"{len(missing)} 项未落图：规划未给出位置，或所述道路、地块无可靠坐标，故不臆造位置。"
        "本单位知道位置的，选一行，按卡片上的“落图”，写明依据即可上图。"
    )
    _items(missing, _ranked("unplaced"), "unplaced")


def _ranked(where: Literal["table", "unplaced"]) -> dict[str, str]:
    """Title by column of a table; what nobody has filled in of any item is left out."""
    empty = unfilled(cache.plan().projects, PROJECTS)
    return {name: title for name, title in PROJECTS.ranked(where).items() if name not in empty}


def _items(items: GeoDataFrame, columns: dict[str, str], name: str) -> None:
    if items.empty:
        st.info("没有符合条件的项目。")
        return
    titles = columns | added_headers(items.columns, columns)
    of_items(items, items[list(titles)].rename(columns=titles), name)


def of_items(
    items: GeoDataFrame, shown: DataFrame, name: str, widths: Mapping[str, int] | None = None
) -> None:
    """Draw `shown`, a row for each of the plan items `items`; a row picked selects its item.

    `widths` are pixels of columns that are not as wide as their words.
    """
    _table(items, shown, name, lambda item: _layer_of(items, item), widths or {})


def _layer_of(items: GeoDataFrame, item: str) -> str:
    """Layer id of a plan item."""
    part = items["layer"][item]
    return next(spec.layer_id for spec in LAYERS if spec.part == part)


def _own(spec: LayerSpec) -> None:
    """Draw filter and table of a layer that a planner brought."""
    frame: GeoDataFrame = layer_store.get(spec.layer_id.removeprefix("own-"))
    kept = layer_registry.chosen_of(spec)
    with st.expander("筛选", expanded=len(kept) < len(frame)):
        imported_filter.show(spec.layer_id)
    more = f"，表中列前 {_MOST_ROWS:,} 个，其余请用筛选缩小" if len(kept) > _MOST_ROWS else ""
    st.caption(f"{len(kept):,} / {len(frame):,} 个要素{more}")
    if kept.empty:
        st.info("没有符合条件的要素；请放宽上面的筛选。")
        return
    rows, record = kept.head(_MOST_ROWS), layer_registry.record_of(spec.layer_id)
    columns = [name for name in record.columns if name in rows] if record else []
    shown = DataFrame({"名称": rows["name"], **{name: rows[name] for name in columns}})
    _table(
        rows, shown.rename(columns=str), f"own-table-{spec.layer_id}", lambda _: spec.layer_id, {}
    )


def _table(
    rows: GeoDataFrame,
    shown: DataFrame,
    name: str,
    layer_of: Callable[[str], str],
    widths: Mapping[str, int],
) -> None:
    """Draw `shown`, a row for each of the features `rows`, whose layer `layer_of` tells."""
    ids = tuple(str(each) for each in rows.index)
    key = f"{name}-{_serial(name, ids)}"
    _, _, chosen = SELECTED.get().partition(":")
    st.dataframe(
        shown,
        hide_index=True,
        height=min(420, 36 * len(ids) + 40),
        key=key,
        on_select=partial(_picked, key, rows, layer_of),
        selection_mode="single-row",
        selection_default={"selection": {"rows": [ids.index(chosen)] if chosen in ids else []}},
        placeholder="",
        column_config={each: st.column_config.Column(width=px) for each, px in widths.items()},
    )


def _serial(name: str, ids: tuple[str, ...]) -> str:
    """Number of a table: a new one when the map selected or the row selected moved."""
    rows, turn, mark = ROWS.key(name), TURN.key(name), crc32("|".join(ids).encode())
    moved = rows.is_set() and rows.get() != mark
    rows.set(mark)
    if moved and SELECTED.get() not in ("", ":"):
        turn.set(turn.get() + 1)
    return f"{SERIAL.get()}-{turn.get()}"


def _picked(key: str, rows: GeoDataFrame, layer_of: Callable[[str], str]) -> None:
    picked = picked_rows(key)
    if not picked:
        SELECTED.set(":")
        return
    row = rows.iloc[picked[:1]]
    chosen = str(row.index[0])
    SELECTED.set(f"{layer_of(chosen)}:{chosen}")
    selected_feature.fly_to(row)
