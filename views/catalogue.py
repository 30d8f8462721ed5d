"""All layers of the session: those of the plan, and those the planner brought."""

from typing import Any

import streamlit as st
from geopandas import GeoDataFrame

from geo.plan_data import PlanData
from layers import LAYERS
from layers.features import features_of
from layers.items import Item, items_of
from layers.own import FRAME, spec_of
from layers.spec import LayerSpec
from views import shelf

_RANK = 2
"""Names of own layers go before those of services, after those of the plan."""


def records() -> list[dict[str, Any]]:
    """What is known of the planner's layers: token, title, family, columns, turn."""
    return list(st.session_state.get("own-layers", []))


def own() -> tuple[LayerSpec, ...]:
    """Specs of the planner's layers, oldest first."""
    return tuple(
        spec_of(each["token"], each["title"], each["family"], each["columns"], each["turn"])
        for each in records()
    )


def specs() -> tuple[LayerSpec, ...]:
    """Every layer, in list order: the planner's own stand first."""
    return (*own(), *LAYERS)


def spec(layer_id: str) -> LayerSpec | None:
    """Layer of an id, None where there is none (any more)."""
    return next((each for each in specs() if each.layer_id == layer_id), None)


def frame_of(plan: PlanData, spec: LayerSpec) -> GeoDataFrame:
    """Features of a layer, EPSG:4326, whoever brought them."""
    if spec.frame.startswith(FRAME):
        frame: GeoDataFrame = shelf.get(spec.frame.removeprefix(FRAME))
        return frame
    return features_of(plan, spec)


def own_items() -> dict[str, tuple[Item, ...]]:
    """Features of the planner's layers ready to be drawn, by layer id."""
    return {each.layer_id: _items(each.frame.removeprefix(FRAME), each) for each in own()}


@st.cache_resource(show_spinner=False, max_entries=24)
def _items(token: str, _spec: LayerSpec) -> tuple[Item, ...]:
    frame: GeoDataFrame = shelf.get(token)
    return items_of(frame, _spec, _RANK)


def add(title: str, family: str, frame_ll: GeoDataFrame) -> str:
    """Keep a layer for this session; return its id."""
    kept = records()
    token = shelf.put(None)
    ids = [f"{token[:8]}-{name}" for name in frame_ll.index]  # no two layers share one
    shelf.replace(token, frame_ll.set_axis(ids))
    columns = [str(name) for name in frame_ll.columns if str(name) not in _HIDDEN]
    turn = max((each["turn"] for each in kept), default=-1) + 1
    record = {"token": token, "title": title, "family": family, "columns": columns, "turn": turn}
    st.session_state["own-layers"] = [record, *kept]
    return f"own-{token}"


def remove(layer_id: str) -> None:
    """Forget a layer."""
    token = layer_id.removeprefix("own-")
    st.session_state["own-layers"] = [each for each in records() if each["token"] != token]
    shelf.drop(token)


_HIDDEN = ("geometry", "zone_names", "accuracy", "zone", "zones_touched", "accuracy_m")
