"""Along a named road, between two others or all of it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import shapely
from shapely import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError
from geo.placing.accuracy import widest
from geo.placing.choosing import chosen, in_degrees
from geo.placing.ground import PlacingGround
from geo.placing.meeting import RoadMeeting, met
from geo.placing.model import Drafted, RoadGap, wide_enough
from geo.placing.questions import AlongRoad
from geo.placing.road_graph import RoadEdge, Strand, drawn, graph_of, strands
from geo.placing.roads import NamedRoad

_ABREAST_M = 80.0
"""Ways from one junction to another that stay as near each other are carriageways of one road."""


class Stretch(NamedTuple):
    """A stretch of a road: its ways abreast, the two junctions it runs between."""

    ways: tuple[Strand, ...]
    ends: tuple[RoadMeeting, RoadMeeting]

    @property
    def lines(self) -> list[LineString]:
        """Its lines in METRIC, gaps left out."""
        return [line for way in self.ways for line in drawn(way)]

    @property
    def shape(self) -> BaseGeometry:
        """Its lines as one shape."""
        return line_shape(self.lines)

    @property
    def gaps(self) -> tuple[RoadGap, ...]:
        """The gaps and joints on its way that are told."""
        inside = [edge.gap for way in self.ways for edge in way if edge.gap is not None]
        joints = [end.joint for end in self.ends if end.joint is not None]
        return wide_enough([*inside, *joints])

    @property
    def length_m(self) -> float:
        """Length of its shortest way."""
        return min(sum(edge.line.length for edge in way) for way in self.ways)


def along(question: AlongRoad, ground: PlacingGround) -> Drafted:
    """Return the line along a road between two others.

    Raises
    ------
    DataError
        If a road is not there, roads do not meet, or one end alone is given.
    AmbiguousPlacementError
        If there are several such stretches.
    """
    road = ground.road(question.road)
    if not question.from_road and not question.to_road:
        return _whole(road, question)
    crossing = crossing_roads(question.from_road, question.to_road, ground)
    stretch = stretch_of(road, crossing, question.tolerance_m, question.choice)
    first, second = crossing
    words = f"沿{road.name}，{first.name}至{second.name}之间"
    spread = max(end.spread_m for end in stretch.ends)
    return Drafted(
        stretch.shape, words, (road.used, first.used, second.used), stretch.gaps,
        tuple(_open(stretch.gaps)), widest(_joined(stretch.gaps)), spread,
    )  # fmt: skip


def crossing_roads(first: str, second: str, ground: PlacingGround) -> tuple[NamedRoad, NamedRoad]:
    """Return the roads of two ends.

    Raises
    ------
    DataError
        If one is not given or not there, or both are the same.
    """
    if not first or not second:
        raise DataError("只给了起、讫道路之一；请两端都给出，或都不给（取整条路）")
    roads = ground.road(first), ground.road(second)
    if roads[0] is roads[1]:
        raise DataError(f"起、讫都是{roads[0].name}；请给出两条不同的相交道路")
    return roads


def stretch_of(
    road: NamedRoad, crossing: tuple[NamedRoad, NamedRoad], tolerance_m: float, choice: int
) -> Stretch:
    """Return the stretch of a road between two others; errors as in `along`."""
    first, second = crossing
    if road in crossing:
        raise DataError(f"{road.name}不能以自己为起讫；请给出两条与它相交的道路")
    starts, ends = (met(road, other, tolerance_m) for other in crossing)
    found = _stretches(road, starts, ends, tolerance_m)
    if not found:
        raise DataError(
            f"{first.name}与{second.name}在{road.name}上交于同一处，之间没有路段；请核对起讫"
        )
    found = [each for each in found if each.lines]
    if not found:
        raise DataError(f"{road.name}在这两路之间没有线位；请先补画，或改用其他说法")
    what = f"{road.name}在{first.name}与{second.name}之间的路段"
    return chosen(found, choice, what, _told)


def _stretches(
    road: NamedRoad,
    starts: Sequence[RoadMeeting],
    ends: Sequence[RoadMeeting],
    tolerance_m: float,
) -> list[Stretch]:
    """Return every stretch between a junction of one list and one of another, shortest first."""
    places = [each.place for each in (*starts, *ends)]
    graph = graph_of(road.parts, road.links(tolerance_m), places)
    found = [
        Stretch(ways, (start, end))
        for at, start in enumerate(starts)
        for to, end in enumerate(ends, len(starts))
        for ways in _abreast(strands(graph, at, to))
    ]
    return sorted(found, key=lambda each: (each.length_m, each.ends[0].place.x))


def _abreast(ways: Iterable[Strand]) -> list[tuple[Strand, ...]]:
    """Group ways that run beside each other; a way over a wide gap only where no other is."""
    groups: list[list[Strand]] = []
    for way in ways:
        if groups and any(_open(_gaps(way))):
            continue
        near = next((group for group in groups if _beside(group[0], way)), None)
        if near is None:
            groups.append([way])
        else:
            near.append(way)
    return [tuple(group) for group in groups]


def _gaps(way: Iterable[RoadEdge]) -> list[RoadGap]:
    return [edge.gap for edge in way if edge.gap is not None]


def _beside(first: Strand, second: Strand) -> bool:
    shapes = [MultiLineString([edge.line for edge in way]) for way in (first, second)]
    return bool(shapely.hausdorff_distance(*shapes, densify=0.1) <= _ABREAST_M)


def _open(gaps: Iterable[RoadGap]) -> list[str]:
    """Return what is to be said of gaps that are not drawn."""
    return [f"{gap.description}，线位不明，未画" for gap in gaps if not gap.joined]


def _joined(gaps: Iterable[RoadGap]) -> list[RoadGap]:
    return [gap for gap in gaps if gap.joined]


def _whole(road: NamedRoad, question: AlongRoad) -> Drafted:
    links = road.breaks(question.tolerance_m)
    lines = [*road.parts, *(link.piece for link in _joined(links))]
    gaps = wide_enough(links)
    return Drafted(
        line_shape(lines), f"{road.name}全线（以图上所有为限）", (road.used,), gaps,
        tuple(_open(gaps)), widest(_joined(gaps)),
    )  # fmt: skip


def line_shape(lines: Sequence[LineString]) -> BaseGeometry:
    """Return lines as one shape, joined where they can be; they may be empty."""
    return shapely.line_merge(shapely.union_all(np.array(lines, object)))


def _told(stretch: Stretch) -> tuple[str, BaseGeometry]:
    middle = stretch.shape.interpolate(0.5, normalized=True)
    return f"长 {stretch.length_m:,.0f} 米，中点 {in_degrees(middle)}", stretch.shape
