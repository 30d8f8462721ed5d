"""The layers that a planner brought, into a project file and out of it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from geopandas import GeoDataFrame

from geo.errors import DataError
from geo.project_file import Limits, StoredLayer, check_size, store
from geo.project_file.opening import OpenedLayer
from layers.own import families
from views import catalogue, shelf

_LOOK = ("ink", "shape", "size", "column", "classes")


def stored(state: Mapping[str, Any]) -> list[StoredLayer]:
    """Return the layers of a session's state with look, filter and whether they are on."""
    return [_stored(state, record) for record in state.get("own-layers", [])]


def refusal(state: Mapping[str, Any]) -> str:
    """Say why the layers of a session do not go into a project file, "" where they do."""
    layers = {record["title"]: shelf.get(record["token"]) for record in state.get("own-layers", [])}
    try:
        for title, frame in layers.items():
            check_size(frame, title)
    except DataError as error:
        return str(error)
    features, limits = sum(map(len, layers.values())), Limits()
    if features > limits.features:
        most = f"{limits.features:,}"
        return f"导入图层共 {features:,} 个要素，工程文件最多 {most} 个；请先移除较大的图层"
    if len(layers) > limits.layers:
        return f"导入图层有 {len(layers)} 个，工程文件最多 {limits.layers} 个；请先移除几个"
    return ""


def _stored(state: Mapping[str, Any], record: Mapping[str, Any]) -> StoredLayer:
    token = record["token"]
    frame: GeoDataFrame = shelf.get(token)
    bare = frame.set_axis([str(name).removeprefix(f"{token[:8]}-") for name in frame.index])
    look = {
        **(record.get("look") or {}),
        "visible": bool(state.get(f"on-own-{token}", True)),
        "opacity": int(state.get(f"alpha-own-{token}", 100)),
    }
    if record.get("filter"):
        look["filter"] = record["filter"]
    return store(bare, record["title"], "layer", look=look)


def restore(layers: tuple[OpenedLayer, ...]) -> dict[str, Any]:
    """Put the layers of a project file in the place of the session's; return what is on."""
    before = catalogue.records()
    given = list(reversed(layers))
    parts = [
        (layer, family, part)
        for layer in given
        for family, part in families(layer.frame_ll).items()
    ]
    st.session_state["own-layers"] = []
    try:
        added = catalogue.add_all([(layer.name, family, part) for layer, family, part in parts])
    except DataError:
        st.session_state["own-layers"] = before
        raise
    for record in before:
        shelf.drop(record["token"])
    chosen: dict[str, Any] = {}
    for layer_id, (layer, _, _) in zip(added, parts, strict=True):
        _dress(layer_id, layer.look)
        chosen[f"on-{layer_id}"] = layer.look.get("visible", True)
        chosen[f"alpha-{layer_id}"] = layer.look.get("opacity", 100)
    return chosen


def _dress(layer_id: str, look: Mapping[str, Any]) -> None:
    drawn = {name: look[name] for name in _LOOK if name in look}
    fields = {"look": drawn, "filter": look.get("filter")}
    catalogue.change(layer_id, **{name: value for name, value in fields.items() if value})
