"""The strip on one side of a road, of a width, whole or between two others."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError
from geo.placing.accuracy import widest
from geo.placing.along import crossing_roads, line_shape, stretch_of
from geo.placing.compass import Direction, direction, word_of
from geo.placing.ground import PlacingGround
from geo.placing.model import Drafted, RoadGap, UsedLine, wide_enough
from geo.placing.questions import RoadSide
from geo.placing.roads import NamedRoad

_LEAST = np.cos(np.radians(75.0))
"""Cosine: a road that runs nearer to the direction said than 15 degrees has no such side."""

_BACK = 0.1
"""Share of a road's length that may run the other way round before it is told."""

_PROBE_M = 0.2
"""How far beside the line a place is taken to tell left from right."""

_GRID_M = 0.001
"""Slivers that are thinner vanish."""

_BEYOND_M = 1.0
"""How far a line is drawn on at both ends, so that it cuts what it is to cut."""


def road_side(question: RoadSide, ground: PlacingGround) -> Drafted:
    """Return the strip beside a road.

    Raises
    ------
    DataError
        If a road is not there, the width is no distance, or the road runs along the direction.
    AmbiguousPlacementError
        If it may be between several pairs of junctions.
    """
    road, side = ground.road(question.road), direction(question.side)
    within_m = positive(question.within_m, "宽度")
    stretch = _stretch(road, question, ground)
    strips = [_strip(line, side, within_m, road) for line in stretch.lines]
    shape = _outside(strips)
    words = f"{road.name}以{side.word} {within_m:,.0f} 米以内{stretch.between}"
    back = sum(strip.back_m for strip in strips) / sum(line.length for line in stretch.lines)
    bent = f"{road.name}沿线走向变化，部分路段的这一侧不在{side.word}面；请核对范围"
    return Drafted(
        shape, words, (road.used, *stretch.others), stretch.gaps,
        (bent,) if back > _BACK else (), widest(gap for gap in stretch.gaps if gap.joined),
    )  # fmt: skip


class _Beside(NamedTuple):
    """What a strip runs beside: lines in METRIC, gaps, the roads it ends at, those in words."""

    lines: list[LineString]
    gaps: tuple[RoadGap, ...]
    others: tuple[UsedLine, ...]
    between: str


class _Strip(NamedTuple):
    """Both sides of a line, and metres of it whose side is not the one said."""

    wanted: BaseGeometry
    other: BaseGeometry
    back_m: float


def _stretch(road: NamedRoad, question: RoadSide, ground: PlacingGround) -> _Beside:
    if not question.from_road and not question.to_road:
        links = road.breaks(question.tolerance_m)
        pieces = [link.piece for link in links if link.joined]
        whole = shapely.get_parts(line_shape([*road.parts, *pieces]))
        return _Beside(list(whole), wide_enough(links), (), "")
    crossing = crossing_roads(question.from_road, question.to_road, ground)
    stretch = stretch_of(road, crossing, question.tolerance_m, question.choice)
    first, second = (each.used for each in crossing)
    between = f"，{first.name}至{second.name}之间"
    return _Beside(stretch.lines, stretch.gaps, (first, second), between)


def _strip(line: LineString, side: Direction, within_m: float, road: NamedRoad) -> _Strip:
    """Return what lies within some metres of a line on either side.

    Raises
    ------
    DataError
        If the line runs along the direction said.
    """
    places = shapely.get_coordinates(line)
    steps = np.diff(places, axis=0)
    left = np.column_stack([-steps[:, 1], steps[:, 0]])
    facing = left @ side.step
    if abs(facing.sum()) < _LEAST * line.length:
        run = places[-1] - places[0]
        words = f"大致{word_of(run)}{word_of(-run)}走向" if run.any() else "成环"
        raise DataError(
            f"{road.name}在此{words}，没有明确的“以{side.word}”一侧；请改用其他方位或限定起讫，"
            "若指道路{side.word}端以外，请改按距{road.name}{side.word}方向若干米落图"
        )
    turned = 1.0 if facing.sum() > 0 else -1.0
    halves = _halves(line, within_m)
    probes = _probes(places, left)
    votes = [_votes(half, probes) * turned for half in halves]
    wanted, other = (
        shapely.union_all([half for half, vote in zip(halves, votes, strict=True) if vote * s > 0])
        for s in (1, -1)
    )
    return _Strip(wanted, other, float(-(facing * turned).clip(max=0).sum()))


def _halves(line: LineString, within_m: float) -> list[BaseGeometry]:
    """Return what lies within some metres of a line, cut by it."""
    around = shapely.buffer(line, within_m, cap_style="flat", quad_segs=16)
    edges = [around.boundary, _drawn_on(line)]
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(edges)]))
    return [face for face in faces if around.contains(face.representative_point())]


def _drawn_on(line: LineString) -> LineString:
    """Return a line that is longer at both ends, straight on."""
    places = shapely.get_coordinates(line)
    first, last = places[0] - places[1], places[-1] - places[-2]
    before = places[0] + first / np.hypot(*first) * _BEYOND_M
    after = places[-1] + last / np.hypot(*last) * _BEYOND_M
    return LineString([before, *places, after])


def _probes(places: NDArray[np.float64], left: NDArray[np.float64]) -> NDArray[np.object_]:
    """(2, n) points beside the middle of each piece of a line: left of it, right of it."""
    middles = (places[:-1] + places[1:]) / 2
    aside = left / np.hypot(*left.T)[:, None] * _PROBE_M
    return np.array([shapely.points(middles + aside), shapely.points(middles - aside)])


def _votes(half: BaseGeometry, probes: NDArray[np.object_]) -> int:
    """Return how many more places of the left than of the right lie in a half."""
    inside = shapely.contains(half, probes).sum(axis=1)
    return int(inside[0]) - int(inside[1])


def _outside(strips: Iterable[_Strip]) -> BaseGeometry:
    """Return the side wanted of all lines: of carriageways that of the outer one."""
    wanted, other = (shapely.union_all(list(each)) for each in list(zip(*strips, strict=True))[:2])
    return shapely.set_precision(shapely.difference(wanted, other), _GRID_M)


def positive(metres: float, what: str) -> float:
    """Return a number of metres.

    Raises
    ------
    DataError
        If it is none, or not above 0.
    """
    if not (np.isfinite(metres) and 0 < metres <= 100_000):
        raise DataError(f"{what} {metres:g} 米无效；请填大于 0、不超过 100,000 的数")
    return float(metres)
