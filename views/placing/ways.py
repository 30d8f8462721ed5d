"""The ways of placing: the fields of each, and the question that they ask."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import streamlit as st

from geo.errors import DataError
from geo.placing.compass import DIRECTIONS, SIDES
from geo.placing.ground import key_of
from geo.placing.questions import (
    AlongRoad,
    AtJunction,
    BesideRoads,
    BoundedBy,
    BoundSide,
    NearPlace,
    PlacingQuestion,
    RoadSide,
)
from views.placing.fields import KEEP, direction_box, metres_box, needed, positive, road_box
from views.placing.given_shapes import draw_feature, draw_pasted, feature, pasted
from views.placing.ground import ground, road_names
from views.placing.inputs import limit_key
from views.state import placing as state

_ENCLOSING: Final = 3
"""Roads that close an area, at least."""

_OPPOSITE: Final = {"东": "西", "西": "东", "南": "北", "北": "南"}


class Way(NamedTuple):
    """A way: draws its fields for an item, and asks its question of what stands in them."""

    draw: Callable[[str], None]
    question: Callable[[str], PlacingQuestion]


def _draw_along(tail: str) -> None:
    road_box("道路", state.ROAD.key(tail))
    left, right = st.columns(2)
    with left:
        road_box("起于", state.FROM.key(tail), needed=False)
    with right:
        road_box("止于", state.TO.key(tail), needed=False)


def _along(tail: str) -> AlongRoad:
    road = needed(state.ROAD.key(tail).get(), "道路")
    return AlongRoad(road, state.FROM.key(tail).get() or "", state.TO.key(tail).get() or "")


def _draw_bounded(tail: str) -> None:
    for pair in (SIDES[::2], SIDES[1::2]):
        for column, side in zip(st.columns(2), pair, strict=True):
            with column:
                road_box(f"{side}至", limit_key(tail, side))
    names, held = road_names(), state.LIMITS.key(tail)
    st.multiselect(
        "其他界线（不分方位；连同四至至少三条）",
        [*names, *(name for name in held.get() if name not in names)],
        key=held.name,
        placeholder="选择或输入路名",
        max_selections=8,
        accept_new_options=True,
        persist_state=KEEP,
    )
    metres_box("离各条界线不超过（米，只有两条界线时填）", state.METRES.key(tail))


def _bounded(tail: str) -> BoundedBy | BesideRoads:
    told = [(limit_key(tail, side).get(), _OPPOSITE[side]) for side in SIDES]
    sides = [BoundSide(road, way) for road, way in told if road]
    sides += [BoundSide(road) for road in state.LIMITS.key(tail).get()]
    if len(sides) >= _ENCLOSING:
        return BoundedBy(tuple(sides))
    within = state.METRES.key(tail).get()
    if len(sides) == _ENCLOSING - 1 and within:
        return BesideRoads(tuple(sides), float(within))
    raise DataError("四至至少要三条界线；只有两条时请填“离各条界线不超过”的米数")


def _draw_side(tail: str) -> None:
    road_box("道路", state.ROAD.key(tail))
    left, right = st.columns(2)
    with left:
        direction_box("在道路的哪一侧", state.TOWARDS.key(tail), DIRECTIONS)
    with right:
        metres_box("范围（米）", state.METRES.key(tail))
    left, right = st.columns(2)  # a row of its own: on a small screen they stand below each other
    with left:
        road_box("起于", state.FROM.key(tail), needed=False)
    with right:
        road_box("止于", state.TO.key(tail), needed=False)


def _side(tail: str) -> RoadSide:
    road = needed(state.ROAD.key(tail).get(), "道路")
    side = needed(state.TOWARDS.key(tail).get(), "方位")
    within = positive(state.METRES.key(tail).get(), "范围")
    ends = (state.FROM.key(tail).get() or "", state.TO.key(tail).get() or "")
    return RoadSide(road, side, within, *ends)


def missing_roads(tail: str, way: str) -> list[str]:
    """Return the roads named in the fields of a way of which there is no line."""
    named: list[str | None] = []
    if way == state.BOUNDED:
        named = [*(limit_key(tail, side).get() for side in SIDES), *state.LIMITS.key(tail).get()]
    elif way in _OF_ROADS:
        named = [family.key(tail).get() for family in _OF_ROADS[way]]
    roads = ground().roads
    told = dict.fromkeys(name.strip() for name in named if name and name.strip())
    return [name for name in told if key_of(name) not in roads]


def _draw_near(tail: str) -> None:
    st.text_input(
        "地点名称或编号",
        key=state.PLACE.key(tail).name,
        placeholder="如学校、小区、道路、已落图项目的名称",
        persist_state=KEEP,
    )
    left, right = st.columns(2)
    with left:
        metres_box("距离（米）", state.METRES.key(tail))
    with right:
        direction_box("方位（不填为周边范围）", state.TOWARDS.key(tail), DIRECTIONS)


def _near(tail: str) -> NearPlace:
    place = needed(state.PLACE.key(tail).get(), "地点名称")
    metres = positive(state.METRES.key(tail).get(), "距离")
    return NearPlace(place, metres, state.TOWARDS.key(tail).get() or "")


def _draw_junction(tail: str) -> None:
    left, right = st.columns(2)
    with left:
        road_box("道路", state.ROAD.key(tail))
    with right:
        road_box("与之相交的道路", state.TO.key(tail))
    direction_box("在路口的哪一角（可不填）", state.TOWARDS.key(tail), DIRECTIONS)


def _junction(tail: str) -> AtJunction:
    road = needed(state.ROAD.key(tail).get(), "道路")
    other = needed(state.TO.key(tail).get(), "与之相交的道路")
    return AtJunction(road, other, state.TOWARDS.key(tail).get() or "")


_OF_ROADS: Final = {
    state.ALONG: (state.ROAD, state.FROM, state.TO),
    state.SIDE: (state.ROAD, state.FROM, state.TO),
    state.JUNCTION: (state.ROAD, state.TO),
}
"""Fields that name roads, by way."""

WAYS: Final[Mapping[str, Way]] = {
    state.ALONG: Way(_draw_along, _along),
    state.BOUNDED: Way(_draw_bounded, _bounded),
    state.SIDE: Way(_draw_side, _side),
    state.NEAR: Way(_draw_near, _near),
    state.JUNCTION: Way(_draw_junction, _junction),
    state.PASTED: Way(draw_pasted, pasted),
    state.FEATURE: Way(draw_feature, feature),
}
"""Ways by words; drawing and files have forms of their own."""
