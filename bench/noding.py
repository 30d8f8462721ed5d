"""Networks built from lines that are not noded, and a polygon drawn around many pieces."""

import numpy as np
import shapely
from geopandas import GeoDataFrame

from bench.grids import jittered_lines, long_lines, street_lines
from bench.network_peers import has, pandana_network
from bench.timing import Row, best_s, spoken, timed
from geo.network.build import build_network
from geo.network.graph import WalkNetwork
from geo.network.isochrone_outline import HALF_WIDTH_M, outline

BLOCKS, LINES, PIECES = 258, 316, 56
"""Blocks a side: 99 846 lines. Long lines each way: 99 856 crossings. Nodes a side: 6 160 edges."""

SMALL_BLOCKS = 82
"""A tenth of the lines: pandana's hierarchy takes minutes on all of them."""


def rows(blocks: int = BLOCKS, lines: int = LINES, side: int = PIECES) -> list[Row]:
    """Measure a street-like layer, long lines, and a polygon of a dense net."""
    streets, crossing = street_lines(blocks), long_lines(lines)
    return [
        _build(f"network of {len(streets):,} lines, noding included", streets, "3 s"),
        _small(min(blocks, SMALL_BLOCKS)),
        _build(f"  {2 * lines} long lines, {lines**2:,} crossings", crossing, "-"),
        _polygon(jittered_lines(side, 60.0)),
    ]


def built(lines_m: GeoDataFrame) -> WalkNetwork:
    """Build a network as the app does, tolerance 1 m."""
    return build_network(lines_m, label="方格")


def missed_ends(network: WalkNetwork, pieces: np.ndarray) -> int:
    """How many more loose ends a peer's pieces have than the network: T-meetings missed."""
    ends = shapely.get_coordinates(shapely.get_point(pieces, [[0], [-1]]).ravel())
    _, counts = np.unique(ends.round(6), axis=0, return_counts=True)
    return int((counts == 1).sum() - (network.degrees == 1).sum())


def drawn_in_one_call(lines: np.ndarray) -> shapely.Geometry:
    """Buffer all lines as one MultiLineString."""
    whole = shapely.MultiLineString(list(lines))
    area: shapely.Geometry = shapely.buffer(whole, HALF_WIDTH_M, quad_segs=4)
    return area


def drawn_by_union(lines: np.ndarray) -> shapely.Geometry:
    """Union of the buffers of the lines."""
    area: shapely.Geometry = shapely.union_all(shapely.buffer(lines, HALF_WIDTH_M, quad_segs=4))
    return area


def _build(work: str, lines_m: GeoDataFrame, aim: str) -> Row:
    shapes = lines_m.geometry.to_numpy()
    ours_s = best_s(lambda: built(lines_m))
    whole = shapely.MultiLineString(list(shapes))
    peer_s, noded = timed(lambda: shapely.get_parts(shapely.node(whole)))
    union_s = best_s(lambda: shapely.union_all(shapes), 1)
    missed = missed_ends(built(lines_m), noded)
    return Row(
        work,
        aim,
        spoken(ours_s),
        f"shapely.node {spoken(peer_s)} ({missed:,} loose ends more, no node numbers); "
        f"union_all {spoken(union_s)}",
    )


def _small(blocks: int) -> Row:
    streets = street_lines(blocks)
    ours_s, network = timed(lambda: built(streets))
    if has("pandana"):
        peer_s, _ = timed(lambda: pandana_network(network))
        peers = f"pandana's hierarchy alone {spoken(peer_s)}"
    else:
        peers = "pandana is not installed"
    return Row(f"  {len(streets):,} lines", "-", spoken(ours_s), peers)


def _polygon(lines: np.ndarray) -> Row:
    one_call = best_s(lambda: drawn_in_one_call(lines), 1)
    union = best_s(lambda: drawn_by_union(lines))
    return Row(
        f"one polygon, dense net of {len(lines):,} pieces",
        "160 ms",
        spoken(best_s(lambda: outline(lines))),
        f"one-call MultiLineString.buffer {spoken(one_call)}; union_all of buffers {spoken(union)}",
    )
