"""Shortest walks over a matrix of edge costs, with a cut-off (Dijkstra, scipy's csgraph)."""

from math import inf
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.network.graph import WalkNetwork
from geo.network.snapping import Snapped


class SeedNodes(NamedTuple):
    """Ways from places onto the nodes, (2k,) each: position of the place, node, metres."""

    place: np.ndarray
    node: np.ndarray
    cost_m: np.ndarray


def costs_of(network: WalkNetwork, delay_m: float) -> csr_array:
    """(n, n) metres to walk each edge; leaving a junction costs `delay_m` more."""
    matrix = network.matrix
    if not delay_m:
        return matrix
    waits = np.repeat(delays_of(network, delay_m), np.diff(matrix.indptr))
    return csr_array((matrix.data + waits, matrix.indices, matrix.indptr), shape=matrix.shape)


def delays_of(network: WalkNetwork, delay_m: float) -> np.ndarray:
    """(n,) metres that waiting at each node is worth; 0 but at junctions."""
    return np.where(network.degrees >= 3, delay_m, 0.0)


def entries_of(network: WalkNetwork, access: Snapped) -> SeedNodes:
    """Both ways from the point where a place joins its edge to the ends of the edge."""
    rest_m = np.maximum(network.lengths_m[access.edge] - access.offset_m, 0)
    place = np.arange(len(access.edge))
    return SeedNodes(
        np.concatenate([place, place]),
        np.concatenate([network.starts[access.edge], network.ends[access.edge]]),
        np.concatenate([access.leg_m + access.offset_m, access.leg_m + rest_m]),
    )


def nearest_source(
    costs: csr_array, entries: SeedNodes, sources: int, limit_m: float = inf
) -> tuple[np.ndarray, np.ndarray]:
    """Walk to every node from whichever source is nearest.

    Parameters
    ----------
    costs
        (n, n) metres of the edges.
    entries
        Ways from the sources onto nodes.
    sources
        How many sources there are; may be 0.
    limit_m
        Metres; nodes farther are not reached.

    Returns
    -------
    tuple
        (n,) metres, inf where not reached, and (n,) number of the source, -1 where none.
    """
    size = costs.shape[0]
    if not sources:
        return np.full(size, inf), np.full(size, -1)
    order = np.argsort(entries.place, kind="stable")
    rows = np.bincount(entries.place, minlength=sources)
    pointers = np.concatenate([costs.indptr, costs.indptr[-1] + np.cumsum(rows)])
    graph = csr_array(
        (
            np.concatenate([costs.data, entries.cost_m[order]]),
            np.concatenate([costs.indices, entries.node[order]]).astype(np.int32),
            pointers.astype(np.int32),
        ),
        shape=(size + sources, size + sources),
    )
    starts = np.arange(size, size + sources)
    metres, _, source = dijkstra(
        graph, indices=starts, limit=limit_m, min_only=True, return_predecessors=True
    )
    return metres[:size], np.where(np.isfinite(metres[:size]), source[:size] - size, -1)
