"""Where two roads meet, also more than once, and where they just fail to."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import shapely
from shapely import MultiLineString, MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError
from geo.placing.compass import word_of
from geo.placing.model import RoadGap
from geo.placing.roads import NamedRoad, lines_of

TOGETHER_M = 60.0
"""Crossings no further from the next than this are one junction: carriageways cross in four
places."""


class RoadMeeting(NamedTuple):
    """A junction: its middle in METRIC, how far its crossings lie from that, the joint it needs.

    `joint` is None where the lines cross by themselves.
    """

    place: Point
    spread_m: float
    joint: RoadGap | None = None


def meetings(road: NamedRoad, other: NamedRoad, tolerance_m: float) -> list[RoadMeeting]:
    """Return where two roads meet, from west to east.

    Ends that stop short of the other road by no more than `tolerance_m` meet it. May be empty.
    """
    crossings = [Crossing(place) for place in _crossings(road, other)]
    crossings += [Crossing(joint_place(joint), joint) for joint in joints(road, other, tolerance_m)]
    found = [_meeting(group) for group in _groups(crossings)]
    return sorted(found, key=lambda each: (each.place.x, each.place.y))


def met(road: NamedRoad, other: NamedRoad, tolerance_m: float) -> list[RoadMeeting]:
    """Return where two roads meet, at least one place.

    Raises
    ------
    DataError
        If they do not meet; the message tells how far apart they are, and where.
    """
    found = meetings(road, other, tolerance_m)
    if not found:
        raise DataError(apart(road, other, tolerance_m))
    return found


def apart(road: NamedRoad, other: NamedRoad, tolerance_m: float) -> str:
    """Return a sentence on two roads that do not meet."""
    piece = shapely.shortest_line(road.shape, other.shape)
    start, end = (np.array(each) for each in (piece.coords[0], piece.coords[-1]))
    return (
        f"{road.name}与{other.name}图上不相接：最近处相距 {piece.length:,.0f} 米"
        f"（{other.name}在{road.name}{word_of(end - start)}面），超过允许的 {tolerance_m:,.0f} 米；"
        "请核对路名，或先补画缺的一段"
    )


def joints(road: NamedRoad, other: NamedRoad, tolerance_m: float) -> list[RoadGap]:
    """Return the pieces that join ends to the other road where they stop short of it.

    An end that lies beyond a crossing nearby needs none.
    """
    crossings = MultiPoint(_crossings(road, other))
    found = []
    for one, across in ((road, other), (other, road)):
        for end in one.ends:
            short_m = end.distance(across.shape)
            if 0 < short_m <= tolerance_m and not _beyond(end, crossings, short_m):
                piece = shapely.shortest_line(end, across.shape)
                found.append(RoadGap((one.name, across.name), piece.length, piece, joined=True))
    alike = {shapely.normalize(gap.piece).wkb: gap for gap in reversed(found)}  # end to end: twice
    return [gap for gap in found if gap in alike.values()]


def _beyond(end: Point, crossings: BaseGeometry, short_m: float) -> bool:
    """Tell whether an end has overshot a crossing, be it at 30 degrees."""
    return bool(end.distance(crossings) <= max(TOGETHER_M, 2 * short_m))


def joint_place(joint: RoadGap) -> Point:
    """Return where a joint reaches the road that goes on."""
    return Point(joint.piece.coords[-1])


class Crossing(NamedTuple):
    """One place where lines cross, or would with a joint."""

    place: Point
    joint: RoadGap | None = None


def _crossings(road: NamedRoad, other: NamedRoad) -> list[Point]:
    """Return where lines cross; of a stretch that two roads share, its middle."""
    shared = shapely.intersection(road.shape, other.shape)
    overlaps = lines_of(shapely.line_merge(MultiLineString(lines_of(shared))))
    middles = [part.interpolate(0.5, normalized=True) for part in overlaps]
    points = [each for each in shapely.get_parts(shared) if each.geom_type == "Point"]
    return [*points, *middles]


def _groups(crossings: list[Crossing]) -> list[list[Crossing]]:
    """Group crossings of which each is near another of its group."""
    groups: list[list[Crossing]] = []
    for crossing in crossings:
        near = [group for group in groups if _reaches(crossing, group)]
        rest = [group for group in groups if not _reaches(crossing, group)]
        groups = [*rest, [crossing, *(each for group in near for each in group)]]
    return groups


def _reaches(crossing: Crossing, group: Iterable[Crossing]) -> bool:
    return any(crossing.place.distance(each.place) <= TOGETHER_M for each in group)


def _meeting(group: list[Crossing]) -> RoadMeeting:
    """Return the junction of a group; lines that cross by themselves need no joint."""
    crossed = [each for each in group if each.joint is None] or group
    middle = MultiPoint([each.place for each in crossed]).centroid
    spread = max(middle.distance(each.place) for each in crossed)
    shortest = min(crossed, key=lambda each: each.joint.metres if each.joint else 0.0)
    return RoadMeeting(middle, float(spread), shortest.joint)
