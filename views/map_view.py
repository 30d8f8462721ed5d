"""The map with its panel, one fragment: a click reruns this part and nothing else."""

import streamlit as st
from geopandas import GeoDataFrame
from streamlit.delta_generator import DeltaGenerator

from geo.plan_data import PlanData
from layers.legend import legend_html
from layers.styles import palette
from views import (
    buffer_panel,
    cache,
    feature_card,
    import_panel,
    imported_gone,
    layer_registry,
    map_frame,
    output_panel,
    plan_tables,
    selected_feature,
    unsaved_work,
)
from views.edition import edition
from views.error_boundary import guarded
from views.filter_form import BIND
from views.ledger import clash_dialog, done, entry_notice, history_panel, recent
from views.map_choices import MapChoices
from views.map_scene import make
from views.placing import map_edit, placing_notice, scan
from views.state import plan_map
from views.state.plan_map import PANEL

_HEIGHT = 640
_RETURNED = ("last_active_drawing", "last_object_clicked_count")


@st.fragment
def show(choices: MapChoices, drawn: int) -> None:
    """Draw map, legend, card and panel for the choices of the sidebar.

    `drawn` is the edition of which the rest of the page is: of another one all is drawn anew.
    """
    with guarded("规划数据"):
        if edition() != drawn:
            st.rerun(scope="app")
    if imported_gone.let_go() or imported_gone.check():  # since the sidebar was drawn
        st.rerun(scope="app")
    with guarded("地图页面"):
        plan = cache.plan()
        unsaved_work.show()
        entry_notice.take_up()
        done.show()
        clash_dialog.show()
        selected_feature.take_from_url(plan)
        left, right = st.columns([1.85, 1], gap="small")
        if PANEL.get() == plan_map.BUFFERS:  # its form decides what the map shows
            _panel(right, choices)
            _map(left, choices)
        else:
            _map(left, choices)
            _panel(right, choices)
        selected_feature.put_in_url()
    if plan_map.PICK.is_set():
        st.rerun(scope="app")


def _panel(place: DeltaGenerator, choices: MapChoices) -> None:
    plan = cache.plan()
    with place, st.container(height=_HEIGHT + 130, border=False, key="panel-box"):
        with guarded("搜索"):
            selected_feature.search(plan, cache.index())
        with guarded("要素卡片"):
            feature_card.show(plan)
        counts = {plan_map.HISTORY: recent.waiting()}
        name = PANEL.segmented_control(
            "面板", counts=counts, label_visibility="collapsed", bind=BIND
        )
        if name != plan_map.PLACING:
            placing_notice.show()
        chosen = selected_feature.current(plan)
        entry_notice.show(chosen.feature_id if chosen else "")
        with guarded(name):
            _draw_panel(name, plan, choices)


def _draw_panel(name: str, plan: PlanData, choices: MapChoices) -> None:
    if name == plan_map.TABLE:
        plan_tables.show(choices.criteria)
    elif name == plan_map.UNPLACED:
        plan_tables.show_unplaced(choices.criteria)
    elif name == plan_map.PLACING:
        from views.placing import panel  # noqa: PLC0415 - its ground is read when it is opened

        panel.show()
    elif name == plan_map.OVERVIEW:
        from views import statistics_panel  # noqa: PLC0415 - altair is read only when charts are opened

        statistics_panel.show(plan, cache.left(choices.criteria).rows)
    elif name == plan_map.BUFFERS:
        buffer_panel.show(plan, choices)
    elif name == plan_map.HISTORY:
        history_panel.show(plan)
    elif name == plan_map.IMPORT:
        import_panel.show(plan)
    else:
        output_panel.show(plan, choices)


def _map(place: DeltaGenerator, choices: MapChoices) -> None:
    plan, rings = cache.plan(), None
    with place, guarded("缓冲圈"):
        rings = buffer_panel.rings(plan, choices)
    with place, guarded("地图"):
        _draw_map(plan, choices, rings)


def _draw_map(plan: PlanData, choices: MapChoices, rings: GeoDataFrame | None) -> None:
    items = {**cache.items(choices.theme), **layer_registry.own_items()}
    map_frame.draw(_FRAME, plan, make(plan, items, choices, rings))
    shown = {spec: choices.pick(spec, items[spec.layer_id]) for spec in choices.shown()}
    words = buffer_panel.legend_words() if rings is not None else ""
    st.html(legend_html(shown, palette(choices.palette), words))


def _clicked() -> None:
    """Select what was clicked; the counter tells a new click from one already seen."""
    value = plan_map.MAP.get()
    count, drawing = value.get("last_object_clicked_count"), value.get("last_active_drawing")
    if map_edit.is_told(drawing):  # a frame that begins anew counts anew
        plan_map.CLICKS.set(count)
        map_edit.take(drawing)
        return
    if not drawing or count == plan_map.CLICKS.get():
        return
    plan_map.CLICKS.set(count)
    properties = drawing.get("properties") or {}
    layer_id, feature_id = str(properties.get("layer")), str(properties.get("id"))
    if layer_id == scan.LAYER:
        scan.take_pin(feature_id)
    elif layer_id == "view":
        plan_map.VIEW.set(feature_id)
        PANEL.set(plan_map.OUTPUT)
    else:
        selected_feature.select(layer_id, feature_id)


_FRAME = map_frame.Frame(plan_map.MAP.name, _HEIGHT, _RETURNED, ("home", "sheet"), _clicked)
