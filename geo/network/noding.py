"""Lines cut where they meet, and the meeting places gathered into nodes."""

from typing import NamedTuple

import numpy as np
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from geo.network.intersections import Meetings, Vertices, meetings_of, segments_of, vertices_of

_OFFSET_BITS = 42
"""Bits for micrometres along a line: lines up to 4 398 km."""


class Noded(NamedTuple):
    """Nodes (n, 2) in metres; edges (e,): start node, end node, LineString between them."""

    nodes_m: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    shapes: np.ndarray


class _Stops(NamedTuple):
    """Places along lines at which they are cut, (k,) each."""

    line: np.ndarray
    offset: np.ndarray
    place: np.ndarray


def node_lines(lines: np.ndarray, levels: np.ndarray, tolerance_m: float) -> Noded:
    """Cut lines where they meet.

    Parameters
    ----------
    lines
        (n,) LineStrings longer than 0, METRIC.
    levels
        (n,) ints; lines of different levels do not join where they cross.
    tolerance_m
        Metres, > 0: ends and vertices this near to a line lie on it, nodes this near are one.

    Returns
    -------
    Noded
        Edges keep the course of their line; only their ends move, by the tolerance at most for
        each meeting. Pieces that shrink to nothing are left out.
    """
    met = meetings_of(segments_of(lines), levels, tolerance_m)
    stops, links = _stops(lines, met)
    pairs = _same_place(stops, levels[stops.line], tolerance_m)
    one, two = np.concatenate([links, pairs]).T
    size = len(stops.line)
    ties = csr_array((np.ones(len(one), dtype=np.int8), (one, two)), shape=(size, size))
    count, node = connected_components(ties, directed=False)
    members = np.bincount(node, minlength=count)
    nodes_m = np.column_stack(
        [np.bincount(node, weights=axis, minlength=count) / members for axis in stops.place.T]
    )
    return _pieces(lines, stops, (node, nodes_m), tolerance_m)


def _stops(lines: np.ndarray, met: Meetings) -> tuple[_Stops, np.ndarray]:
    """Ends and meeting places of every line, each once; (k, 2) numbers of those that met."""
    everyone, whole = np.arange(len(lines)), shapely.length(lines)
    line = np.concatenate([met.line, met.other_line, everyone, everyone])
    offset = np.concatenate([met.offset, met.other_offset, np.zeros(len(lines)), whole])
    keys = (line.astype(np.int64) << _OFFSET_BITS) + np.rint(offset * 1e6).astype(np.int64)
    _, first, number = np.unique(keys, return_index=True, return_inverse=True)
    line, offset = line[first], offset[first]
    place = places_at(vertices_of(lines), line, offset)
    halves = number[: 2 * len(met.line)].reshape(2, -1)
    return _Stops(line, offset, place), halves.T


def places_at(inner: Vertices, line: np.ndarray, offset: np.ndarray) -> np.ndarray:
    """(k, 2) places at (k,) metres along lines whose vertices are `inner`, any order."""
    first = np.searchsorted(inner.line, np.arange(inner.line.max(initial=-1) + 2))
    run = np.concatenate([inner.offset, offset])
    owner = np.concatenate([inner.line, line])
    asked = np.arange(len(run)) >= len(inner.line)
    order = np.lexsort((asked, run, owner))
    before = np.empty(len(run), dtype=np.intp)
    before[order] = np.cumsum(~asked[order]) - 1
    at = np.clip(before[asked], first[line], first[line + 1] - 2)
    step = inner.offset[at + 1] - inner.offset[at]
    share = np.clip((offset - inner.offset[at]) / step, 0, 1)[:, None]
    return inner.place[at] * (1 - share) + inner.place[at + 1] * share


def _same_place(stops: _Stops, level: np.ndarray, tolerance_m: float) -> np.ndarray:
    """(k, 2) pairs of stops of one level within the tolerance; ends that meet others are linked."""
    pairs = KDTree(stops.place).query_pairs(tolerance_m, output_type="ndarray")
    one, two = pairs.T
    return pairs[level[one] == level[two]]


def _pieces(
    lines: np.ndarray,
    stops: _Stops,
    nodes: tuple[np.ndarray, np.ndarray],
    tolerance_m: float,
) -> Noded:
    node, nodes_m = nodes
    inner = vertices_of(lines)
    line = np.concatenate([stops.line, inner.line])
    offset = np.concatenate([stops.offset, inner.offset])
    number = np.concatenate([node, np.full(len(inner.line), -1)])
    place = np.concatenate([nodes_m[node], inner.place])
    keys = (line.astype(np.int64) << _OFFSET_BITS) + np.rint(offset * 1e6).astype(np.int64)
    order = np.argsort(keys, kind="stable")
    line, offset, number, place = line[order], offset[order], number[order], place[order]
    kept = _needed(line, offset, number)
    return _cut(line[kept], number[kept], place[kept], (nodes_m, tolerance_m))


def _needed(line: np.ndarray, offset: np.ndarray, number: np.ndarray) -> np.ndarray:
    """Leave out vertices at a stop, stops of the node just before, lines that are one node."""
    stop = number >= 0
    near = np.zeros(len(line), dtype=bool)
    for shift in (1, -1):
        same = np.roll(line, shift) == line
        near |= same & np.roll(stop, shift) & (np.abs(np.roll(offset, shift) - offset) < 1e-6)
    kept = stop | ~near
    at = np.flatnonzero(kept)
    again = (line[at][1:] == line[at][:-1]) & (number[at][1:] == number[at][:-1])
    kept[at[1:][again & (number[at][1:] >= 0)]] = False
    return kept & (np.bincount(line[kept])[line] > 1)


def _cut(
    line: np.ndarray,
    number: np.ndarray,
    place: np.ndarray,
    limits: tuple[np.ndarray, float],
) -> Noded:
    """Make one edge between each two stops that follow each other on a line."""
    nodes_m, tolerance_m = limits
    stop = number >= 0
    inner = stop & np.r_[line[1:] == line[:-1], False] & np.r_[False, line[1:] == line[:-1]]
    copies = np.where(inner, 2, 1)
    coords = np.repeat(place, copies, axis=0)
    node = np.repeat(number, copies)
    begins = np.flatnonzero(np.repeat(stop, copies))
    starts_at, ends_at = begins[0::2], begins[1::2]
    sizes = ends_at - starts_at + 1
    shapes = shapely.linestrings(coords, indices=np.repeat(np.arange(len(sizes)), sizes))
    starts, ends = node[starts_at], node[ends_at]
    kept = (starts != ends) | (shapely.length(shapes) > 2 * tolerance_m)
    return Noded(nodes_m, starts[kept], ends[kept], shapes[kept])
