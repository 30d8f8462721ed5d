"""The card of the selected feature: what the plan says and how well the place is known."""

from datetime import date
from html import escape

import streamlit as st
from geopandas import GeoDataFrame
from pandas import Series, isna

from geo.has_geometry import has_geometry
from geo.plan_data import PlanData
from layers.features import card_fields
from layers.spec import LayerSpec
from views import cache, selected_feature, writer
from views.buffer_state import SELECTED
from views.ledger import item_actions, reported
from views.local_time import today
from views.placing import placing_notice
from views.placing.items import item_of
from views.state.plan_map import BUFFERS, PANEL, RING_ORIGINS


def card_html(spec: LayerSpec, row: Series, day: date | None = None) -> str:
    """Return the card of a feature as HTML, every value escaped, empty ones left out.

    What the office reports of an item of the plan stands first (`views.ledger.reported`), as on
    `day`, None where none is told.
    """
    own = spec.frame == "projects"
    lines = [
        f"<dt>{escape(field.title)}</dt><dd>{escape(_text(row.get(field.column)))}</dd>"
        for field in card_fields(spec, row.index)
        if _text(row.get(field.column)) and not (own and field.column in reported.COLUMNS)
    ]
    told = reported.reported_html(row, day) if own else ""
    note = f'<p class="pm-mark">{escape(spec.note)}</p>' if spec.note else ""
    title = escape(_text(row.get(spec.name_column)))
    head = f"<h3>{title}</h3><div>{escape(spec.title)}</div>"
    return f'<div class="pm-card">{head}{told}<dl>{"".join(lines)}</dl>{note}</div>'


def draw(spec: LayerSpec, frame: GeoDataFrame) -> None:
    """Draw the card of the one feature of a frame."""
    row = frame.iloc[0]
    if spec.name_column == frame.index.name:
        row = Series({**row.to_dict(), spec.name_column: str(frame.index[0])})
    st.html(card_html(spec, row, cache.plan().day or today()))


def show(plan: PlanData) -> None:
    """Draw the card of what is selected, with what can be done with it."""
    chosen = selected_feature.current(plan)
    if chosen is None:
        st.caption("点选地图要素、表格行或搜索名称，可查看条目、落图依据和位置精度。")
        return
    frame = selected_feature.row_of(plan, chosen)
    draw(chosen.spec, frame)
    placed = bool(has_geometry(frame).iloc[0])
    with st.container(horizontal=True, gap="small"):
        if placed:
            st.button("飞到此处", key="card-fly", on_click=selected_feature.fly_to, args=(frame,))
            st.button("以此做缓冲分析", key="card-rings", on_click=_to_rings)
        _place(chosen, placed=placed)
        item_actions.buttons(chosen)
        st.button("取消选择", key="card-clear", on_click=selected_feature.clear)
    item_actions.show(chosen)


def _place(chosen: selected_feature.Selected, *, placed: bool) -> None:
    """Draw the button that leads to the panel 落图, where that can be used."""
    item = item_of(chosen.spec.layer_id, chosen.feature_id)
    if item is not None and writer.may_edit().may:
        st.button(
            "修改落图" if placed else "落图",
            key="card-place",
            type="secondary" if placed else "primary",
            on_click=placing_notice.open_at,
            args=(item,),
        )


def _to_rings() -> None:
    PANEL.set(BUFFERS)
    RING_ORIGINS.set([SELECTED])


def _text(value: object) -> str:
    return "" if value is None or (isinstance(value, float) and isna(value)) else str(value)
