"""Somebody changed the same fields meanwhile: both values side by side, and whose is taken."""

from datetime import datetime
from html import escape
from typing import Any

import shapely
import streamlit as st

from geo.crs import LONLAT, to_metric
from geo.geometry_parsing import plain_wkt
from geo.overlay import GEOMETRY
from geo.schema import PLAN_TABLES
from views.escape_markdown import escape_markdown
from views.placing import map_edit, saving
from views.placing.items import PlacingItem
from views.state import placing as state


def show(item: PlacingItem) -> None:
    """Draw both values of each field, and the buttons."""
    conflicts = state.CONFLICTS.key(item.tail).get()
    st.warning(
        f"“{escape_markdown(item.name)}”在您填写期间被别人改过，还没有保存。请对照双方的值再决定。"
    )
    st.html(conflict_html(item, conflicts))
    theirs = next((each["theirs"] for each in conflicts if each["field"] == GEOMETRY), None)
    if theirs:
        st.button(
            "在地图上看对方的图形（虚线）", key="conflict-see", on_click=_see, args=(item, theirs)
        )
    fields = [each["field"] for each in conflicts]
    with st.container(horizontal=True, gap="small"):
        for whose, words in ((state.MINE, "用我的"), (state.THEIRS, "用对方的")):
            st.button(
                words,
                key=f"conflict-{whose}",
                on_click=saving.take,
                args=(item, dict.fromkeys(fields, whose)),
            )
    with st.expander("逐项选"):
        for field in fields:
            st.radio(
                escape_markdown(_title(item, field)),
                (state.MINE, state.THEIRS),
                key=state.TAKE.key(f"{item.tail}-{field}").name,
                horizontal=True,
            )
        st.button("按所选保存", key="conflict-each", on_click=_take_each, args=(item, fields))


def _take_each(item: PlacingItem, fields: list[str]) -> None:
    whose = {field: state.TAKE.key(f"{item.tail}-{field}").get() for field in fields}
    saving.take(item, whose)


def _see(item: PlacingItem, theirs: str) -> None:
    shape = plain_wkt([theirs])[0]
    if shape is not None:
        lines = shape.boundary if shapely.get_dimensions(shape) == 2 else shape  # noqa: PLR2004
        seen = lines if shapely.get_dimensions(lines) == 1 else shape.buffer(2e-4).exterior
        map_edit.begin(item.key, item.name, item.kinds, map_edit.drawn(), gaps_ll=seen,
                       told="虚线是对方的图形")  # fmt: skip


def conflict_html(item: PlacingItem, conflicts: list[dict[str, Any]]) -> str:
    """Return both values of each field as HTML, every value escaped."""
    rows = "".join(
        f"<tr><th>{escape(_title(item, each['field']))}</th>"
        f"<td>{escape(_words(each['field'], each['mine']))}</td>"
        f"<td>{escape(_words(each['field'], each['theirs']))}"
        f"<br><small>{escape(str(each['by']))} {escape(_time(each['at']))}</small></td></tr>"
        for each in conflicts
    )
    head = "<tr><th></th><th>我的</th><th>对方的</th></tr>"
    return f'<table class="pm-conflict">{head}{rows}</table>'


def _title(item: PlacingItem, field: str) -> str:
    column = PLAN_TABLES[item.table].column(field)
    if field == GEOMETRY or column is None:
        return "位置"
    return f"{column.title}（{column.unit}）" if column.unit else column.title


def _words(field: str, value: object) -> str:
    """A value as it is read; a shape by its kind and size."""
    if value is None:
        return "（空）"
    return (
        shape_words(str(value))
        if field == GEOMETRY
        else f"{value:g}"
        if isinstance(value, float)
        else str(value)
    )


def shape_words(wkt: str) -> str:
    """A geometry in words: kind, parts, length or area in the metric system."""
    shape = plain_wkt([wkt])[0]
    if shape is None:
        return "（看不出的图形）"
    from geopandas import GeoSeries  # noqa: PLC0415

    measured = to_metric(GeoSeries([shape], crs=LONLAT).to_frame("geometry")).geometry.iloc[0]
    parts = shapely.get_num_geometries(shape)
    many = f"，{parts} 部分" if parts > 1 else ""
    if shapely.get_dimensions(shape) == 0:
        at = shape.centroid
        return f"点{many}（{at.x:.5f}，{at.y:.5f}）"
    if shapely.get_dimensions(shape) == 1:
        return f"线{many}，长 {measured.length:,.0f} 米"
    return f"面{many}，{measured.area / 10_000:,.2f} 公顷"


def _time(iso: str) -> str:
    return datetime.fromisoformat(iso).astimezone().strftime("%Y-%m-%d %H:%M")
