"""From nodes reached to places served: every way by which a place may be the nearest."""

from typing import NamedTuple

import numpy as np
import shapely

from geo.network.routing import SeedNodes
from geo.network.snapping import Snapped
from geo.network.subgraph import ReachedTargets


class Paths(NamedTuple):
    """Walks from points to places, (k,) each: rows in their `Access`, metres on foot."""

    point: np.ndarray
    place: np.ndarray
    metres: np.ndarray


def along_edge(points: Snapped, places: Snapped) -> Paths:
    """Walks between points and places that join the same edge."""
    point, place = _matches(points.edge, places.edge)
    apart = np.abs(points.offset_m[point] - places.offset_m[place])
    return Paths(point, place, points.leg_m[point] + apart + places.leg_m[place])


def straight_across(points: Snapped, places: Snapped) -> Paths:
    """Straight walks between a point and a place of which one lies nearer than the other's path.

    Around a place that joins the network after `leg_m` metres there is no path within that
    distance: nothing known stands between it and what lies there, just as on its way to the path.
    """
    if not (len(points.edge) and len(places.edge)):
        return _no_ways()
    one, two = _inside(points, places), _inside(places, points)
    point = np.concatenate([one[0], two[1]])
    place = np.concatenate([one[1], two[0]])
    apart = points.place_m[point] - places.place_m[place]
    return Paths(point, place, np.hypot(*apart.T))


def through_nodes(reached: ReachedTargets, entries: SeedNodes) -> Paths:
    """Walks from the sources of `reached` to the places whose edge ends at a node reached."""
    at, entry = _matches(reached.node, entries.node)
    metres = reached.cost_m[at] + entries.cost_m[entry]
    return Paths(entries.place[entry], reached.source[at], metres)


def gathered(*ways: Paths) -> Paths:
    """All ways in one."""
    return Paths(*(np.concatenate(columns) for columns in zip(*ways, strict=True)))


def _inside(centres: Snapped, others: Snapped) -> tuple[np.ndarray, np.ndarray]:
    """Rows of centres and of others that lie nearer to them than their own path."""
    discs = shapely.STRtree(shapely.points(others.place_m))
    found = discs.query(
        shapely.points(centres.place_m), predicate="dwithin", distance=centres.leg_m
    )
    return found[0], found[1]


def _matches(one: np.ndarray, two: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Positions in `one` and `two` of every pair of equal values, by position in `one`."""
    order = np.argsort(two, kind="stable")
    ordered = two[order]
    first = np.searchsorted(ordered, one, side="left")
    counts = np.searchsorted(ordered, one, side="right") - first
    ahead = np.cumsum(counts)
    total = int(ahead[-1]) if len(ahead) else 0
    flat = np.arange(total) + np.repeat(first - (ahead - counts), counts)
    return np.repeat(np.arange(len(one)), counts), order[flat]


def _no_ways() -> Paths:
    nobody = np.empty(0, dtype=np.intp)
    return Paths(nobody, nobody, np.empty(0))
