"""All layers of the session: those of the plan, and those the planner brought."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from geopandas import GeoDataFrame

from geo.attributes import AttributeFilter, matching
from geo.errors import DataError
from geo.plan_data import PlanData
from geo.search import Hit, build_index
from layers import LAYERS
from layers.drawable import drawable
from layers.features import features_of
from layers.imported import FRAME, Family, spec_of
from layers.imported_style import styled
from layers.items import Item
from layers.point_cloud import PointCloud
from layers.spec import LayerSpec
from views import access, layer_store
from views.sessions.memory import remembered
from views.state.imported import IMPORTED, ImportedLayer

_RANK = 2
"""Names of own layers go before those of services, after those of the plan."""

_MOST_SEARCHED = 2_000
"""Names of a layer that the search box offers: a browser has to hold all of them."""

_HIDDEN = ("geometry", "name", "accuracy_m")


def records() -> tuple[ImportedLayer, ...]:
    """What is known of the planner's layers, newest first."""
    return IMPORTED.get()


def own() -> tuple[LayerSpec, ...]:
    """Specs of the planner's layers, newest first."""
    return tuple(_spec(each) for each in records())


def _spec(layer: ImportedLayer) -> LayerSpec:
    made = spec_of(layer.token, layer.title, layer.family, layer.columns, layer.turn)
    return styled(made, layer.look)


def specs() -> tuple[LayerSpec, ...]:
    """Every layer, in list order: the planner's own stand first."""
    return (*own(), *LAYERS)


def spec(layer_id: str) -> LayerSpec | None:
    """Layer of an id, None where there is none (any more)."""
    return next((each for each in specs() if each.layer_id == layer_id), None)


def record_of(layer_id: str) -> ImportedLayer | None:
    """What is known of an own layer, None where there is none (any more)."""
    return next((each for each in records() if each.layer_id == layer_id), None)


def frame_of(plan: PlanData, spec: LayerSpec) -> GeoDataFrame:
    """Features of a layer, EPSG:4326, whoever brought them."""
    if spec.role == "imported":
        return narrowed(spec, None)
    return features_of(plan, spec)


def _token(spec: LayerSpec) -> str:
    """Name of an own layer on the shelf."""
    return spec.frame.removeprefix(FRAME)


def filters() -> tuple[tuple[str, AttributeFilter], ...]:
    """Filters in force, by layer id."""
    filtered = (each for each in records() if each.wanted != AttributeFilter())
    return tuple((each.layer_id, each.wanted) for each in filtered)


def chosen_of(spec: LayerSpec) -> GeoDataFrame:
    """Features of an own layer that pass its filter, EPSG:4326."""
    return narrowed(spec, dict(filters()).get(spec.layer_id))


def narrowed(spec: LayerSpec, wanted: AttributeFilter | None) -> GeoDataFrame:
    """Features of an own layer that pass a filter, EPSG:4326; needs no session."""
    frame: GeoDataFrame = layer_store.get(_token(spec))
    return frame if wanted is None else frame[frame.index.isin(passing(spec, wanted))]


def passing(spec: LayerSpec, wanted: AttributeFilter) -> frozenset[str]:
    """Ids of the features of an own layer that pass a filter."""
    return _passing(_token(spec), wanted)


@remembered(most=96)
def _passing(token: str, wanted: AttributeFilter) -> frozenset[str]:
    frame: GeoDataFrame = layer_store.get(token)
    return frozenset(frame.index[matching(frame, wanted)])


def own_items() -> dict[str, Sequence[Item]]:
    """Features of the planner's layers ready to be drawn, by layer id."""
    return {each.layer_id: _items(_token(each), repr(each.symbols), each) for each in own()}


@remembered(most=64)
def _items(token: str, look: str, _spec: LayerSpec) -> Sequence[Item]:  # noqa: ARG001
    frame: GeoDataFrame = layer_store.get(token)
    return drawable(frame, _spec, _RANK)


def picked(spec: LayerSpec, items: Sequence[Item], wanted: AttributeFilter) -> Sequence[Item]:
    """Return the items of an own layer that pass a filter; those of a cloud once a filter."""
    if isinstance(items, PointCloud):
        return _kept(_token(spec), repr(spec.symbols), wanted, items)
    ids = passing(spec, wanted)
    return tuple(item for item in items if item.feature_id in ids)


@remembered(most=64)
def _kept(
    token: str,
    look: str,  # noqa: ARG001 - of the cloud, which is not hashed
    wanted: AttributeFilter,
    _cloud: PointCloud,
) -> PointCloud:
    return _cloud.kept(_passing(token, wanted))


def own_hits() -> tuple[Hit, ...]:
    """Names of the planner's layers for the search box; large layers have their table's filter."""
    return tuple(hit for each in own() for hit in _hits(_token(each)))


@remembered(most=64)
def _hits(token: str) -> tuple[Hit, ...]:
    frame: GeoDataFrame = layer_store.get(token)
    if len(frame) > _MOST_SEARCHED:
        return ()
    return build_index({f"own-{token}": (frame, "name")})


@access.writing
def add(title: str, family: Family, frame_ll: GeoDataFrame) -> str:
    """Keep a layer for this session; return its id."""
    return _put(title, family, frame_ll)


def _put(title: str, family: Family, frame_ll: GeoDataFrame) -> str:
    kept = records()
    token = layer_store.new_token()
    ids = f"{token[:8]}-" + frame_ll.index.astype(str)  # no two layers share one
    layer_store.put(frame_ll.set_axis(ids), token)
    columns = tuple(str(name) for name in frame_ll.columns if str(name) not in _HIDDEN)
    turn = max((each.turn for each in kept), default=-1) + 1
    layer = ImportedLayer(token, _free(title), family, columns, turn)
    IMPORTED.set((layer, *kept))
    return layer.layer_id


@access.writing
def add_all(layers: Sequence[tuple[str, Family, GeoDataFrame]]) -> list[str]:
    """Keep layers, each with title and family, for this session: all of them or none.

    Raises
    ------
    DataError
        If there is no room for one.
    """
    return put_back(layers)


def put_back(layers: Sequence[tuple[str, Family, GeoDataFrame]]) -> list[str]:
    """Keep layers that the server itself kept, also for somebody who may only look at them.

    Raises
    ------
    DataError
        If there is no room for one.
    """
    before, added = records(), []
    try:
        for layer in layers:
            added.append(_put(*layer))
    except DataError:
        for layer_id in added:
            layer_store.drop(layer_id.removeprefix("own-"))
        IMPORTED.set(before)
        raise
    return added


def _free(title: str) -> str:
    """A title that no other layer has: buffers and files name layers by it."""
    taken = {each.title for each in specs()}
    numbered = (f"{title}（{number}）" for number in count(2))
    return title if title not in taken else next(name for name in numbered if name not in taken)


def change(layer_id: str, **fields: Any) -> None:  # noqa: ANN401 - of an `ImportedLayer`
    """Set look, filter or title of an own layer."""
    IMPORTED.set(
        tuple(replace(each, **fields) if each.layer_id == layer_id else each for each in records())
    )


def remove(layer_id: str) -> None:
    """Forget a layer."""
    IMPORTED.set(tuple(each for each in records() if each.layer_id != layer_id))
    layer_store.drop(layer_id.removeprefix("own-"))
