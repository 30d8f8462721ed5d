"""Which place serves which part of the network: nearest-facility areas."""

import numpy as np
import shapely
from geopandas import GeoDataFrame
from pandas import Series

from geo.crs import METRIC
from geo.network.graph import WalkNetwork
from geo.network.isochrone_outline import outline
from geo.network.reachable_edges import DistanceField, ReachedParts, shapes_of


def nearest_areas(
    network: WalkNetwork, field: DistanceField, ids: list[str], limit_m: float
) -> GeoDataFrame:
    """Outline, for each source, the parts of the edges that are nearer to it than to any other.

    Parameters
    ----------
    network
        What is walked on.
    field
        From `geo.network.reachable_edges.field_of`, with a limit of `limit_m` or more.
    ids
        Ids of the features the sources belong to, by `field.access.owner`.
    limit_m
        Metres on foot beyond which nobody is served.

    Returns
    -------
    GeoDataFrame
        Columns facility_id, length_m (of the edges served), geometry, METRIC, disjoint, in the
        order of the features; one that serves nothing has no row. For the eye: which place is
        nearest to a point is told by distance.
    """
    parts, owner = _owned_parts(network, field, limit_m)
    shapes = shapes_of(network, parts)
    numbers = np.unique(owner)
    areas = _apart([outline(shapes[owner == number]) for number in numbers])
    lengths_m = [float(shapely.length(shapes[owner == number]).sum()) for number in numbers]
    names = Series([ids[number] for number in numbers], dtype="str")
    return GeoDataFrame({"facility_id": names, "length_m": lengths_m}, geometry=areas, crs=METRIC)


def _owned_parts(
    network: WalkNetwork, field: DistanceField, limit_m: float
) -> tuple[ReachedParts, np.ndarray]:
    """ReachedParts of edges and the feature each is nearest to."""
    edge, at, cost_m, owner = _beacons(network, field, limit_m)
    order = np.lexsort((at, edge))
    edge, at, cost_m, owner = edge[order], at[order], cost_m[order], owner[order]
    alone = _visible(edge, at, cost_m)
    edge, at, cost_m, owner = edge[alone], at[alone], cost_m[alone], owner[alone]
    next_same = np.r_[edge[1:] == edge[:-1], False]
    middle = np.r_[(at[1:] + at[:-1] + cost_m[1:] - cost_m[:-1]) / 2, 0.0]
    ahead = np.where(next_same, middle, network.lengths_m[edge])
    back = np.where(np.r_[False, next_same[:-1]], np.r_[0.0, middle[:-1]], 0.0)
    left = limit_m - cost_m
    parts = ReachedParts(edge, np.maximum(back, at - left), np.minimum(ahead, at + left))
    long = parts.end_m - parts.begin_m > 1e-9
    return ReachedParts(*(column[long] for column in parts)), owner[long]


def _beacons(
    network: WalkNetwork, field: DistanceField, limit_m: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Points of edges with a known walk, ends and joins of sources: edge, at, cost, owner."""
    access, edges = field.access, np.arange(len(network.starts))
    ends = np.concatenate([network.starts, network.ends])
    edge = np.concatenate([edges, edges, access.edge])
    at = np.concatenate([np.zeros(len(edges)), network.lengths_m, access.offset_m])
    cost_m = np.concatenate([(field.metres + field.delays_m)[ends], access.leg_m])
    source = np.concatenate([field.source[ends], np.arange(len(access.edge))])
    near = cost_m < limit_m
    return edge[near], at[near], cost_m[near], access.owner[source[near]]


def _visible(edge: np.ndarray, at: np.ndarray, cost_m: np.ndarray) -> np.ndarray:
    """(k,) bools: False for a beacon that another one on its edge reaches no later."""
    _, number = np.unique(edge, return_inverse=True)
    step = float(np.abs(cost_m).max(initial=0) + at.max(initial=0)) * 4 + 4
    ahead = cost_m - at - number * step
    back = (cost_m + at + number * step)[::-1]
    kept: np.ndarray = ahead < _least_before(ahead) - 1e-9
    return kept & (back <= _least_before(back) + 1e-9)[::-1]


def _least_before(keys: np.ndarray) -> np.ndarray:
    return np.r_[np.inf, np.minimum.accumulate(keys)][: len(keys)]


def _apart(areas: list[shapely.MultiPolygon]) -> list[shapely.Geometry]:
    """Cut from each area what an earlier one holds: along a border both lie within a width."""
    tree = shapely.STRtree(areas)
    cut = []
    for number, area in enumerate(areas):
        earlier = [other for other in tree.query(area) if other < number]
        before = shapely.union_all([areas[other] for other in earlier])
        cut.append(area.difference(before) if earlier else area)
    return cut
