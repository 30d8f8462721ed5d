"""The layers that a planner brought, one a row: how it looks, its table, and away with it."""

from typing import Any

import streamlit as st

from geo.attributes import EMPTY
from layers.own_look import INKS, MOST_CLASSES, SHAPES
from layers.spec import LayerSpec
from views import catalogue, shelf, table_panel
from views.circles import own_buttons
from views.own_columns import columns_of
from views.plain import strong

_AS_IT_CAME = "默认"


def show() -> None:
    """Draw the rows."""
    for spec in catalogue.own():
        record = catalogue.record_of(spec.layer_id)
        if record is not None:
            _row(spec, record)


def _row(spec: LayerSpec, record: dict[str, Any]) -> None:
    count = len(shelf.get(record["token"]))
    with st.container(border=True):
        st.markdown(f"{strong(spec.title)}　{record['family']} · {count:,} 个要素")
        with st.container(horizontal=True, gap="small"):
            st.button(
                "表格与筛选",
                key=f"in-table-{spec.layer_id}",
                on_click=table_panel.open_at,
                args=(spec.layer_id,),
            )
            with st.popover("样式"):
                _look(spec.layer_id, record)
            own_buttons.show(spec.layer_id)
            if st.button("移除", key=f"in-drop-{spec.layer_id}"):
                catalogue.remove(spec.layer_id)
                st.session_state.pop("in-report", None)
                st.rerun(scope="app")


def _look(layer_id: str, record: dict[str, Any]) -> None:
    """Draw the choice of colour, marker, size and classes; a change draws the page anew."""
    known = record.get("look") or {}
    ink = _pick("颜色", list(INKS), known.get("ink", ""), f"own-ink-{layer_id}")
    shape = ""
    if record["family"] == "点":
        shape = _pick("符号", list(SHAPES), known.get("shape", ""), f"own-shape-{layer_id}")
    size = st.slider(
        "大小（倍）", 0.5, 3.0, float(known.get("size", 1.0)), 0.25, key=f"own-size-{layer_id}"
    )
    column, classes = _classes(layer_id, record, str(known.get("column", "")))
    look = {"ink": ink, "shape": shape, "size": size, "column": column, "classes": classes}
    if look != {"ink": "", "shape": "", "size": 1.0, "column": "", "classes": [], **known}:
        catalogue.change(layer_id, look=look)
        st.rerun(scope="app")


def _pick(title: str, options: list[str], known: str, key: str) -> str:
    words = [_AS_IT_CAME, *options]
    chosen = st.selectbox(title, words, words.index(known or _AS_IT_CAME), key=key)
    return "" if chosen == _AS_IT_CAME else str(chosen)


def _classes(layer_id: str, record: dict[str, Any], known: str) -> tuple[str, list[str]]:
    """Draw the column by which symbols differ; return it with its most frequent values."""
    held = columns_of(record["token"])
    offered = [name for name in record["columns"] if held[name].values]
    words = ["", *offered]
    column = st.selectbox(
        "按列分类显示",
        words,
        words.index(known) if known in words else 0,
        format_func=lambda name: name or "不分类",
        key=f"own-class-{layer_id}",
        help=f"最多区分 {MOST_CLASSES} 类，其余归为“其他”。",
    )
    if not column:
        return "", []
    values = [value for value in held[column].values if value != EMPTY]
    return str(column), values[:MOST_CLASSES]
