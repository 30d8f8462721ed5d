"""The graph of one road: cut where others meet it, walked from one of them to the next."""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from math import floor
from typing import NamedTuple

import numpy as np
import shapely
from shapely import LineString, MultiLineString, Point
from shapely.ops import substring

from geo.placing.meeting import TOGETHER_M
from geo.placing.model import RoadGap
from geo.placing.roads import heading

Node = int
"""Number of a place; places within a centimetre are one."""

_ON_M = 1e-3

_MOST_STRANDS = 4
"""Ways from one junction to another that are looked for: carriageways, both ways round a ring."""


class RoadEdge(NamedTuple):
    """A piece of the road between two nodes, or a link over a gap of it."""

    start: Node
    end: Node
    line: LineString
    gap: RoadGap | None = None


Strand = tuple[RoadEdge, ...]
"""A way from one junction to another along the road."""


class RoadGraph(NamedTuple):
    """The edges of a road, and the nodes of each junction by its place in the list given."""

    edges: tuple[RoadEdge, ...]
    nodes: tuple[frozenset[Node], ...]


def graph_of(
    parts: Sequence[LineString], links: Iterable[RoadGap], junctions: Sequence[Point]
) -> RoadGraph:
    """Return the graph of a road.

    Parameters
    ----------
    parts, links
        Lines and the pieces that link them, METRIC.
    junctions
        Places on the road or between its carriageways; each cuts every part that passes it.
    """
    gaps = list(links)
    hooks = [Point(gap.piece.coords[at]) for gap in gaps for at in (0, -1)]
    node = _Nodes().at
    cuts: list[set[Node]] = [set() for _ in junctions]
    edges: list[RoadEdge] = []
    for part in parts:
        marks = [_along(part, hook) for hook in hooks if hook.distance(part) < 1e-6]
        for at, place in enumerate(junctions):
            if _passes(part, place, parts):
                mark = _along(part, place)
                marks.append(mark)
                cuts[at].add(node(part.interpolate(mark).coords[0]))
        edges += [
            RoadEdge(node(line.coords[0]), node(line.coords[-1]), line)
            for line in _cut(part, marks)
        ]
    edges += [
        RoadEdge(node(gap.piece.coords[0]), node(gap.piece.coords[-1]), gap.piece, gap)
        for gap in gaps
    ]
    return RoadGraph(tuple(edges), tuple(map(frozenset, cuts)))


def strands(graph: RoadGraph, first: int, second: int) -> list[Strand]:
    """Return the ways from one junction to another that share no edge, shortest first.

    Carriageways are two of them, and so are the two ways round a ring. May be empty.
    """
    if graph.nodes[first] & graph.nodes[second]:
        return []
    found: list[Strand] = []
    left = graph.edges
    while len(found) < _MOST_STRANDS:
        way = _shortest(left, graph.nodes[first], graph.nodes[second])
        if not way:
            break
        found.append(way)
        left = tuple(edge for edge in left if edge not in way)
    return found


def _passes(part: LineString, place: Point, parts: Sequence[LineString]) -> bool:
    """Tell whether a part passes a junction: it is the nearest, or a carriageway beside that.

    A part that begins beyond it does not, be it a fork or what follows on a break.
    """
    far = place.distance(part)
    if far > TOGETHER_M or far <= min(place.distance(each) for each in parts) + _ON_M:
        return far <= TOGETHER_M
    foot = part.interpolate(part.project(place))
    if sum(foot.distance(each) <= _ON_M for each in parts) > 1:
        return False
    aside = np.array([place.x - foot.x, place.y - foot.y]) / far
    return bool(abs(heading(part, place) @ aside) < 0.5)


def _along(part: LineString, place: Point) -> float:
    return float(part.project(place))


class _Nodes:
    """Numbers of places, given out as they come."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], Node] = {}

    def at(self, place: Sequence[float]) -> Node:
        """Return the number of a place, that of one in a centimetre's cell beside it."""
        x, y = floor(place[0] * 100), floor(place[1] * 100)
        beside = ((x + i, y + j) for i in (0, -1, 1) for j in (0, -1, 1))
        known = next((self._cells[cell] for cell in beside if cell in self._cells), None)
        return self._cells.setdefault((x, y), len(self._cells) if known is None else known)


def _cut(part: LineString, marks: Iterable[float]) -> list[LineString]:
    """Cut a line at measures along it; closer than a centimetre is the same."""
    steps = [0.0]
    for mark in sorted(marks):
        if steps[-1] + 0.01 < mark < part.length - 0.01:
            steps.append(mark)
    bounds = zip(steps, [*steps[1:], part.length], strict=True)
    return [substring(part, low, high) for low, high in bounds]


def _shortest(edges: Sequence[RoadEdge], starts: frozenset[Node], ends: frozenset[Node]) -> Strand:
    """Return the shortest way between two sets of nodes (Dijkstra); () where there is none."""
    around: dict[Node, list[tuple[Node, int]]] = {}
    for at, edge in enumerate(edges):
        around.setdefault(edge.start, []).append((edge.end, at))
        around.setdefault(edge.end, []).append((edge.start, at))
    came: dict[Node, tuple[Node, int] | None] = {}
    queue: list[tuple[float, Node, tuple[Node, int] | None]] = [(0.0, at, None) for at in starts]
    queue.sort()
    while queue:
        far, node, before = heappop(queue)
        if node in came:
            continue
        came[node] = before
        if node in ends:
            return _traced(edges, came, node)
        for beyond, at in around.get(node, ()):
            if beyond not in came:
                heappush(queue, (far + edges[at].line.length, beyond, (node, at)))
    return ()


def _traced(
    edges: Sequence[RoadEdge], came: dict[Node, tuple[Node, int] | None], node: Node
) -> Strand:
    way: list[RoadEdge] = []
    step = came[node]
    while step is not None:
        way.append(edges[step[1]])
        step = came[step[0]]
    return tuple(reversed(way))


def drawn(way: Strand) -> list[LineString]:
    """Return the lines of a way: what is drawn and short joints, not the gaps."""
    lines = [edge.line for edge in way if edge.gap is None or edge.gap.joined]
    merged = shapely.line_merge(MultiLineString(lines))
    return list(shapely.get_parts(merged))
