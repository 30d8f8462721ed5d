"""All layers of the session: those of the plan, and those the planner brought."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

import streamlit as st
from geopandas import GeoDataFrame

from geo.attributes import AttributeFilter, Rule, matching
from geo.errors import DataError
from geo.plan_data import PlanData
from geo.search import Hit, build_index
from layers import LAYERS
from layers.cloud import PointCloud
from layers.drawable import drawable
from layers.features import features_of
from layers.items import Item
from layers.own import FRAME, spec_of
from layers.own_look import OwnLook, styled
from layers.spec import LayerSpec
from views import access, shelf
from views.sessions.memory import remembered

_RANK = 2
"""Names of own layers go before those of services, after those of the plan."""

_MOST_SEARCHED = 2_000
"""Names of a layer that the search box offers: a browser has to hold all of them."""

_HIDDEN = ("geometry", "name", "accuracy_m")


def records() -> list[dict[str, Any]]:
    """What is known of the planner's layers: token, title, family, columns, turn, look, filter."""
    return list(st.session_state.get("own-layers", []))


def own() -> tuple[LayerSpec, ...]:
    """Specs of the planner's layers, newest first."""
    return tuple(_spec(each) for each in records())


def _spec(record: Mapping[str, Any]) -> LayerSpec:
    names = ("token", "title", "family", "columns", "turn")
    return styled(spec_of(*(record[name] for name in names)), look_of(record))


def look_of(record: Mapping[str, Any]) -> OwnLook:
    """How a layer is drawn."""
    look = record.get("look") or {}
    return OwnLook(**{**look, "classes": tuple(look.get("classes", ()))})


def filter_of(record: Mapping[str, Any]) -> AttributeFilter:
    """What of a layer is kept."""
    kept = record.get("filter") or {}
    rules = (Rule(**{**rule, "one_of": tuple(rule["one_of"])}) for rule in kept.get("rules", ()))
    return AttributeFilter(kept.get("text", ""), tuple(rules))


def specs() -> tuple[LayerSpec, ...]:
    """Every layer, in list order: the planner's own stand first."""
    return (*own(), *LAYERS)


def spec(layer_id: str) -> LayerSpec | None:
    """Layer of an id, None where there is none (any more)."""
    return next((each for each in specs() if each.layer_id == layer_id), None)


def record_of(layer_id: str) -> dict[str, Any] | None:
    """What is known of an own layer, None where there is none (any more)."""
    return next((each for each in records() if f"own-{each['token']}" == layer_id), None)


def frame_of(plan: PlanData, spec: LayerSpec) -> GeoDataFrame:
    """Features of a layer, EPSG:4326, whoever brought them."""
    if spec.role == "imported":
        frame: GeoDataFrame = shelf.get(spec.frame.removeprefix(FRAME))
        return frame
    return features_of(plan, spec)


def filters() -> tuple[tuple[str, AttributeFilter], ...]:
    """Filters in force, by layer id."""
    wanted = ((f"own-{each['token']}", filter_of(each)) for each in records())
    return tuple((layer_id, each) for layer_id, each in wanted if each != AttributeFilter())


def chosen_of(spec: LayerSpec) -> GeoDataFrame:
    """Features of an own layer that pass its filter, EPSG:4326."""
    return narrowed(spec, dict(filters()).get(spec.layer_id))


def narrowed(spec: LayerSpec, wanted: AttributeFilter | None) -> GeoDataFrame:
    """Features of an own layer that pass a filter, EPSG:4326; needs no session."""
    frame: GeoDataFrame = shelf.get(spec.frame.removeprefix(FRAME))
    return frame if wanted is None else frame[frame.index.isin(passing(spec, wanted))]


def passing(spec: LayerSpec, wanted: AttributeFilter) -> frozenset[str]:
    """Ids of the features of an own layer that pass a filter."""
    return _passing(spec.frame.removeprefix(FRAME), repr(wanted), wanted)


@remembered(most=96)
def _passing(token: str, mark: str, _wanted: AttributeFilter) -> frozenset[str]:  # noqa: ARG001
    frame: GeoDataFrame = shelf.get(token)
    return frozenset(frame.index[matching(frame, _wanted)])


def own_items() -> dict[str, Sequence[Item]]:
    """Features of the planner's layers ready to be drawn, by layer id."""
    return {
        each.layer_id: _items(each.frame.removeprefix(FRAME), repr(each.symbols), each)
        for each in own()
    }


@remembered(most=64)
def _items(token: str, look: str, _spec: LayerSpec) -> Sequence[Item]:  # noqa: ARG001
    frame: GeoDataFrame = shelf.get(token)
    return drawable(frame, _spec, _RANK)


def picked(spec: LayerSpec, items: Sequence[Item], wanted: AttributeFilter) -> Sequence[Item]:
    """Return the items of an own layer that pass a filter; those of a cloud once a filter."""
    if isinstance(items, PointCloud):
        token = spec.frame.removeprefix(FRAME)
        return _kept(token, repr(spec.symbols), repr(wanted), items, wanted)
    ids = passing(spec, wanted)
    return tuple(item for item in items if item.feature_id in ids)


@remembered(most=64)
def _kept(
    token: str,
    look: str,  # noqa: ARG001 - of the cloud, which is not hashed
    mark: str,
    _cloud: PointCloud,
    _wanted: AttributeFilter,
) -> PointCloud:
    return _cloud.kept(_passing(token, mark, _wanted))


def own_hits() -> tuple[Hit, ...]:
    """Names of the planner's layers for the search box; large layers have their table's filter."""
    return tuple(hit for each in own() for hit in _hits(each.frame.removeprefix(FRAME)))


@remembered(most=64)
def _hits(token: str) -> tuple[Hit, ...]:
    frame: GeoDataFrame = shelf.get(token)
    if len(frame) > _MOST_SEARCHED:
        return ()
    return build_index({f"own-{token}": (frame, "name")}).hits


@access.writing
def add(title: str, family: str, frame_ll: GeoDataFrame) -> str:
    """Keep a layer for this session; return its id."""
    kept = records()
    token = shelf.new_token()
    ids = f"{token[:8]}-" + frame_ll.index.astype(str)  # no two layers share one
    shelf.put(frame_ll.set_axis(ids), token)
    columns = [str(name) for name in frame_ll.columns if str(name) not in _HIDDEN]
    turn = max((each["turn"] for each in kept), default=-1) + 1
    free = _free(title)
    record = {"token": token, "title": free, "family": family, "columns": columns, "turn": turn}
    st.session_state["own-layers"] = [record, *kept]
    return f"own-{token}"


def add_all(layers: Sequence[tuple[str, str, GeoDataFrame]]) -> list[str]:
    """Keep layers, each with title and family, for this session: all of them or none.

    Raises
    ------
    DataError
        If there is no room for one.
    """
    before, added = records(), []
    try:
        for layer in layers:
            added.append(add(*layer))
    except DataError:
        for layer_id in added:
            shelf.drop(layer_id.removeprefix("own-"))
        st.session_state["own-layers"] = before
        raise
    return added


def _free(title: str) -> str:
    """A title that no other layer has: buffers and files name layers by it."""
    taken = {each.title for each in specs()}
    numbered = (f"{title}（{number}）" for number in count(2))
    return title if title not in taken else next(name for name in numbered if name not in taken)


def change(layer_id: str, **fields: Any) -> None:  # noqa: ANN401 - plain values of a record
    """Set look, filter or title of an own layer."""
    st.session_state["own-layers"] = [
        {**each, **fields} if f"own-{each['token']}" == layer_id else each for each in records()
    ]


def remove(layer_id: str) -> None:
    """Forget a layer."""
    token = layer_id.removeprefix("own-")
    st.session_state["own-layers"] = [each for each in records() if each["token"] != token]
    shelf.drop(token)
