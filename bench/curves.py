"""How time grows with edges and with sources."""

from collections.abc import Callable, Iterable
from math import inf
from typing import NamedTuple

import numpy as np
from scipy.sparse.csgraph import dijkstra

from bench.grids import grid_network, side_for, street_lines
from bench.noding import built
from bench.timing import best_s
from bench.walks import FACILITIES, LIMIT_M, Walks, walks_on
from geo.network.routing import entries_of, nearest_source
from geo.network.snapping import snap_points_of, snap_to_edges
from geo.network.subgraph import each_source

EDGES = (125_000, 250_000, 500_000, 1_000_000)
SOURCES = (125, 250, 500, 1_000)
BLOCKS = (92, 130, 182, 258)
"""Blocks a side of the lines built: 12 696 to 99 846 lines, each about twice the one before."""


class Curve(NamedTuple):
    """Seconds against a size: of the work named, sizes counted in `unit`."""

    work: str
    unit: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]

    def exponent(self) -> float:
        """Return p of seconds ~ size^p, by least squares: 1 is linear."""
        return float(np.polyfit(np.log(self.sizes), np.log(self.seconds), 1)[0])


def curves(
    edges: tuple[int, ...] = EDGES,
    sources: tuple[int, ...] = SOURCES,
    blocks: tuple[int, ...] = BLOCKS,
) -> list[Curve]:
    """Measure walks against edges and sources, and builds against lines."""
    grids = [
        walks_on(grid_network(side_for(count)), min(FACILITIES, count // 4)) for count in edges
    ]
    counts = tuple(len(walks.network.shapes) for walks in grids)
    layers = [street_lines(side) for side in blocks]
    lines = tuple(len(layer) for layer in layers)
    return [
        _curve("nearest source, 1 000 m", "edges", counts, [_nearest(w, LIMIT_M) for w in grids]),
        _curve("nearest source, no cut-off", "edges", counts, [_nearest(w, inf) for w in grids]),
        _curve("the same by scipy alone, from nodes", "edges", counts, [_plain(w) for w in grids]),
        _curve("each source, 1 000 m", "edges", counts, [_each(w) for w in grids]),
        _curve("each source, 1 000 m", "sources", sources, [_each(grids[-1], n) for n in sources]),
        _curve("network build", "lines", lines, [lambda x=x: built(x) for x in layers]),  # type: ignore[misc]
    ]


def _curve(
    work: str, unit: str, sizes: tuple[int, ...], works: Iterable[Callable[[], object]]
) -> Curve:
    return Curve(work, unit, sizes, tuple(best_s(each) for each in works))


def _nearest(walks: Walks, limit_m: float) -> Callable[[], object]:
    network = walks.network
    entries = entries_of(network, snap_to_edges(network, snap_points_of(walks.facilities_m)))
    matrix, count = network.matrix, len(walks.nodes)
    return lambda: nearest_source(matrix, entries, count, limit_m)


def _plain(walks: Walks) -> Callable[[], object]:
    matrix, nodes = walks.network.matrix, walks.nodes
    return lambda: dijkstra(matrix, indices=nodes, min_only=True)


def _each(walks: Walks, sources: int | None = None) -> Callable[[], object]:
    network = walks.network
    access = snap_to_edges(network, snap_points_of(walks.facilities_m.iloc[:sources]))
    costs, _ = network.matrix, network.node_tree
    return lambda: sum(len(found.node) for found in each_source(network, costs, access, LIMIT_M))
