"""The layers that a planner brought, into a project file and out of it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from geopandas import GeoDataFrame

from geo.attributes import MOST_COLUMNS
from geo.errors import DataError
from geo.project_file import ProjectLimits, StoredLayer, check_size, store
from geo.project_file.model import Role
from geo.project_file.opening import OpenedLayer
from layers.imported import families
from views import layer_registry, layer_store
from views.state import kept
from views.state.imported import IMPORTED, ImportedLayer, dressed, look_of
from views.state.lifecircle import CANDIDATES, CAPACITY, DEMAND
from views.state.model import State
from views.state.plan_map import OPACITY, VISIBLE

_EARLIER: Final[Mapping[Role, tuple[str, str]]] = {
    "demand": ("需求点", DEMAND),
    "candidates": ("候选点", CANDIDATES),
    "capacity": ("带容量的设施", CAPACITY),
}
"""Layers that earlier files hold apart, as a layer of the session and its use; the one that may
come apart into areas and points last, so that it moves no other."""


class RestoredLayers(NamedTuple):
    """Layers of a file for the session, those that are shown first, with looks that were checked.

    `uses` are of those that earlier files hold apart; `left_out` says what is no look of ours.
    """

    layers: list[OpenedLayer]
    uses: list[dict[str, Any]]
    left_out: list[str]


def stored(state: State) -> list[StoredLayer]:
    """Return the layers of a session's state with look, filter and whether they are on."""
    return [_stored(state, layer) for layer in IMPORTED.of(state)]


def refusal(state: State) -> str:
    """Say why the layers of a session do not go into a project file, "" where they do."""
    layers = {layer.title: layer_store.get(layer.token) for layer in IMPORTED.of(state)}
    try:
        for title, frame in layers.items():
            check_size(frame, title)
    except DataError as error:
        return str(error)
    features, limits = sum(map(len, layers.values())), ProjectLimits()
    if features > limits.features:
        most = f"{limits.features:,}"
        return f"导入图层共 {features:,} 个要素，工程文件最多 {most} 个；请先移除较大的图层"
    if len(layers) > limits.layers:
        return f"导入图层有 {len(layers)} 个，工程文件最多 {limits.layers} 个；请先移除几个"
    return ""


def _stored(state: State, layer: ImportedLayer) -> StoredLayer:
    frame = bare(layer_store.get(layer.token), layer.token)
    return store(frame, layer.title, "layer", look=look_in(state, layer))


def bare(frame: GeoDataFrame, token: str) -> GeoDataFrame:
    """Return a layer of the session under the ids with which it came."""
    return frame.set_axis([str(name).removeprefix(f"{token[:8]}-") for name in frame.index])


def look_in(state: State, layer: ImportedLayer) -> dict[str, Any]:
    """Return how a layer is drawn, as a file keeps it."""
    return look_of(layer) | {
        "visible": VISIBLE.key(layer.layer_id).of(state),
        "opacity": OPACITY.key(layer.layer_id).of(state),
    }


def restored(layers: Sequence[OpenedLayer]) -> RestoredLayers:
    """Check how the layers of a file are drawn, and lay them out for the session.

    Raises
    ------
    DataError
        If a look holds a value of another type or range; the message names the place.
    """
    looks = [kept.look(each.look, f"layers 第 {at} 个.look") for at, each in enumerate(layers, 1)]
    dressed_up = [
        _fitting(each._replace(look=look.values)) for each, look in zip(layers, looks, strict=True)
    ]
    shown = [each for each in dressed_up if each.role == "layer"]
    earlier = [each for role in _EARLIER for each in dressed_up if each.role == role]
    uses = [
        {"role": use, "layer": str(place), "title": title}
        for place, (title, use) in enumerate((_EARLIER[each.role] for each in earlier), len(shown))
    ]
    left_out = [words for look in looks for words in look.left_out]
    return RestoredLayers([*shown, *map(_as_layer, earlier)], uses, left_out)


def _fitting(layer: OpenedLayer) -> OpenedLayer:
    """Return a layer with the columns that the page needs, and a look of columns that it has.

    Of its filter as many columns stay as the form draws, each once.
    """
    frame, look = layer.frame_ll, dict(layer.look)
    if not {"name", "accuracy_m"} <= set(frame.columns):
        frame = _titled(frame)
    if look.get("column") not in frame.columns:
        look.pop("column", None)
        look.pop("classes", None)
    if wanted := look.get("filter"):
        rules = {rule["column"]: rule for rule in wanted["rules"] if rule["column"] in frame}
        look["filter"] = wanted | {"rules": list(rules.values())[:MOST_COLUMNS]}
    return layer._replace(look=look, frame_ll=frame)


def _titled(frame: GeoDataFrame) -> GeoDataFrame:
    from geo.importing.feature_names import usual_label, with_feature_names  # noqa: PLC0415 - when a file comes

    return with_feature_names(frame, usual_label(map(str, frame.columns)))


def _as_layer(earlier: OpenedLayer) -> OpenedLayer:
    """Return what earlier files held for a use alone as a layer of the session."""
    look = {"visible": False}  # it was not on the map then
    return earlier._replace(name=_EARLIER[earlier.role][0], look=look)


def restore(layers: Sequence[OpenedLayer]) -> dict[str, Any]:
    """Put the layers of a project file in the place of the session's; return what is on."""
    before = layer_registry.records()
    given = list(reversed(layers))
    parts = [
        (layer, family, part)
        for layer in given
        for family, part in families(layer.frame_ll).items()
    ]
    IMPORTED.set(())
    try:
        added = layer_registry.put_back(
            [(layer.name, family, part) for layer, family, part in parts]
        )
    except DataError:
        IMPORTED.set(before)
        raise
    for old in before:
        layer_store.drop(old.token)
    chosen: dict[str, Any] = {}
    for layer_id, (layer, _, _) in zip(added, parts, strict=True):
        drawn, wanted = dressed(layer.look)
        layer_registry.change(layer_id, look=drawn, wanted=wanted)
        chosen[VISIBLE.key(layer_id).name] = layer.look.get("visible", VISIBLE.start)
        chosen[OPACITY.key(layer_id).name] = layer.look.get("opacity", OPACITY.start)
    return chosen
