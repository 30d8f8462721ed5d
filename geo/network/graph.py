"""A walking network as arrays, and the report of how it was made."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from geo.errors import DataError

if TYPE_CHECKING:  # read when a network is walked: the first map has no need of it
    from scipy.sparse import csr_array
    from scipy.spatial import KDTree

ZERO_LENGTH, DUPLICATE, EMPTY, TOO_LONG = "零长度", "重复", "空几何", "超过 1 000 公里"
_SAME_M = 0.01
"""Edges between the same nodes whose lengths and middles differ by less are one."""

_SHOWN = 5
"""How many of the connected parts next in size the report names."""


class NetworkSource(NamedTuple):
    """What a network was made from: lines read, tolerance in metres, what was left out so far."""

    lines: int
    tolerance_m: float
    dropped: dict[str, int]


@dataclass(frozen=True)
class BuildReport:
    """Figures of a network; `largest_share` is of the length, `dropped` counts by reason."""

    lines: int
    nodes: int
    edges: int
    length_m: float
    components: int
    largest_share: float
    dropped: dict[str, int]
    tolerance_m: float


@dataclass(frozen=True, eq=False)
class WalkNetwork:
    """A walking network, METRIC, walked both ways.

    Parameters
    ----------
    nodes_m
        (n, 2) easting and northing, metres.
    starts, ends
        (e,) node numbers.
    shapes
        (e,) LineStrings from start to end.
    lengths_m
        (e,) metres.
    label
        Chinese words that stand beside every figure made with it.
    report
        How it was made.
    """

    nodes_m: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    shapes: np.ndarray
    lengths_m: np.ndarray
    label: str
    report: BuildReport

    @cached_property
    def matrix(self) -> "csr_array":
        """(n, n) symmetric lengths in metres; of parallel edges the shortest, no loops."""
        return _matrix(self)

    @cached_property
    def components(self) -> np.ndarray:
        """(n,) number of the connected part each node belongs to."""
        return _components(len(self.nodes_m), self.starts, self.ends)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Index of the edges."""
        return shapely.STRtree(self.shapes)

    @cached_property
    def node_tree(self) -> "KDTree":
        """Index of the nodes."""
        from scipy.spatial import KDTree  # noqa: PLC0415

        return KDTree(self.nodes_m)

    @cached_property
    def degrees(self) -> np.ndarray:
        """(n,) edge ends at each node; 3 and more make a junction."""
        both = np.concatenate([self.starts, self.ends])
        return np.bincount(both, minlength=len(self.nodes_m))


def assemble(
    nodes_m: np.ndarray,
    ends: tuple[np.ndarray, np.ndarray],
    shapes: np.ndarray,
    *,
    label: str,
    source: NetworkSource,
) -> WalkNetwork:
    """Make a network of nodes and edges; zero-length and duplicate edges go and are counted.

    Parameters
    ----------
    nodes_m
        (n, 2) easting and northing, METRIC.
    ends
        Start and end nodes of the edges, each (e,). May be empty.
    shapes
        (e,) LineStrings from start to end, METRIC.
    label
        Chinese words for the network.
    source
        What it was made from.

    Raises
    ------
    DataError
        If no edge is left.
    """
    lengths_m = shapely.length(shapes)
    long = lengths_m > 0
    fresh = long & _first_of_each(ends, shapes, lengths_m)
    starts, stops, shapes = ends[0][fresh], ends[1][fresh], shapes[fresh]
    if not len(shapes):
        raise DataError(f"{label}：没有可步行的线段；请检查所给文件是否为道路中心线")
    used, numbers = np.unique(np.concatenate([starts, stops]), return_inverse=True)
    starts, stops = numbers[: len(starts)].astype(np.int32), numbers[len(starts) :].astype(np.int32)
    lost = {ZERO_LENGTH: int((~long).sum()), DUPLICATE: int((long & ~fresh).sum())}
    dropped = dict(source.dropped)
    for reason, count in lost.items():
        dropped[reason] = dropped.get(reason, 0) + count
    made = source._replace(dropped=dropped)
    lengths_m, nodes_m = lengths_m[fresh], nodes_m[used]
    report = _report(len(nodes_m), (starts, stops), lengths_m, made)
    return WalkNetwork(nodes_m, starts, stops, shapes, lengths_m, label, report)


def _first_of_each(
    ends: tuple[np.ndarray, np.ndarray], shapes: np.ndarray, lengths_m: np.ndarray
) -> np.ndarray:
    """(e,) bools: False where an earlier edge joins the same nodes along the same course."""
    low, high = np.minimum(*ends).astype(np.int64), np.maximum(*ends).astype(np.int64)
    keys = low * (int(high.max(initial=0)) + 1) + high
    _, group, sizes = np.unique(keys, return_inverse=True, return_counts=True)
    shared = np.flatnonzero(sizes[group] > 1)
    kept = np.ones(len(shapes), dtype=bool)
    middles = shapely.get_coordinates(
        shapely.line_interpolate_point(shapes[shared], 0.5, normalized=True)
    )
    course = np.column_stack([keys[shared], lengths_m[shared] / _SAME_M, middles / _SAME_M])
    _, first = np.unique(course.round(), axis=0, return_index=True)
    kept[shared] = False
    kept[shared[first]] = True
    return kept


def _report(
    nodes: int, ends: tuple[np.ndarray, np.ndarray], lengths_m: np.ndarray, source: NetworkSource
) -> BuildReport:
    parts = _components(nodes, *ends)
    sizes = np.bincount(parts[ends[0]], weights=lengths_m)
    whole = float(lengths_m.sum())
    return BuildReport(
        lines=source.lines,
        nodes=nodes,
        edges=len(lengths_m),
        length_m=whole,
        components=len(sizes),
        largest_share=float(sizes.max()) / whole,
        dropped=source.dropped,
        tolerance_m=source.tolerance_m,
    )


def _components(nodes: int, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    from scipy.sparse import csr_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    links = csr_array((np.ones(len(starts), dtype=np.int8), (starts, ends)), shape=(nodes, nodes))
    return connected_components(links, directed=False)[1]


def _matrix(network: WalkNetwork) -> "csr_array":
    """Lengths both ways; parallel edges are sorted by length so that the shortest stays."""
    from scipy.sparse import csr_array  # noqa: PLC0415

    open_edges = network.starts != network.ends
    starts, ends = network.starts[open_edges], network.ends[open_edges]
    rows, columns = np.concatenate([starts, ends]), np.concatenate([ends, starts])
    metres = np.tile(network.lengths_m[open_edges], 2)
    order = np.lexsort((metres, columns, rows))
    rows, columns, metres = rows[order], columns[order], metres[order]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
    size = len(network.nodes_m)
    pointers = np.zeros(size + 1, dtype=np.int32)
    np.cumsum(np.bincount(rows[first], minlength=size), out=pointers[1:])
    return csr_array((metres[first], columns[first].astype(np.int32), pointers), shape=(size, size))


def report_rows(network: WalkNetwork) -> list[tuple[str, str]]:
    """Name and value of each figure, Chinese, for a table or a terminal."""
    report = network.report
    dropped = [(f"剔除：{why}", f"{n:,}") for why, n in report.dropped.items() if n]
    return [
        ("路网", network.label),
        ("道路（条）", f"{report.lines:,}"),
        ("节点（个）", f"{report.nodes:,}"),
        ("路段（条）", f"{report.edges:,}"),
        ("总长（公里）", _km(report.length_m)),
        ("连通部分（个）", f"{report.components:,}"),
        ("最大部分占总长", f"{report.largest_share:.1%}"),
        ("其次各部分（公里）", "、".join(map(_km, _next_sizes(network))) or "无"),
        ("接点容差（米）", f"{report.tolerance_m:g}" if report.tolerance_m else "按共用节点"),
        *(dropped or [("剔除", "无")]),
    ]


def _next_sizes(network: WalkNetwork) -> list[float]:
    """Lengths in metres of the connected parts after the largest, largest first."""
    parts = network.components[network.starts]
    return sorted(np.bincount(parts, weights=network.lengths_m), reverse=True)[1 : _SHOWN + 1]


def _km(metres: float) -> str:
    return f"{metres / 1000:,.2f}"
