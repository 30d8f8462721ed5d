"""Whether the parts of a stored network fit each other."""

import json
from collections.abc import Callable

import numpy as np
import shapely
from geopandas import GeoDataFrame

from geo.errors import DataError
from geo.network.graph import BuildReport, WalkNetwork

REDO = "请由原来的线图层重新生成"


def report_of(text: str, name: str) -> BuildReport:
    """Read the report of a stored network from JSON."""
    try:
        fields = json.loads(text)
        return BuildReport(**{key: _AS[key](value) for key, value in fields.items()})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DataError(f"{name} 的 report 无法读取；{REDO}") from error


def _counts(value: dict[str, int]) -> dict[str, int]:
    return {str(reason): int(count) for reason, count in value.items()}


_AS: dict[str, Callable] = {
    "lines": int,
    "nodes": int,
    "edges": int,
    "length_m": float,
    "components": int,
    "largest_share": float,
    "dropped": _counts,
    "tolerance_m": float,
}


def check_nodes(nodes: GeoDataFrame, name: str) -> None:
    """Raise `DataError` unless nodes are finite points numbered from 0."""
    numbered = np.array_equal(nodes["node"].to_numpy(), np.arange(len(nodes)))
    points = (nodes.geom_type == "Point").all()
    if not (numbered and points and np.isfinite(nodes.geometry.get_coordinates()).all(axis=None)):
        raise DataError(f"{name} 的节点编号不连续，或节点没有坐标；{REDO}")


def check_edges(edges: GeoDataFrame, nodes: int, name: str) -> None:
    """Raise `DataError` unless edges are lines with a length between nodes that are there."""
    if edges.empty or not (edges.geom_type == "LineString").all():
        raise DataError(f"{name} 没有路段，或有路段不是线；{REDO}")
    ends = edges[["start", "end"]].to_numpy()
    metres = edges["length_m"].to_numpy()
    whole = ends.dtype.kind == "i" and metres.dtype.kind == "f"
    if not whole or ends.min() < 0 or ends.max() >= nodes or not (metres > 0).all():
        raise DataError(f"{name} 的路段指向不存在的节点（共 {nodes:,} 个），或长度无效；{REDO}")


def check_whole(network: WalkNetwork, name: str) -> None:
    """Raise `DataError` unless edges run from node to node, as long as they say, as reported."""
    ends = [shapely.get_coordinates(shapely.get_point(network.shapes, at)) for at in (0, -1)]
    nodes = [network.nodes_m[numbers] for numbers in (network.starts, network.ends)]
    long = np.allclose(shapely.length(network.shapes), network.lengths_m)
    counted = (network.report.nodes, network.report.edges) == (len(network.nodes_m), len(ends[0]))
    if not (np.array_equal(ends, nodes) and long and counted):
        raise DataError(f"{name} 的路段与节点、长度或报告不相符（文件可能被改动）；{REDO}")
