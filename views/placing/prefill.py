"""Fields filled in from what the plan says of a place: a proposal that a person looks at."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from geo.placing.plan_words import Proposal, proposals
from geo.placing.questions import AlongRoad, AtJunction, BesideRoads, BoundedBy, NearPlace, RoadSide
from views.placing.ground import ground
from views.placing.inputs import limit_key, way_fields
from views.placing.items import PlacingItem
from views.state import placing as state
from views.state.model import Key

_OPPOSITE: Final = {"东": "西", "西": "东", "南": "北", "北": "南"}


def read(item: PlacingItem) -> tuple[Proposal, ...]:
    """Return what the plan's words on an item may mean, the likeliest first."""
    return proposals(item.location, ground()) if item.location else ()


def way_of(proposal: Proposal) -> str:
    """Return the way of placing that a proposal asks for."""
    return _FILLERS[type(proposal.question)][0]


def fill(tail: str, proposal: Proposal) -> None:
    """Put a proposal into the fields of its way."""
    way, put = _FILLERS[type(proposal.question)]
    state.WAY.key(tail).set(way)
    put(tail, proposal.question)
    keys: list[Key[Any]] = [*way_fields(tail), state.WAY.key(tail)]
    filled = {key.name: key.get() for key in keys}
    state.FILLED.key(tail).set({name: value for name, value in filled.items() if value})


def _along(tail: str, asked: AlongRoad) -> None:
    state.ROAD.key(tail).set(asked.road)
    state.FROM.key(tail).set(asked.from_road or None)
    state.TO.key(tail).set(asked.to_road or None)


def _bounded(tail: str, asked: BoundedBy) -> None:
    more = []
    for side in asked.sides:
        if side.side in _OPPOSITE and not limit_key(tail, _OPPOSITE[side.side]).get():
            limit_key(tail, _OPPOSITE[side.side]).set(side.road)
        else:
            more.append(side.road)
    state.LIMITS.key(tail).set(more)


def _beside(tail: str, asked: BesideRoads) -> None:
    _bounded(tail, BoundedBy(asked.sides))
    state.METRES.key(tail).set(asked.within_m or None)


def _side(tail: str, asked: RoadSide) -> None:
    _along(tail, AlongRoad(asked.road, asked.from_road, asked.to_road))
    state.TOWARDS.key(tail).set(asked.side or None)
    state.METRES.key(tail).set(asked.within_m or None)


def _near(tail: str, asked: NearPlace) -> None:
    state.PLACE.key(tail).set(asked.place)
    state.METRES.key(tail).set(asked.metres or None)
    state.TOWARDS.key(tail).set(asked.towards or None)


def _junction(tail: str, asked: AtJunction) -> None:
    state.ROAD.key(tail).set(asked.road)
    state.TO.key(tail).set(asked.other)
    state.TOWARDS.key(tail).set(asked.towards or None)


_FILLERS: Final[Mapping[type, tuple[str, Callable[[str, Any], None]]]] = {
    AlongRoad: (state.ALONG, _along),
    BoundedBy: (state.BOUNDED, _bounded),
    BesideRoads: (state.BOUNDED, _beside),
    RoadSide: (state.SIDE, _side),
    NearPlace: (state.NEAR, _near),
    AtJunction: (state.JUNCTION, _junction),
}
