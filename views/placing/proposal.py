"""A question of placing answered and put on the map, where it can be drawn on."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import shapely
from geopandas import GeoSeries

from geo.crs import LONLAT
from geo.errors import PlanMapError
from geo.overlay import PLACED_ITEMS
from geo.placing.answering import answer
from geo.placing.model import AmbiguousPlacementError, Placement
from geo.placing.questions import (
    AlongRoad,
    AtJunction,
    BoundedBy,
    ByCoordinates,
    NearPlace,
    RoadSide,
)
from views import cache, selected_feature, writer
from views.edition import STORE, by_edition
from views.placing import inputs, map_edit
from views.placing.ground import ground
from views.placing.items import PlacingItem
from views.placing.ways import WAYS
from views.state import placing as state

if TYPE_CHECKING:
    from geo.placing.questions import ShapeWord


_CHOOSING = AlongRoad | RoadSide | BoundedBy | NearPlace | AtJunction
"""Questions that may have several answers."""


def propose(item: PlacingItem, way: str) -> None:
    """Answer what the fields of a way ask, and draw it; what goes wrong is told at the fields."""
    offer(item, lambda: _asked(item, way))


def pick(item: PlacingItem, way: str, choice: int) -> None:
    """Take one of several answers."""
    state.PICKED.key(item.tail).set(choice)
    propose(item, way)


def offer(item: PlacingItem, made: Callable[[], Placement]) -> None:
    """Draw what is made, or tell why there is nothing; several answers are offered to choose."""
    offered = state.OFFERED.key(item.tail)
    inputs.tell(state.WRONG, item.tail, "")
    try:
        placement = made()
    except AmbiguousPlacementError as error:
        offered.set([each.words for each in error.choices])
        inputs.note_question(item.tail)
        return
    except PlanMapError as error:
        inputs.tell(state.WRONG, item.tail, str(error))
        return
    if not state.PICKED.key(item.tail).get():
        offered.set([])
    _draw(item, placement)


def draw(item: PlacingItem) -> None:
    """Begin to draw an item by hand, with the place that it has."""
    note_seen(item)
    row = held_row(item)
    shape = None if row is None else row["geometry"]
    for family in (state.TOLD, state.OFFERED):
        family.key(item.tail).drop()
    map_edit.begin(item.key, _title(item), item.kinds, shape)
    if shape is not None:
        fly(shape)
        _begin_with(item, str(row["basis"]), float(row["accuracy_m"]), found=False)


def leave(item: PlacingItem) -> None:
    """Close the editor; what was typed stays."""
    map_edit.end()
    for family in (
        state.TOLD,
        state.OFFERED,
        state.WRONG,
        state.FAILED,
    ):
        family.key(item.tail).drop()


def held_row(item: PlacingItem) -> Any:  # noqa: ANN401 - a row of pandas
    """The row of an item that has a place, None where it has none."""
    frame = cache.plan().frame(item.table)
    if item.item not in frame.index:
        return None
    row = frame.loc[item.item]
    shape = row["geometry"]
    return None if shape is None or shape.is_empty else row


def note_seen(item: PlacingItem) -> None:
    """Remember which changes the values come from that somebody sees now."""
    state.SEEN.key(item.tail).set(dict(_numbers()[item.table].get(item.item, {})))


@by_edition()
def _numbers() -> dict[str, dict[str, dict[str, int]]]:
    """Number of the last change by table, item and field."""
    found: dict[str, dict[str, dict[str, int]]] = {table: {} for table in PLACED_ITEMS}
    for table, told in STORE.states().items():
        for item, field, seq in zip(told["item"], told["field"], told["seq"], strict=True):
            found[table].setdefault(str(item), {})[str(field)] = int(seq)
    return found


def fly(shape: shapely.Geometry) -> None:
    """Let the map fly to a shape in EPSG:4326."""
    frame = GeoSeries([shape], crs=LONLAT).to_frame("geometry").assign(accuracy_m=0.0)
    selected_feature.fly_to(frame)


def _asked(item: PlacingItem, way: str) -> Placement:
    question = WAYS[way].question(item.tail)
    if isinstance(question, ByCoordinates) and not question.shape and len(item.kinds) == 1:
        question = replace(question, shape=cast("ShapeWord", item.kinds[0]))
    asked, picked = state.ASKED.key(item.tail), state.PICKED.key(item.tail)
    if asked.get() != repr(question):  # another question: what was picked answers it no longer
        asked.set(repr(question))
        if state.OFFERED.key(item.tail).get():
            state.OFFERED.key(item.tail).set([])
            picked.set(0)
    if picked.get() and isinstance(question, _CHOOSING):
        question = replace(question, choice=picked.get())
    return answer(question, ground())


def _draw(item: PlacingItem, placement: Placement) -> None:
    if not writer.may_edit().may:
        return
    edit = map_edit.current()
    if edit is None or edit.item != item.key:
        note_seen(item)
    pieces = [gap.piece for gap in placement.gaps if not gap.joined]
    gaps = shapely.MultiLineString(pieces) if pieces else None
    told = "；".join(gap.description for gap in placement.gaps if not gap.joined)
    map_edit.begin(
        item.key, _title(item), item.kinds, placement.geometry, gaps_ll=gaps,
        told=f"红色虚线处是推定的：{told}" if told else "",
    )  # fmt: skip
    fly(placement.geometry)
    _begin_with(item, placement.basis, placement.accuracy_m, found=True)
    joined = [gap.description for gap in placement.gaps if gap.joined]
    state.TOLD.key(item.tail).set([*placement.warnings, *joined])


def _title(item: PlacingItem) -> str:
    """What the map calls an item; a road that is added by the name that it gets."""
    typed = state.NAME.key(item.tail).get().strip() if item.is_new else ""
    return typed or item.name


def _begin_with(item: PlacingItem, basis: str, accuracy_m: float, *, found: bool) -> None:
    """Fill in what a proposal tells, unless somebody wrote something of his own there.

    `found`: it was worked out, and its accuracy is the best that there is.
    """
    held, auto = state.BASIS.key(item.tail), state.PROPOSED.key(item.tail)
    if held.get().strip() in ("", auto.get().strip()):
        held.set(basis)
        state.ACCURACY.key(item.tail).set(accuracy_m)
    auto.set(basis)
    state.LEAST.key(item.tail).set(accuracy_m if found else 0.0)
