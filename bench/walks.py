"""Walks over a street grid of a million edges: one source, many, and the nearest of many."""

from functools import partial
from math import inf
from typing import NamedTuple

import networkx
import numpy as np
from geopandas import GeoDataFrame
from scipy.sparse.csgraph import dijkstra

from bench.grids import grid_network, placed_at, scattered
from bench.network_peers import (
    has,
    igraph_graph,
    igraph_metres,
    networkx_graph,
    networkx_reach,
)
from bench.timing import Row, best_s, median_s, spoken, timed
from geo.network.graph import WalkNetwork
from geo.network.routing import costs_of, entries_of, nearest_source
from geo.network.snapping import snap_points_of, snap_to_edges
from geo.network.subgraph import each_source
from geo.network.walking import Walking

SIDE, FACILITIES = 707, 1000
LIMIT_M = 1000.0


class Walks(NamedTuple):
    """A network, the node in its middle, nodes picked at random, and facilities placed on them."""

    network: WalkNetwork
    middle: int
    nodes: np.ndarray
    facilities_m: GeoDataFrame


def walks_on(network: WalkNetwork, facilities: int = FACILITIES) -> Walks:
    """Pick the middle of a square grid and nodes for facilities, no node twice."""
    count = len(network.nodes_m)
    nodes = np.random.default_rng(7).choice(count, facilities, replace=False)
    middle = (count + int(np.sqrt(count))) // 2
    return Walks(network, middle, nodes, placed_at(network.nodes_m[nodes]))


def reached_from(walks: Walks, nodes: np.ndarray) -> list[dict[int, float]]:
    """Metres to every node within the limit of each node, by itself: what row 2 measures."""
    network = walks.network
    access = snap_to_edges(network, snap_points_of(placed_at(network.nodes_m[nodes])))
    found: list[dict[int, float]] = [{} for _ in nodes]
    for reached in each_source(network, costs_of(network, 0.0), access, LIMIT_M):
        for source, node, metres in zip(*(column.tolist() for column in reached), strict=True):
            found[access.owner[source]][node] = metres
    return found


def nearest_metres(walks: Walks, limit_m: float) -> np.ndarray:
    """Metres from every node to the nearest facility, inf beyond the limit: row 3."""
    network = walks.network
    entries = entries_of(network, snap_to_edges(network, snap_points_of(walks.facilities_m)))
    return nearest_source(network.matrix, entries, len(walks.nodes), limit_m)[0]


def rows(side: int = SIDE, facilities: int = FACILITIES) -> list[Row]:
    """Measure one source, many sources by themselves, and the nearest of many."""
    network = grid_network(side)
    indices_s, _ = timed(lambda: (network.matrix, network.tree, network.node_tree))
    walks = walks_on(network, facilities)
    graph_s, graph = timed(lambda: networkx_graph(network))
    edges = f"{len(network.shapes):,} edges"
    one, many = _one(walks), _many(walks)
    peer_one = median_s(partial(networkx_reach, graph, [walks.middle], LIMIT_M))
    peer_many = best_s(lambda: [networkx_reach(graph, [n], LIMIT_M) for n in walks.nodes.tolist()])
    table = [
        Row(
            f"1 source, 1 000 m, {edges}",
            "2 ms",
            f"{spoken(one)}, {spoken(_one_joined(walks))} once joined "
            f"(indices {spoken(indices_s)}, once)",
            f"networkx {spoken(peer_one)} (build {spoken(graph_s)}, once)",
        ),
        Row("  the same by igraph, which knows no cut-off", "-", "-", _igraph(walks)),
        Row("  the same as Walking.pairs with 100 estates", "-", spoken(_pairs(walks, side))),
        Row(
            f"{facilities:,} sources, 1 000 m, each by itself",
            "0.5 s",
            spoken(many),
            f"networkx {spoken(peer_many)}",
        ),
    ]
    return table + [_nearest(walks, graph, limit_m) for limit_m in (LIMIT_M, inf)]


def _one(walks: Walks) -> float:
    return median_s(partial(_each, walks, placed_at(walks.network.nodes_m[[walks.middle]])))


def _one_joined(walks: Walks) -> float:
    """Median seconds from a source whose edge is known."""
    network = walks.network
    access = snap_to_edges(network, snap_points_of(placed_at(network.nodes_m[[walks.middle]])))
    return median_s(lambda: list(each_source(network, network.matrix, access, LIMIT_M)))


def _many(walks: Walks) -> float:
    return best_s(partial(_each, walks, walks.facilities_m))


def _each(walks: Walks, sources_m: GeoDataFrame) -> None:
    """Join the sources, then walk from each; what is reached is let go."""
    network = walks.network
    access = snap_to_edges(network, snap_points_of(sources_m))
    for _ in each_source(network, network.matrix, access, LIMIT_M):
        pass


def _pairs(walks: Walks, side: int) -> float:
    model = Walking(walks.network)
    centre = placed_at(walks.network.nodes_m[[walks.middle]])
    estates = scattered(100, side, seed=8)
    return median_s(lambda: model.pairs(estates, centre, LIMIT_M))


def _igraph(walks: Walks) -> str:
    if not has("igraph"):
        return "igraph is not installed"
    build_s, graph = timed(lambda: igraph_graph(walks.network))
    took = best_s(lambda: igraph_metres(graph, walks.middle))
    return f"igraph {spoken(took)} (build {spoken(build_s)}, once)"


def _nearest(walks: Walks, graph: networkx.Graph, limit_m: float) -> Row:
    network, nodes = walks.network, walks.nodes
    entries = entries_of(network, snap_to_edges(network, snap_points_of(walks.facilities_m)))
    ours = best_s(lambda: nearest_source(network.matrix, entries, len(nodes), limit_m), 5)
    plain = best_s(lambda: dijkstra(network.matrix, indices=nodes, min_only=True, limit=limit_m), 5)
    peer = best_s(lambda: networkx_reach(graph, nodes.tolist(), limit_m), 1)
    words = "no cut-off" if limit_m == inf else "1 000 m"
    return Row(
        f"nearest of {len(nodes):,} for all {len(network.nodes_m):,} nodes, {words}",
        "80 ms",
        spoken(ours),
        f"scipy from nodes alone {spoken(plain)}; networkx {spoken(peer)}",
    )
