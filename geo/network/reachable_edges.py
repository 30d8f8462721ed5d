"""What of the edges is reached, to the very metre."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import shapely
from geopandas import GeoDataFrame
from scipy.sparse import csr_array

from geo.buffers import check_radii
from geo.crs import METRIC
from geo.network.graph import WalkNetwork
from geo.network.intersections import vertices_of
from geo.network.isochrone_outline import outline
from geo.network.routing import entries_of, nearest_source
from geo.network.snapping import Snapped


class DistanceField(NamedTuple):
    """Walks to the nodes, (n,) each: metres (inf where none), nearest source (-1), wait to leave.

    `access` holds the sources.
    """

    metres: np.ndarray
    source: np.ndarray
    delays_m: np.ndarray
    access: Snapped


class ReachedParts(NamedTuple):
    """Parts of edges, (k,) each: edge, metres from its start at which the part begins and ends."""

    edge: np.ndarray
    begin_m: np.ndarray
    end_m: np.ndarray


def field_of(
    network: WalkNetwork,
    walks: tuple[csr_array, np.ndarray],
    access: Snapped,
    limit_m: float,
) -> DistanceField:
    """Walk from the sources to every node within the limit; `walks` are costs and delays."""
    costs, delays_m = walks
    metres, source = nearest_source(costs, entries_of(network, access), len(access.edge), limit_m)
    return DistanceField(metres, source, delays_m, access)


def reached_parts(network: WalkNetwork, field: DistanceField, reach_m: float) -> ReachedParts:
    """Parts of the edges within a reach, none overlapping, by edge.

    Parameters
    ----------
    network
        What is walked on.
    field
        From `field_of`, with a limit of `reach_m` or more.
    reach_m
        Metres on foot, legs included.
    """
    left = np.clip(reach_m - field.metres - field.delays_m, 0, None)
    left = np.where(np.isfinite(field.metres), left, 0.0)
    length = network.lengths_m
    ahead, back = left[network.starts], left[network.ends]
    one, two = np.flatnonzero(ahead > 0), np.flatnonzero(back > 0)
    edge, at = field.access.edge, field.access.offset_m
    stride = reach_m - field.access.leg_m
    own = stride > 0
    begin = np.concatenate([np.zeros(len(one)), (length - back)[two], (at - stride)[own]])
    end = np.concatenate([ahead[one], length[two], (at + stride)[own]])
    edges = np.concatenate([one, two, edge[own]])
    return _united(ReachedParts(edges, np.maximum(begin, 0), np.minimum(end, length[edges])))


def shapes_of(network: WalkNetwork, parts: ReachedParts) -> np.ndarray:
    """(k,) LineStrings of parts of edges; whole edges are not cut."""
    shapes = network.shapes[parts.edge]
    cut = (parts.begin_m > 0) | (parts.end_m < network.lengths_m[parts.edge])
    shapes[cut] = parts_between(shapes[cut], parts.begin_m[cut], parts.end_m[cut])
    return shapes


def parts_between(lines: np.ndarray, begin_m: np.ndarray, end_m: np.ndarray) -> np.ndarray:
    """Cut from each of (n,) LineStrings the part between two offsets, begin < end, metres."""
    inner = vertices_of(lines)
    kept = (inner.offset > begin_m[inner.line]) & (inner.offset < end_m[inner.line])
    everyone = np.arange(len(lines))
    rims = [
        shapely.get_coordinates(shapely.line_interpolate_point(lines, offset))
        for offset in (begin_m, end_m)
    ]
    line = np.concatenate([everyone, inner.line[kept], everyone])
    offset = np.concatenate([begin_m, inner.offset[kept], end_m])
    place = np.concatenate([rims[0], inner.place[kept], rims[1]])
    order = np.lexsort((offset, line))
    parts: np.ndarray = shapely.linestrings(place[order], indices=line[order])
    return parts


def areas(network: WalkNetwork, field: DistanceField, reaches_m: Sequence[float]) -> GeoDataFrame:
    """Outline what is reached, for each reach.

    Parameters
    ----------
    network
        What is walked on.
    field
        From `field_of`, with a limit of the largest reach or more.
    reaches_m
        Metres on foot, > 0; any order, repeats count once.

    Returns
    -------
    GeoDataFrame
        Columns reach_m, radius_m (the same), geometry, METRIC, by ascending reach; a reach at
        which nothing is reached has no row. For the eye: counts go by distance.
    """
    reaches = check_radii(reaches_m)
    shapes = [outline(_drawn(network, field, reach)) for reach in reaches.tolist()]
    found = [not shape.is_empty for shape in shapes]
    kept = reaches[found]
    drawn = [shape for shape, there in zip(shapes, found, strict=True) if there]
    return GeoDataFrame({"reach_m": kept, "radius_m": kept}, geometry=drawn, crs=METRIC)


def _drawn(network: WalkNetwork, field: DistanceField, reach_m: float) -> np.ndarray:
    """Lines walked: the parts of edges, and the legs from the sources to them."""
    walked = shapes_of(network, reached_parts(network, field, reach_m))
    access = field.access
    own = (access.leg_m > 0) & (access.leg_m <= reach_m)
    foot = shapely.line_interpolate_point(network.shapes[access.edge], access.offset_m)[own]
    ends = np.stack([access.place_m[own], shapely.get_coordinates(foot)], axis=1)
    return np.concatenate([walked, shapely.linestrings(ends)])


def _united(parts: ReachedParts) -> ReachedParts:
    """Join parts of the same edge that overlap or touch; empty ones go."""
    long = parts.end_m > parts.begin_m
    edge, begin, end = (column[long] for column in parts)
    order = np.lexsort((begin, edge))
    edge, begin, end = edge[order], begin[order], end[order]
    _, number = np.unique(edge, return_inverse=True)
    step = float(end.max(initial=0)) + 1
    so_far = np.maximum.accumulate(number * step + end) if len(edge) else end
    fresh = np.r_[True, number[1:] * step + begin[1:] > so_far[:-1]][: len(edge)]
    first = np.flatnonzero(fresh)
    last = np.r_[first[1:], len(edge)] - 1
    return ReachedParts(
        edge[first], begin[first], (so_far - number * step)[last] if len(edge) else end
    )
