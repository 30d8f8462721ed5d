"""Made-up inputs of known size: street grids, places scattered over them, lines to be noded."""

import numpy as np
import shapely
from geopandas import GeoDataFrame

from geo.crs import METRIC
from geo.network.graph import NetworkSource, WalkNetwork, assemble

SPACING_M = 100.0
CORNER_M = np.array([400_000.0, 3_160_000.0])
"""Easting and northing of the lower left corner of every input: near Nanchang."""

SCHOOL = {"kind": "学校", "stage": "小学", "accuracy_m": 0.0, "origin": "现状"}


def grid_network(side: int) -> WalkNetwork:
    """Make a square grid of `side` by `side` nodes, 100 m apart: 2 side (side - 1) edges."""
    column, row = np.meshgrid(np.arange(side), np.arange(side))
    nodes_m = CORNER_M + SPACING_M * np.column_stack([column.ravel(), row.ravel()])
    number = np.arange(side * side, dtype=np.int32).reshape(side, side)
    starts = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    ends = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    shapes = shapely.linestrings(np.stack([nodes_m[starts], nodes_m[ends]], axis=1))
    source = NetworkSource(len(shapes), 1.0, {})
    return assemble(nodes_m, (starts, ends), shapes, label=f"{side} x {side} 方格", source=source)


def side_for(edges: int) -> int:
    """Nodes to a side of the grid whose number of edges is nearest below or at `edges`."""
    return int((1 + np.sqrt(1 + 2 * edges)) / 2)


def scattered(count: int, side: int, seed: int) -> GeoDataFrame:
    """Put facilities (primary schools) at random over a grid of `side` nodes, METRIC."""
    places_m = CORNER_M + np.random.default_rng(seed).uniform(0, SPACING_M * (side - 1), (count, 2))
    return placed_at(places_m)


def placed_at(places_m: np.ndarray) -> GeoDataFrame:
    """Facilities (primary schools) at (n, 2) places, METRIC, with ids and names."""
    ids = [f"p{number}" for number in range(len(places_m))]
    columns = {"name": ids} | SCHOOL
    return GeoDataFrame(columns, geometry=shapely.points(places_m), index=ids, crs=METRIC)


def street_lines(blocks: int, seed: int = 3) -> GeoDataFrame:
    """Lines as a planner's layer has them, `blocks` (even) to a side: 3 blocks² / 2 in all.

    Streets run both ways every 100 m in bent lines of 3 vertices and 200 m; they cross between
    their vertices, blocks² times. From each line of the one direction a bent dead end of 3
    vertices leaves, at up to 0.5 m from the street. Noded: 4 blocks² edges.
    """
    rng = np.random.default_rng(seed)
    across = _runs(blocks, rng)
    along = _runs(blocks, rng)[..., ::-1]
    foot_m = across[:, 1] + 0.25 * (across[:, 2] - across[:, 1])
    off_m = rng.uniform(-0.5, 0.5, len(foot_m))
    steps_m = np.array([[0.0, 0.0], [3.0, 20.0], [-3.0, 40.0]])
    stubs = foot_m[:, None] + steps_m
    stubs[:, 0, 1] += off_m
    return lines_of(shapely.linestrings(CORNER_M + np.concatenate([across, along, stubs])))


def long_lines(count: int) -> GeoDataFrame:
    """Straight lines, `count` each way and 100 m apart, cut nowhere: count² crossings."""
    at = SPACING_M * np.arange(count)
    low, high = np.full(count, -50.0), np.full(count, SPACING_M * count)
    across = np.stack([np.column_stack([low, at]), np.column_stack([high, at])], axis=1)
    return lines_of(shapely.linestrings(CORNER_M + np.concatenate([across, across[..., ::-1]])))


def jittered_lines(side: int, spacing_m: float, seed: int = 5) -> np.ndarray:
    """Edges of a `side` by `side` grid whose nodes are moved by a fifth of the spacing at most."""
    network = grid_network(side)
    moves = np.random.default_rng(seed).uniform(-0.2, 0.2, network.nodes_m.shape) * spacing_m
    nodes_m = CORNER_M + (network.nodes_m - CORNER_M) * (spacing_m / SPACING_M) + moves
    ends = np.stack([nodes_m[network.starts], nodes_m[network.ends]], axis=1)
    lines: np.ndarray = shapely.linestrings(ends)
    return lines


def lines_of(shapes: np.ndarray) -> GeoDataFrame:
    """Lines as a frame, METRIC."""
    return GeoDataFrame(geometry=shapes, crs=METRIC)


def _runs(blocks: int, rng: np.random.Generator) -> np.ndarray:
    """(k, 3, 2) bent lines of 200 m, end to end in rows 100 m apart."""
    x = SPACING_M * np.arange(blocks + 1)
    y = SPACING_M * (np.arange(blocks) + 0.5)[:, None] + rng.uniform(-15, 15, (blocks, blocks + 1))
    vertices = np.stack([np.broadcast_to(x, y.shape), y], axis=-1)
    pieces = [vertices[:, 0:-1:2], vertices[:, 1::2], vertices[:, 2::2]]
    runs: np.ndarray = np.stack(pieces, axis=2).reshape(-1, 3, 2)
    return runs
