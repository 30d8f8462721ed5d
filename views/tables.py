"""Tables of plan items beside the map: a row picked is a feature selected, and the other way."""

from functools import partial

import streamlit as st
from geopandas import GeoDataFrame

from geo.filtering import Criteria
from geo.presence import placed
from layers import LAYERS
from views import filtered, selection
from views.row_turn import chosen_in, serial

_COLUMNS = {
    "name": "名称",
    "column": "专栏",
    "work": "建设方式",
    "zone_names": "所在分区",
    "placed": "落图",
    "clause": "条目",
    "kind": "类别",
    "accuracy": "位置精度",
}
_UNPLACED = {
    "name": "名称",
    "clause": "条目",
    "location": "规划所述位置",
    "source_note": "读法说明",
}


def show_items(criteria: Criteria) -> None:
    """Draw the table of the plan items that pass the filter."""
    _table(filtered.left(criteria).rows, _COLUMNS, "items")


def show_unplaced(criteria: Criteria) -> None:
    """Draw the list of the plan items without a place: the plan gives none that is known."""
    items = filtered.left(criteria).rows
    missing = items[~placed(items)]
    st.caption(
        f"{len(missing)} 项未落图：规划未给出位置，或所述道路、地块无可靠坐标，故不臆造位置。"
    )
    _table(missing, _UNPLACED, "unplaced")


def _table(items: GeoDataFrame, columns: dict[str, str], name: str) -> None:
    if items.empty:
        st.info("没有符合条件的项目。")
        return
    ids = tuple(str(item) for item in items.index)
    key = f"{name}-{serial(name, ids)}"
    st.dataframe(
        items[list(columns)].rename(columns=columns),
        hide_index=True,
        height=min(420, 36 * len(ids) + 40),
        key=key,
        on_select=partial(_picked, key, ids, items),
        selection_mode="single-row",
        selection_default={"selection": {"rows": chosen_in(ids)}},
        placeholder="",
    )


def _picked(key: str, ids: tuple[str, ...], items: GeoDataFrame) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if not rows:
        st.session_state["selected"] = ":"
        return
    chosen = ids[rows[0]]
    st.session_state["selected"] = f"{layer_of(items, chosen)}:{chosen}"
    selection.fly_to(items.loc[[chosen]])


def layer_of(items: GeoDataFrame, item: str) -> str:
    """Layer id of a plan item."""
    part = items["layer"][item]
    return next(spec.layer_id for spec in LAYERS if spec.part == part)
