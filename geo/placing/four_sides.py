"""四至: the area that three to eight roads bound."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError
from geo.placing.accuracy import widest
from geo.placing.choosing import chosen, in_degrees
from geo.placing.compass import direction, word_of
from geo.placing.ground import PlacingGround
from geo.placing.meeting import apart, joints
from geo.placing.model import Drafted, RoadGap, wide_enough
from geo.placing.questions import BoundedBy, BoundSide
from geo.placing.ring_order import Pair, closings
from geo.placing.roads import NamedRoad

FEWEST, MOST = 3, 8
_ON_M = 0.05
"""What lies this near a line lies on it."""

_SHARED_M = 5.0
"""A side is at least as long."""

_STRIP_M = 60.0
"""What is nowhere wider lies between carriageways, where there is something else."""

_SIDEWAYS, _ASKEW = np.cos(np.radians([80.0, 60.0]))
"""Cosines: beyond the first angle a side is not the one said, beyond the second that is told."""


@dataclass(frozen=True, eq=False)
class _Ring:
    """An area that all roads bound, and (n, 2) its mean direction from each road, unit steps."""

    area: Polygon
    inward: NDArray[np.float64]
    gaps: tuple[RoadGap, ...]


def four_sides(question: BoundedBy, ground: PlacingGround) -> Drafted:
    """Return the area that roads bound, closed along them.

    Raises
    ------
    DataError
        If there are fewer than three roads or more than eight, one is not there or is named
        twice, they lie too far apart, enclose nothing, or the area does not lie where the words
        say.
    AmbiguousPlacementError
        If they bound several areas.
    """
    asked = _roads(question.sides, ground)
    order = sorted(range(len(asked)), key=lambda at: asked[at].name)  # however it was asked
    sides, roads = [question.sides[at] for at in order], [asked[at] for at in order]
    ring = _agreed(_closed(roads, question), question.choice, sides)
    words = "、".join(
        f"{road.name}以{direction(side.side).word}" if side.side else road.name
        for side, road in zip(question.sides, asked, strict=True)
    )
    return Drafted(
        ring.area, f"四至：{words}，沿各路线位围合", tuple(road.used for road in asked), ring.gaps,
        (*_told_gaps(ring.gaps), *_askew(ring, sides)), widest(ring.gaps),
    )  # fmt: skip


def _roads(sides: Sequence[BoundSide], ground: PlacingGround) -> list[NamedRoad]:
    if not FEWEST <= len(sides) <= MOST:
        raise DataError(f"四至要 {FEWEST} 至 {MOST} 条道路，现有 {len(sides)} 条；请补足或删减")
    roads = [ground.road(side.road) for side in sides]
    doubled = [road.name for at, road in enumerate(roads) if road in roads[:at]]
    if doubled:
        raise DataError(f"四至中{doubled[0]}出现了两次；请改成另一条道路")
    return roads


class _Links(NamedTuple):
    """Pieces that may close a ring: joints and gaps within roads, and gaps between two of them."""

    joints: list[RoadGap]
    gaps: dict[Pair, RoadGap]


def _links(roads: Sequence[NamedRoad], question: BoundedBy) -> _Links:
    tolerance_m = question.tolerance_m
    within = [link for road in roads for link in road.links(tolerance_m)]
    found = [link for link in within if link.metres <= question.most_gap_m]
    gaps: dict[Pair, RoadGap] = {}
    for one, other in combinations(range(len(roads)), 2):
        pair = roads[one], roads[other]
        short = joints(*pair, tolerance_m)
        found += short
        if not short and not pair[0].shape.intersects(pair[1].shape):
            piece = shapely.shortest_line(pair[0].shape, pair[1].shape)
            names = (pair[0].name, pair[1].name)
            gaps[one, other] = RoadGap(names, piece.length, piece, joined=False)
    return _Links(found, gaps)


def _closed(roads: Sequence[NamedRoad], question: BoundedBy) -> list[_Ring]:
    """Return the areas that all roads bound, closed where the least is open.

    Raises
    ------
    DataError
        If roads that must meet are further apart than is closed, or they bound nothing.
    """
    links = _links(roads, question)
    ways = closings(len(roads), {pair: gap.metres for pair, gap in links.gaps.items()})
    near = [way for way in ways if all(links.gaps[at].metres <= question.most_gap_m for at in way)]
    if not near:
        one, other = max(ways[0], key=lambda pair: links.gaps[pair].metres)
        told = apart(roads[one], roads[other], question.most_gap_m)
        raise DataError(f"四至不能围合：{told}")
    for way in near:
        rings = _rings(roads, [*links.joints, *(links.gaps[pair] for pair in way)])
        if rings:
            return rings
    raise DataError(_nothing(roads, [links.gaps[pair] for pair in near[0]], question))


def _rings(roads: Sequence[NamedRoad], links: Sequence[RoadGap]) -> list[_Ring]:
    """Return the areas that every road bounds, from west to east."""
    lines = [*(road.shape for road in roads), *(link.piece for link in links)]
    noded = shapely.union_all(np.array(lines, object))
    faces = shapely.get_parts(shapely.polygonize([noded]))
    near = [shapely.buffer(road.shape, _ON_M) for road in roads]
    found = []
    for face in faces:
        area = Polygon(face.exterior)
        inward = _inward(area, near)
        if inward is not None:
            found.append(_Ring(area, inward, _bridged(area, links)))
    wide = [ring for ring in found if not ring.area.buffer(-_STRIP_M / 2).is_empty]
    return sorted(wide or found, key=lambda ring: ring.area.centroid.coords[0])


def _inward(area: Polygon, near: Sequence[BaseGeometry]) -> NDArray[np.float64] | None:
    """Return (n, 2) the mean step into an area from each road; None where one is no side of it."""
    ring = shapely.get_coordinates(shapely.orient_polygons(area).exterior)
    steps = np.diff(ring, axis=0)
    lengths = np.hypot(*steps.T)
    middles = shapely.points((ring[:-1] + ring[1:]) / 2)
    left = np.column_stack([-steps[:, 1], steps[:, 0]])
    means = []
    for road in near:
        on = shapely.intersects(road, middles)
        if lengths[on].sum() < _SHARED_M:
            return None
        mean = left[on].sum(axis=0)
        means.append(mean / max(float(np.hypot(*mean)), 1e-9))
    return np.array(means)


def _bridged(area: Polygon, links: Sequence[RoadGap]) -> tuple[RoadGap, ...]:
    """Return the links that the edge of an area runs along."""
    edge = shapely.buffer(area.exterior, _ON_M)
    return wide_enough(link for link in links if shapely.covers(edge, link.piece))


def _agreed(rings: Sequence[_Ring], choice: int, sides: Sequence[BoundSide]) -> _Ring:
    """Return the one area that lies where the words say."""
    fitting = [ring for ring in rings if not _against(ring, sides)]
    if not fitting:
        at = _against(rings[0], sides)[0]
        road, said = sides[at].road, direction(sides[at].side).word
        raise DataError(
            f"围合的范围在{road}以{word_of(rings[0].inward[at])}，与所说“{road}以{said}”不符；"
            "请核对四至原文，原文有误时可不写方位"
        )
    return chosen(fitting, choice, "这些道路围合的范围", _told)


def _cosines(ring: _Ring, sides: Sequence[BoundSide]) -> NDArray[np.float64]:
    """Return (n,) how far an area lies on the side said of each road; 1 where none is said."""
    return np.array(
        [
            float(step @ direction(side.side).step) if side.side else 1.0
            for side, step in zip(sides, ring.inward, strict=True)
        ]
    )


def _against(ring: _Ring, sides: Sequence[BoundSide]) -> list[int]:
    return np.flatnonzero(_cosines(ring, sides) < _SIDEWAYS).tolist()


def _askew(ring: _Ring, sides: Sequence[BoundSide]) -> list[str]:
    """Return what is to be said of roads that run slantwise to the side said."""
    return [
        f"{sides[at].road}在此斜向，范围在其{word_of(ring.inward[at])}面；请核对方位"
        for at in np.flatnonzero(_cosines(ring, sides) < _ASKEW).tolist()
    ]


def _told_gaps(gaps: Sequence[RoadGap]) -> list[str]:
    words = {True: "按相接处理", False: "以直线闭合，请核对"}
    return [f"{gap.description}，{words[gap.joined]}" for gap in gaps]


def _nothing(roads: Sequence[NamedRoad], between: Sequence[RoadGap], question: BoundedBy) -> str:
    """Return a sentence on roads that bound nothing together."""
    names = "、".join(road.name for road in roads)
    within = [link for road in roads for link in road.links(question.tolerance_m)]
    told = "；".join(gap.description for gap in (*within, *between) if not gap.joined)
    return (
        f"{names}没有共同围成一块{told and f'（{told}）'}；"
        "请核对四至，补画缺的路段，或删去不构成边界的道路"
    )


def _told(ring: _Ring) -> tuple[str, BaseGeometry]:
    middle = in_degrees(ring.area.representative_point())
    return f"约 {ring.area.area / 1e4:,.1f} 公顷，在 {middle} 一带", ring.area
