"""The sidebar: layers, looks and the filter."""

from typing import Final

import streamlit as st

from layers.backgrounds import NAMES, NONE, TIANDITU
from layers.palettes import PALETTES, STANDARD
from layers.spec import LayerSpec
from views import cache, catalogue, filter_form, filtered
from views.choices import Choices
from views.chosen import gather
from views.edition import by_edition
from views.filter_keys import current
from views.plain import plain

BIND: Final = "query-params"


def show() -> Choices:
    """Draw the sidebar; return what is chosen."""
    layer_box = st.container()
    with st.expander("配色与底图", expanded=False):
        _looks()
    with st.expander("筛选规划项目", expanded=True):
        filter_form.show()
    with layer_box:
        _layer_list(filtered.left(current()).ids)
    return gather()


def _layer_list(kept: frozenset[str]) -> None:
    head = st.container(horizontal=True, vertical_alignment="center", gap="small")
    head.markdown("**图层**")
    draft = Choices((), STANDARD, NONE, kept=kept, filters=catalogue.filters())
    items = {**cache.items(), **catalogue.own_items()}
    members = cache.members()
    for spec in catalogue.specs():
        row = st.container(horizontal=True, vertical_alignment="center", gap="small")
        on = row.checkbox(
            plain(spec.title),
            value=spec.visible,
            key=f"on-{spec.layer_id}",
            bind=BIND,
            help=plain(spec.note),
        )
        on_map = len(draft.pick(spec, items[spec.layer_id]))
        row.caption(
            _count(spec, on_map, kept.intersection(members.get(spec.layer_id, ()))), width="content"
        )
        if on and spec.frame == "facilities":
            _facility_kinds()
    with head.popover("不透明度", type="tertiary"):
        for spec in catalogue.specs():
            _opacity(spec)


def _count(spec: LayerSpec, on_map: int, kept: frozenset[str]) -> str:
    missing = len(kept) - on_map if spec.frame == "projects" else 0
    return f"{on_map} 处 · 未落图 {missing}" if missing else f"{on_map} 处"


def _opacity(spec: LayerSpec) -> None:
    key = f"alpha-{spec.layer_id}"
    st.slider(plain(spec.title), 10, 100, 100, step=10, format="%d%%", key=key, bind=BIND)


def _facility_kinds() -> None:
    counts = _counts()
    st.pills(
        "设施类别（不选为全部）",
        list(counts),
        selection_mode="multi",
        format_func=lambda kind: f"{plain(kind)} {counts[kind]}",
        key="fac",
        bind=BIND,
    )


@by_edition()
def _counts() -> dict[str, int]:
    """Number of facilities of each kind."""
    return dict(cache.plan().facilities["kind"].value_counts(sort=False))


def _looks() -> None:
    palettes = list(PALETTES)
    st.segmented_control("配色", palettes, default=STANDARD, required=True, key="pal", bind=BIND)
    background = st.selectbox("底图", NAMES, key="bg", bind=BIND)
    if background == TIANDITU:
        st.text_input("天地图密钥", type="password", key="tdt", autocomplete="off")
    if background != NONE:
        st.caption("在线底图需要外网；取不到瓦片时，矢量底图照常显示。")
