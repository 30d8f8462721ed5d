"""The same walks by networkx, igraph and pandana; the last two may be absent."""

import contextlib
import os
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import networkx
import numpy as np

from geo.network.graph import WalkNetwork


def has(name: str) -> bool:
    """Tell whether a peer is installed."""
    return find_spec(name) is not None


def networkx_graph(network: WalkNetwork) -> networkx.Graph:
    """Build its graph: nodes by number, `weight` in metres."""
    graph = networkx.Graph()
    ends = network.starts.tolist(), network.ends.tolist()
    graph.add_weighted_edges_from(zip(*ends, network.lengths_m.tolist(), strict=True))
    return graph


def networkx_reach(graph: networkx.Graph, nodes: list[int], limit_m: float) -> dict[int, float]:
    """Metres to every node within the limit of the nearest of some nodes."""
    found: dict[int, float] = networkx.multi_source_dijkstra_path_length(graph, nodes, limit_m)
    return found


def igraph_graph(network: WalkNetwork) -> Any:  # noqa: ANN401 - the peer carries no types
    """Build its graph with the attribute `weight` in metres."""
    pairs = np.column_stack([network.starts, network.ends]).tolist()
    graph = import_module("igraph").Graph(n=len(network.nodes_m), edges=pairs)
    graph.es["weight"] = network.lengths_m
    return graph


def igraph_metres(graph: Any, node: int) -> np.ndarray:  # noqa: ANN401
    """Metres from a node to every node; it knows no cut-off."""
    return np.array(graph.distances(node, weights="weight")[0])


def pandana_network(network: WalkNetwork) -> Any:  # noqa: ANN401
    """Build its network: a contraction hierarchy, both ways."""
    pandana, pandas = import_module("pandana"), import_module("pandas")
    x, y = network.nodes_m.T
    with _hushed():
        return pandana.Network(
            pandas.Series(x),
            pandas.Series(y),
            pandas.Series(network.starts),
            pandas.Series(network.ends),
            pandas.DataFrame({"metres": network.lengths_m}),
        )


def pandana_nearest(made: Any, places_m: np.ndarray, limit_m: float) -> np.ndarray:  # noqa: ANN401
    """Metres from every node to the node of the nearest place; the limit itself where none."""
    pandas = import_module("pandas")
    x, y = (pandas.Series(axis) for axis in places_m.T)
    with _hushed():
        made.set_pois("place", limit_m, 1, x, y)
        found = made.nearest_pois(limit_m, "place", num_pois=1)
    metres: np.ndarray = found[1].to_numpy()
    return metres


@contextlib.contextmanager
def _hushed() -> Iterator[None]:
    """Send what compiled code prints nowhere."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
