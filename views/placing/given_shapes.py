"""Placing by coordinates that are pasted, and by a feature of a layer: fields and questions."""

from collections.abc import Mapping
from typing import Final, cast

import streamlit as st

from geo.crs import METRIC
from geo.placing.questions import AxisOrder, ByCoordinates, OfFeature, ShapeWord
from views import layer_registry
from views.placing.fields import KEEP, needed
from views.state import placing as state

_SHAPES: Final[Mapping[str, str]] = {"": "按内容", "point": "点", "line": "线", "area": "面"}
_ORDERS: Final[Mapping[str, str]] = {
    "": "按数值判断", "EN": "先东（Y、经度）后北", "NE": "先北（X、纬度）后东",
}  # fmt: skip


def draw_pasted(tail: str) -> None:
    """Draw the box for coordinates, and how they are read."""
    st.text_area(
        "坐标（一行一个点）",
        key=state.PASTE.key(tail).name,
        placeholder="115.9235, 28.6352\n或 点号 X Y，或 115°55′24″ 28°38′07″",
        height=120,
        persist_state=KEEP,
    )
    system_fields(tail)


def system_fields(tail: str) -> None:
    """Draw how coordinates are to be read: their system, order and shape."""
    st.text_input(
        "坐标系（不填则按数值判断）",
        key=state.SYSTEM.key(tail).name,
        placeholder=f"如 {METRIC}、EPSG:4490、GCJ-02、BD-09",
        persist_state=KEEP,
    )
    left, right = st.columns(2)
    left.selectbox(
        "坐标次序",
        list(_ORDERS),
        format_func=_ORDERS.__getitem__,
        key=state.ORDER.key(tail).name,
        persist_state=KEEP,
    )
    right.selectbox(
        "图形",
        list(_SHAPES),
        format_func=_SHAPES.__getitem__,
        key=state.SHAPE.key(tail).name,
        persist_state=KEEP,
    )


def pasted(tail: str) -> ByCoordinates:
    """Return the question of pasted coordinates."""
    return ByCoordinates(
        needed(state.PASTE.key(tail).get(), "坐标"),
        state.SYSTEM.key(tail).get().strip(),
        cast("ShapeWord", state.SHAPE.key(tail).get()),
        cast("AxisOrder", state.ORDER.key(tail).get()),
    )


def draw_feature(tail: str) -> None:
    """Draw the choice of a layer of one's own and of a feature of it."""
    own = {spec.title: spec for spec in layer_registry.own()}
    if not own:
        st.info("还没有导入图层；请先在“导入”面板读入文件，再回到这里选要素。")
        return
    layer = st.selectbox(
        "图层", list(own), index=None, key=state.LAYER.key(tail).name,
        placeholder="选择图层", persist_state=KEEP,
    )  # fmt: skip
    if layer in own:
        frame = layer_registry.narrowed(own[layer], None)
        names = {str(each): f"{name} · {each}" for each, name in frame["name"].head(5_000).items()}
        st.selectbox(
            "要素", list(names), index=None, key=state.OF_LAYER.key(tail).name,
            format_func=lambda each: names.get(each, each),
            placeholder="选择或输入名称查找", persist_state=KEEP,
        )  # fmt: skip


def feature(tail: str) -> OfFeature:
    """Return the question of a feature."""
    layer = needed(state.LAYER.key(tail).get(), "图层")
    return OfFeature(layer, needed(state.OF_LAYER.key(tail).get(), "要素"))
