"""Walking networks as stored networks and back, node for node; those of a file checked."""

import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame

from geo.crs import METRIC, to_metric
from geo.errors import DataError
from geo.network.graph import NetworkSource, WalkNetwork, assemble
from geo.project_file.checks import named, number, refuse, text, whole
from geo.project_file.frames import frame_of, store
from geo.project_file.layer_reading import read_layer
from geo.project_file.model import ProjectLimits, StoredNetwork

MEMBERS = ("label", "note", "lines", "lines_read", "tolerance_m", "dropped")

MOST_EDGES = 60_000
"""A larger network is left out: its file would be larger than a mail takes."""

_SAME_PLACE_M = 0.01


def store_network(network: WalkNetwork, source: str = "") -> StoredNetwork:
    """Return a network for a project file, or its name and a note where it is too large.

    `source` is Chinese words on the file it came from.
    """
    report = network.report
    told = (report.lines, report.tolerance_m, dict(report.dropped))
    if report.edges > MOST_EDGES:
        note = f"路网有 {report.edges:,} 条路段，未存入项目文件；打开后请重新导入“{network.label}”"
        return StoredNetwork(network.label, note, None, *told)
    ends = {"start": network.starts.astype(np.int64), "end": network.ends.astype(np.int64)}
    edges = GeoDataFrame(ends, geometry=network.shapes, crs=METRIC)
    return StoredNetwork(network.label, "", store(edges, "路网", "network", source=source), *told)


def read_network(
    data: object, where: str, limits: ProjectLimits
) -> tuple[StoredNetwork, list[str]]:
    """Check one network of a file; return it and sentences on what was left out.

    The `DataError` names the member that is wrong.
    """
    if not isinstance(data, dict) or not set(MEMBERS) <= set(data):
        raise refuse(where, f"有 {'、'.join(MEMBERS)} 各项的路网", data)
    lines, told = None, list[str]()
    if data["lines"] is not None:
        lines, told = read_layer(data["lines"], f"{where}.lines", limits)
    if lines and lines.role != "network":
        raise DataError(f"项目文件 {where}.lines.role：应为 network，实为 {lines.role}")
    network = StoredNetwork(
        text(200)(data["label"], f"{where}.label"),
        text(500)(data["note"], f"{where}.note"),
        lines,
        whole(0, 10**9)(data["lines_read"], f"{where}.lines_read"),
        number(0, 100)(data["tolerance_m"], f"{where}.tolerance_m"),
        named(whole(0, 10**9), 50)(data["dropped"], f"{where}.dropped"),
    )
    return network, told


def network_of(stored: StoredNetwork) -> WalkNetwork | None:
    """Return the network of a project file, None where it was left out.

    Edges that are no lines, or do not meet where their node numbers say, raise `DataError`.
    """
    if stored.lines is None:
        return None
    edges = to_metric(frame_of(stored.lines))
    shapes = edges.geometry.to_numpy()
    numbered = all(name in edges and edges[name].dtype == np.int64 for name in ("start", "end"))
    if not (numbered and (edges.geom_type == "LineString").all()):
        raise DataError(f"项目文件中的路网“{stored.label}”不全是线或缺少节点号；请重新导入路网")
    numbers = pd.concat([edges["start"], edges["end"]]).to_numpy()
    nodes_m, ends = _nodes(numbers, shapes, stored.label)
    source = NetworkSource(stored.lines_read, stored.tolerance_m, dict(stored.dropped))
    return assemble(nodes_m, ends, shapes, label=stored.label, source=source)


def _nodes(
    numbers: np.ndarray, shapes: np.ndarray, label: str
) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]:
    """Places of the nodes, and start and end of each edge; `numbers` holds starts, then ends."""
    tips = [shapely.get_coordinates(shapely.get_point(shapes, at)) for at in (0, -1)]
    places = np.concatenate(tips)
    _, first, fresh = np.unique(numbers, return_index=True, return_inverse=True)
    nodes_m = places[first]
    if not (np.abs(places - nodes_m[fresh]) <= _SAME_PLACE_M).all():
        raise DataError(f"项目文件中的路网“{label}”的路段与节点号不相符；请重新导入路网")
    return nodes_m, (fresh[: len(shapes)], fresh[len(shapes) :])
