"""The sidebar: layers, looks and the filter, gathered into one `Choices`."""

from typing import Final

import streamlit as st

from geo.plan_data import PlanData
from layers import LAYERS
from layers.backgrounds import NAMES, NONE, TIANDITU
from layers.palettes import PALETTES, STANDARD
from layers.spec import LayerSpec
from views import cache, filter_form
from views.choices import Choices, kept_ids

BIND: Final = "query-params"


def show(plan: PlanData, version: int) -> Choices:
    """Draw the sidebar; return what is chosen."""
    layer_box = st.container()
    looks = st.expander("配色与底图", expanded=False)
    with st.expander("筛选规划项目", expanded=True):
        criteria = filter_form.show(plan)
    kept = kept_ids(plan, criteria)
    with looks:
        palette, background, key = _looks()
    with layer_box:
        visible, kinds, opacities = _layer_list(plan, version, kept)
    return Choices(visible, palette, background, key, kinds, criteria, kept, opacities)


def _layer_list(
    plan: PlanData, version: int, kept: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, float], ...]]:
    head = st.container(horizontal=True, vertical_alignment="center", gap="small")
    head.markdown("**图层**")
    visible = []
    kinds: tuple[str, ...] = ()
    draft = Choices((), STANDARD, NONE, kept=kept)
    items, members = cache.items(version), cache.members(version)
    for spec in LAYERS:
        row = st.container(horizontal=True, vertical_alignment="center", gap="small")
        on = row.checkbox(
            spec.title, value=spec.visible, key=f"on-{spec.layer_id}", bind=BIND, help=spec.note
        )
        on_map = len(draft.pick(spec, items[spec.layer_id]))
        row.caption(
            _count(spec, on_map, kept.intersection(members[spec.layer_id])), width="content"
        )
        if on:
            visible.append(spec.layer_id)
        if on and spec.frame == "facilities":
            kinds = _facility_kinds(plan)
    with head.popover("不透明度", type="tertiary"):
        opacities = tuple((spec.layer_id, _opacity(spec)) for spec in LAYERS)
    return tuple(visible), kinds, opacities


def _count(spec: LayerSpec, on_map: int, kept: frozenset[str]) -> str:
    missing = len(kept) - on_map if spec.frame == "projects" else 0
    return f"{on_map} 处 · 未落图 {missing}" if missing else f"{on_map} 处"


def _opacity(spec: LayerSpec) -> float:
    percent: int = st.slider(
        spec.title, 10, 100, 100, step=10, format="%d%%", key=f"alpha-{spec.layer_id}", bind=BIND
    )
    return percent / 100


def _facility_kinds(plan: PlanData) -> tuple[str, ...]:
    counts = plan.facilities["kind"].value_counts(sort=False)
    picked = st.pills(
        "设施类别（不选为全部）",
        list(counts.index),
        selection_mode="multi",
        format_func=lambda kind: f"{kind} {counts[kind]}",
        key="fac",
        bind=BIND,
    )
    return tuple(picked or ())


def _looks() -> tuple[str, str, str]:
    palette = st.segmented_control(
        "配色", list(PALETTES), default=STANDARD, required=True, key="pal", bind=BIND
    )
    background = st.selectbox("底图", NAMES, key="bg", bind=BIND)
    key = ""
    if background == TIANDITU:
        key = st.text_input("天地图密钥", type="password", key="tdt", autocomplete="off").strip()
    if background != NONE:
        st.caption("在线底图需要外网；取不到瓦片时，矢量底图照常显示。")
    return palette or STANDARD, background or NONE, key
