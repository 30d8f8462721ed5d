"""In: layers another office sends, and those that are there already, one a row."""

from typing import Final

import streamlit as st

from geo.attributes import EMPTY
from geo.plan_data import PlanData
from layers.imported_style import INKS, MOST_CLASSES, SHAPES, OwnLook
from views import import_form, import_report, layer_registry, layer_store, plan_tables
from views.escape_markdown import strong
from views.imported_filter import columns_of
from views.lifecircle import imported_buttons
from views.state.imported import REPORT, SIZES, ImportedLayer

PLACE: Final = "in"
_AS_IT_CAME = "默认"


def show(plan: PlanData) -> None:
    """Draw the form, and the layers that are there already."""
    import_form.show(plan, import_form.ImportPlace(PLACE, lambda _: None))
    import_report.show(PLACE)
    for layer in layer_registry.records():
        _row(layer)


def _row(layer: ImportedLayer) -> None:
    """Draw how a layer looks, its table, and away with it."""
    count, layer_id = len(layer_store.get(layer.token)), layer.layer_id
    with st.container(border=True):
        st.markdown(f"{strong(layer.title)}　{layer.family} · {count:,} 个要素")
        with st.container(horizontal=True, gap="small"):
            st.button(
                "表格与筛选",
                key=f"in-table-{layer_id}",
                on_click=plan_tables.open_at,
                args=(layer_id,),
            )
            with st.popover("样式"):
                _look(layer)
            imported_buttons.show(layer_id)
            if st.button("移除", key=f"in-drop-{layer_id}"):
                layer_registry.remove(layer_id)
                REPORT.drop()
                st.rerun(scope="app")


def _look(layer: ImportedLayer) -> None:
    """Draw the choice of colour, marker, size and classes; a change draws the page anew."""
    known, layer_id = layer.look, layer.layer_id
    ink = _pick("颜色", list(INKS), known.ink, f"own-ink-{layer_id}")
    shape = ""
    if layer.family == "点":
        shape = _pick("符号", list(SHAPES), known.shape, f"own-shape-{layer_id}")
    size = st.slider("大小（倍）", *SIZES, known.size, 0.25, key=f"own-size-{layer_id}")
    column, classes = _classes(layer)
    look = OwnLook(ink, shape, size, column, classes)
    if look != known:
        layer_registry.change(layer_id, look=look)
        st.rerun(scope="app")


def _pick(title: str, options: list[str], known: str, key: str) -> str:
    words = [_AS_IT_CAME, *options]
    chosen = st.selectbox(title, words, words.index(known or _AS_IT_CAME), key=key)
    return "" if chosen == _AS_IT_CAME else str(chosen)


def _classes(layer: ImportedLayer) -> tuple[str, tuple[str, ...]]:
    """Draw the column by which symbols differ; return it with its most frequent values."""
    held, known = columns_of(layer.token), layer.look.column
    offered = [name for name in layer.columns if held[name].values]
    words = ["", *offered]
    column = st.selectbox(
        "按列分类显示",
        words,
        words.index(known) if known in words else 0,
        format_func=lambda name: name or "不分类",
        key=f"own-class-{layer.layer_id}",
        help=f"最多区分 {MOST_CLASSES} 类，其余归为“其他”。",
    )
    if not column:
        return "", ()
    values = tuple(value for value in held[column].values if value != EMPTY)
    return str(column), values[:MOST_CLASSES]
