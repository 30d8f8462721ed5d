"""The overview in charts: it follows the filter, and a bar that is clicked filters."""

from functools import partial

import altair as alt
import streamlit as st
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.crs import to_metric
from geo.has_geometry import has_geometry
from geo.plan_data import PlanData
from geo.schema import FILTERED
from views.filter_form import PLACED_WORDS
from views.state.model import picked_points
from views.state.plan_map import BARS, PICK

_BAR = "#0b57a4"
_ROW = 24
_PAD = 14


def show(plan: PlanData, items: GeoDataFrame) -> None:
    """Draw the charts of the plan items that pass the filter, and of the zones' areas."""
    names = plan.zones["name"]
    st.caption("点击条形即按该项筛选；再到上方筛选条中取消。")
    for column in (each for each in FILTERED if each.chart):
        counts = items[column.name].value_counts(sort=not column.allowed)
        _bars(column.chart, column.name, counts)
    touched = items["zones_touched"].explode().dropna()
    zones = touched.value_counts().rename(index=names)
    _bars(
        "按分区（跨分区的道路各计一次）", "zones", zones, dict(zip(names, names.index, strict=True))
    )
    words = has_geometry(items).map({True: PLACED_WORDS["placed"], False: PLACED_WORDS["unplaced"]})
    back = {word: key for key, word in PLACED_WORDS.items()}
    _bars("是否落图", "placed", words.value_counts(), back)
    _areas(plan)


def _bars(title: str, field: str, counts: Series, back: dict[str, str] | None = None) -> None:
    if counts.empty:
        return
    rows = DataFrame({"项": counts.index.astype(str), "数量": counts.to_numpy()})
    key = f"bars-{field}-{BARS.get()}"
    pick = alt.selection_point(name="pick", fields=["项"])
    st.caption(title)
    chart = _chart(rows, "数量").add_params(pick)
    st.altair_chart(chart, key=key, on_select=partial(_picked, key, field, back or {}))


def _chart(rows: DataFrame, value: str) -> alt.LayerChart:
    base = alt.Chart(rows).encode(
        y=alt.Y("项:N", sort=None, title=None, axis=alt.Axis(labelLimit=170)),
        x=alt.X(f"{value}:Q", title=None, axis=None),
        tooltip=["项", value],
    )
    bars = base.mark_bar(color=_BAR, cursor="pointer")
    texts = base.mark_text(align="left", dx=4, fontSize=12).encode(text=f"{value}:Q")
    return (bars + texts).properties(height=_ROW * len(rows) + _PAD)


def _picked(key: str, field: str, back: dict[str, str]) -> None:
    points = picked_points(key, "pick")
    if points:
        word = points[0]["项"]
        PICK.set([(field, [back.get(word, word)])])
        BARS.set(BARS.get() + 1)


def _areas(plan: PlanData) -> None:
    square_km = to_metric(plan.zones).area / 1e6
    rows = DataFrame({"项": plan.zones["name"], "平方公里": square_km.round(2)})
    st.caption("分区示意面积（平方公里，边界为示意，面积仅供参考）")
    st.altair_chart(_chart(rows, "平方公里"))
