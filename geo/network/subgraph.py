"""Walks from every source by itself: each gets a copy of the network around it.

All copies are walked over in one call, so that the cost is that of what is reached, not of the
whole network, and nothing is set up anew for a source.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.network.graph import WalkNetwork
from geo.network.routing import entries_of
from geo.network.snapping import Snapped

_CHUNK = 250_000
"""Nodes walked over in one call: some 100 MB."""


class ReachedTargets(NamedTuple):
    """Nodes reached, (k,) each: row of the source in its `Access`, node, metres on foot."""

    source: np.ndarray
    node: np.ndarray
    cost_m: np.ndarray


class _Crop(NamedTuple):
    """The network around one source: nodes, links with numbers local to them, ways onto them."""

    source: int
    nodes: np.ndarray
    pointers: np.ndarray
    links: np.ndarray
    metres: np.ndarray
    doors: np.ndarray
    legs: np.ndarray


def each_source(
    network: WalkNetwork, costs: csr_array, access: Snapped, limit_m: float
) -> Iterator[ReachedTargets]:
    """Walk from every source by itself to the nodes within a limit.

    Parameters
    ----------
    network
        What is walked on.
    costs
        (n, n) metres of the edges, none below its straight length.
    access
        (k,) sources. May be empty.
    limit_m
        Metres, finite; a node at exactly this distance is reached.

    Yields
    ------
    Reached
        A batch of sources at a time; memory stays bounded.
    """
    entries = entries_of(network, access)
    doors, legs = entries.node.reshape(2, -1).T, entries.cost_m.reshape(2, -1).T
    local = np.full(len(network.nodes_m), -1, dtype=np.int32)
    batch: list[_Crop] = []
    size = 0
    for source, place in enumerate(access.place_m):
        near = network.node_tree.query_ball_point(place, limit_m)
        nodes = np.array(near, dtype=np.int32)
        batch.append(_crop(costs, nodes, local, (source, doors[source], legs[source])))
        size += len(nodes)
        if size > _CHUNK or source == len(doors) - 1:
            yield _walk(batch, limit_m)
            batch, size = [], 0


def _crop(
    costs: csr_array,
    nodes: np.ndarray,
    local: np.ndarray,
    entry: tuple[int, np.ndarray, np.ndarray],
) -> _Crop:
    """Cut the links among some nodes out; `local` is scratch, -1 throughout before and after."""
    source, doors, legs = entry
    local[nodes] = np.arange(len(nodes), dtype=np.int32)
    begin = costs.indptr[nodes]
    counts = costs.indptr[nodes + 1] - begin
    ahead = np.cumsum(counts)
    flat = np.arange(counts.sum()) + np.repeat(begin - (ahead - counts), counts)
    target, door = local[costs.indices[flat]], local[doors]
    inside = target >= 0
    kept = np.concatenate([[0], np.cumsum(inside)])[np.concatenate([[0], ahead])]
    local[nodes] = -1
    open_doors = door >= 0
    links, metres = target[inside], costs.data[flat[inside]]
    return _Crop(source, nodes, kept, links, metres, door[open_doors], legs[open_doors])


def _walk(crops: list[_Crop], limit_m: float) -> ReachedTargets:
    """Walk over the copies side by side; the sources are the last rows."""
    sizes = [len(crop.nodes) for crop in crops]
    base = np.concatenate([[0], np.cumsum(sizes)])
    total, count = int(base[-1]), len(crops)
    rows = [np.diff(crop.pointers) for crop in crops] + [[len(crop.doors)] for crop in crops]
    links = [crop.links + start for crop, start in zip(crops, base, strict=False)]
    doors = [crop.doors + start for crop, start in zip(crops, base, strict=False)]
    metres = [crop.metres for crop in crops] + [crop.legs for crop in crops]
    graph = csr_array(
        (
            np.concatenate(metres),
            np.concatenate(links + doors).astype(np.int32),
            np.concatenate([[0], np.cumsum(np.concatenate(rows))]).astype(np.int32),
        ),
        shape=(total + count, total + count),
    )
    starts = np.arange(total, total + count)
    found = dijkstra(graph, indices=starts, limit=limit_m, min_only=True)[:total]
    hit = np.flatnonzero(np.isfinite(found))
    nodes = np.concatenate([crop.nodes for crop in crops])
    owner = np.repeat([crop.source for crop in crops], sizes)
    return ReachedTargets(owner[hit], nodes[hit], found[hit])
