"""Which feature is selected, and the numbered flights of the map; plain values in the session."""

from functools import partial
from typing import NamedTuple

import streamlit as st
from geopandas import GeoDataFrame

from geo.has_geometry import has_geometry
from geo.plan_data import PlanData
from geo.search import Hit
from layers.spec import LayerSpec
from views import layer_registry
from views.state.plan_map import FLIGHT, SEARCH, SELECTED, SERIAL

_HALF_SIDE = 0.0035
"""Half the side in degrees of the square shown around a point: some 350 m."""

_M_PER_DEGREE = 111_000


class Selected(NamedTuple):
    """A feature of a layer."""

    spec: LayerSpec
    feature_id: str


def current(plan: PlanData) -> Selected | None:
    """The selected feature, None where there is none (any more)."""
    layer_id, _, feature_id = SELECTED.get().partition(":")
    spec = layer_registry.spec(layer_id)
    if spec is None or feature_id not in layer_registry.frame_of(plan, spec).index:
        return None
    return Selected(spec, feature_id)


def row_of(plan: PlanData, chosen: Selected) -> GeoDataFrame:
    """The selected feature as a frame of one row."""
    return layer_registry.frame_of(plan, chosen.spec).loc[[chosen.feature_id]]


def select(layer_id: str, feature_id: str) -> None:
    """Select a feature; tables follow."""
    SELECTED.set(f"{layer_id}:{feature_id}")
    SERIAL.set(SERIAL.get() + 1)


def clear() -> None:
    """Select nothing."""
    select("", "")


def fly_to(frame: GeoDataFrame) -> None:
    """Let the map fly to the features, if any has a place."""
    shown = frame[has_geometry(frame)]
    if shown.empty:
        return
    west, south, east, north = (float(value) for value in shown.total_bounds)
    doubt = float(shown["accuracy_m"].fillna(0).max()) / _M_PER_DEGREE
    pad = max(0.0, max(_HALF_SIDE, doubt) - max(east - west, north - south) / 2)
    FLIGHT.set(FLIGHT.get().to((west - pad, south - pad, east + pad, north + pad)))


def take_from_url(plan: PlanData) -> None:
    """Once a session: select what the link names, if it is there."""
    if SELECTED.is_set():
        return
    SELECTED.set(str(st.query_params.get("sel", ""))[:80])
    chosen = current(plan)
    if chosen is None:
        clear()
    else:
        fly_to(row_of(plan, chosen))


def put_in_url() -> None:
    """Let the link name what is selected."""
    wanted = SELECTED.get()
    wanted = "" if wanted == ":" else wanted
    if st.query_params.get("sel", "") != wanted:
        if wanted:
            st.query_params["sel"] = wanted
        else:
            del st.query_params["sel"]


def search(plan: PlanData, index: tuple[Hit, ...]) -> None:
    """Draw the box that searches all names; what is picked is selected and flown to."""
    titles = {spec.layer_id: spec.title for spec in layer_registry.specs()}
    st.selectbox(
        "搜索",
        (*layer_registry.own_hits(), *index),
        index=None,
        key=SEARCH.name,
        format_func=partial(_words, titles),
        placeholder="搜索项目、分区、道路、设施、小区……",
        label_visibility="collapsed",
        on_change=_found,
        args=(plan,),
    )


def _words(titles: dict[str, str], hit: Hit) -> str:
    title = titles.get(hit.layer_id, "")
    return f"{hit.name} · {title}{'' if hit.placed else ' · 未落图'}"


def _found(plan: PlanData) -> None:
    hit = SEARCH.get()
    if hit is None:
        return
    select(hit.layer_id, hit.feature_id)
    chosen = current(plan)
    if chosen is not None:
        fly_to(row_of(plan, chosen))
    SEARCH.set(None)
