"""Some metres from a named place, and junctions with their corners."""

import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError
from geo.placing.accuracy import SECTOR
from geo.placing.choosing import chosen, in_degrees
from geo.placing.compass import Direction, direction
from geo.placing.ground import NamedPlace, PlacingGround
from geo.placing.meeting import RoadMeeting, met
from geo.placing.model import Drafted, wide_enough
from geo.placing.questions import AtJunction, NearPlace
from geo.placing.road_side import positive

_ROUND = 32
"""Pieces of a quarter of a circle: within 3 in 10 000 of its radius."""


def near_place(question: NearPlace, ground: PlacingGround) -> Drafted:
    """Return the point some metres from a place, or the area around it.

    The point lies beyond the edge of a place that is an area, seen from its middle.

    Raises
    ------
    DataError
        If the place is not there or the distance is none.
    AmbiguousPlacementError
        If several places bear the name.
    """
    metres = positive(question.metres, "距离")
    places = ground.places_of(question.place)
    place = chosen(places, question.choice, f"名为“{question.place}”的地点", _told)
    parts = (place.used,)
    if question.towards:
        towards = direction(question.towards)
        shape = _moved(_edge(place.shape_m, towards), towards, metres)
        words = f"{place.used.name}{towards.word}方向 {metres:,.0f} 米处"
        return Drafted(shape, words, parts, more_m=metres * SECTOR, lines=False)
    area = shapely.buffer(place.shape_m, metres, quad_segs=_ROUND)
    if not question.from_m:
        return Drafted(area, f"{place.used.name}周边 {metres:,.0f} 米以内", parts, lines=False)
    inner_m = positive(question.from_m, "距离")
    if inner_m >= metres:
        raise DataError(f"起算距离 {inner_m:g} 米不小于 {metres:g} 米；请改小")
    ring = shapely.difference(area, shapely.buffer(place.shape_m, inner_m, quad_segs=_ROUND))
    words = f"{place.used.name}周边 {inner_m:,.0f} 至 {metres:,.0f} 米"
    return Drafted(ring, words, parts, lines=False)


def at_junction(question: AtJunction, ground: PlacingGround) -> Drafted:
    """Return the middle of a junction, or one of its corners.

    Raises
    ------
    DataError
        If a road is not there or the two do not meet.
    AmbiguousPlacementError
        If they meet more than once.
    """
    road, other = ground.road(question.road), ground.road(question.other)
    if road is other:
        raise DataError(f"交叉口的两条道路都是{road.name}；请给出两条不同的道路")
    found = met(road, other, question.tolerance_m)
    what = f"{road.name}与{other.name}的交叉口"
    at = chosen(found, question.choice, what, _junction_told)
    gaps = wide_enough([] if at.joint is None else [at.joint])
    told = tuple(f"{gap.description}，按相接处理" for gap in gaps)
    draft = Drafted(
        at.place, what, (road.used, other.used), gaps, told,
        sum(gap.metres for gap in gaps), at.spread_m,
    )  # fmt: skip
    return _corner(draft, question) if question.towards else draft


def _corner(draft: Drafted, question: AtJunction) -> Drafted:
    """Return a corner of a junction: how far it is from the middle, nobody has said."""
    towards, metres = direction(question.towards), positive(question.metres, "距离")
    words = f"{draft.basis}{towards.word}角（距路口中心按 {metres:,.0f} 米）"
    return Drafted(
        _moved(draft.shape_m, towards, metres), words, draft.parts, draft.gaps, draft.warnings,
        draft.bridged_m, draft.more_m + metres,
    )  # fmt: skip


def _edge(shape: BaseGeometry, towards: Direction) -> Point:
    """Return the middle of a place, or where one leaves it last in a direction.

    A line is left at its place that is furthest in the direction.
    """
    middle = shape.centroid
    if shapely.get_dimensions(shape) == 1:
        places = shapely.get_coordinates(shape)
        return Point(places[(places @ towards.step).argmax()])
    if shape.geom_type == "Point":
        return middle
    west, south, east, north = shape.bounds
    ray = shapely.linestrings(
        [middle.coords[0], _moved(middle, towards, east - west + north - south + 1).coords[0]]
    )
    places = shapely.get_coordinates(shapely.intersection(ray, shape))
    ahead = (places - shapely.get_coordinates(middle)) @ towards.step
    return Point(places[ahead.argmax()]) if len(places) else middle


def _moved(place: BaseGeometry, towards: Direction, metres: float) -> Point:
    return Point(shapely.get_coordinates(place)[0] + towards.step * metres)


def _told(place: NamedPlace) -> tuple[str, BaseGeometry]:
    return f"{place.used.layer}“{place.used.name}”（编号 {place.key}）", place.shape_m


def _junction_told(meeting: RoadMeeting) -> tuple[str, BaseGeometry]:
    return in_degrees(meeting.place), meeting.place
