"""The sidebar: layers, looks and the filter, gathered into one `Choices`."""

import streamlit as st

from layers import LAYERS
from layers.backgrounds import NONE, TIANDITU
from layers.features import features_of
from layers.palettes import STANDARD
from layers.spec import LayerSpec
from views import cache, count_badges, filter_form, layer_registry
from views.edition import by_edition
from views.escape_markdown import escape_markdown
from views.filter_form import BIND, current
from views.map_choices import MapChoices
from views.state.plan_map import BACKGROUND, CLASSES, OPACITY, PALETTE, THEME, TIANDITU_KEY, VISIBLE


def show() -> MapChoices:
    """Draw the sidebar; return what is chosen."""
    layer_box = st.container()
    with st.container(key="pm-theme"):
        THEME.segmented_control("规划项目的符号", bind=BIND)
    with st.expander("配色与底图", expanded=False):
        _looks()
    with st.expander("筛选规划项目", expanded=True):
        filter_form.show()
    with layer_box:
        _layer_list(cache.left(current()).ids)
    return gather()


def is_known() -> bool:
    """Tell whether the widgets have been drawn in this session, so that they hold values."""
    return PALETTE.is_set()


def gather() -> MapChoices:
    """Return what the widgets hold, whether or not they are drawn yet in this run."""
    criteria, specs = current(), layer_registry.specs()
    visible = [spec for spec in specs if VISIBLE.key(spec.layer_id, spec.visible).get()]
    return MapChoices(
        visible=tuple(spec.layer_id for spec in visible),
        palette=PALETTE.get(),
        background=BACKGROUND.get(),
        key=TIANDITU_KEY.get().strip(),
        classes=tuple((layer, tuple(key.get())) for layer, key in CLASSES.items() if key.get()),
        criteria=criteria,
        kept=cache.left(criteria).ids,
        own=layer_registry.own(),
        filters=layer_registry.filters(),
        theme=THEME.get(),
        opacities=tuple((spec.layer_id, OPACITY.key(spec.layer_id).get() / 100) for spec in specs),
    )


def _layer_list(kept: frozenset[str]) -> None:
    head = st.container(horizontal=True, vertical_alignment="center", gap="small")
    head.markdown("**图层**")
    draft = MapChoices((), STANDARD, NONE, kept=kept, filters=layer_registry.filters())
    items = {**cache.items(), **layer_registry.own_items()}
    members = cache.members()
    for spec in layer_registry.specs():
        row = st.container(horizontal=True, vertical_alignment="center", gap="small")
        on = row.checkbox(
            escape_markdown(spec.title),
            value=spec.visible,
            key=VISIBLE.key(spec.layer_id).name,
            bind=BIND,
            help=escape_markdown(spec.note),
        )
        on_map = len(draft.pick(spec, items[spec.layer_id]))
        row.caption(
            _count(spec, on_map, kept.intersection(members.get(spec.layer_id, ()))), width="content"
        )
        if on and spec.pick_key:
            _classes(spec)
    with head.popover("不透明度", type="tertiary"):
        for spec in layer_registry.specs():
            _opacity(spec)


def _count(spec: LayerSpec, on_map: int, kept: frozenset[str]) -> str:
    missing = len(kept) - on_map if spec.role == "plan" else 0
    return f"{on_map} 处 · 未落图 {missing}" if missing else f"{on_map} 处"


def _opacity(spec: LayerSpec) -> None:
    key = OPACITY.key(spec.layer_id).name
    st.slider(
        escape_markdown(spec.title),
        10,
        100,
        OPACITY.start,
        step=10,
        format="%d%%",
        key=key,
        bind=BIND,
    )


def _classes(spec: LayerSpec) -> None:
    counts, key = _counts(spec.layer_id), CLASSES[spec.layer_id].name
    st.pills(
        f"{escape_markdown(spec.title)}类别（不选为全部）",
        list(counts),
        selection_mode="multi",
        format_func=escape_markdown,
        key=key,
        bind=BIND,
    )
    count_badges.show(key, counts, counts)


@by_edition()
def _counts(layer_id: str) -> dict[str, int]:
    """Number of features of each class of a layer."""
    spec = next(each for each in LAYERS if each.layer_id == layer_id)
    return dict(features_of(cache.plan(), spec)[spec.class_column].value_counts(sort=False))


def _looks() -> None:
    PALETTE.segmented_control("配色", bind=BIND)
    background = st.selectbox("底图", BACKGROUND.options, key=BACKGROUND.name, bind=BIND)
    if background == TIANDITU:
        st.text_input("天地图密钥", type="password", key=TIANDITU_KEY.name, autocomplete="off")
    if background != NONE:
        st.caption("在线底图需要外网；取不到瓦片时，矢量底图照常显示。")
