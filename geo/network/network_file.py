"""A walking network as a GeoPackage: exact, and open to any desktop GIS."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyogrio
import shapely
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.atomic_file import require_writable
from geo.crs import METRIC, METRIC_EPSG
from geo.disk_space import unwritten
from geo.errors import DataError, MissingColumnError, UnexpectedCRSError
from geo.importing.geopackage import read
from geo.importing.limits import LARGE
from geo.importing.model import Ask, Raw, ReadingChoices
from geo.importing.unpacking import Opened, opened
from geo.network.graph import BuildReport, WalkNetwork

VERSION = "1"
"""Of the layout of the file; another one is refused."""

EDGES, NODES, ABOUT = "edges", "nodes", "about"
_COLUMNS = {
    EDGES: ("start", "end", "length_m", "geometry"),
    NODES: ("node", "geometry"),
    ABOUT: ("item", "value"),
}

_AS: dict[str, Callable] = {
    "lines": int,
    "nodes": int,
    "edges": int,
    "length_m": float,
    "components": int,
    "largest_share": float,
    "dropped": lambda value: {str(reason): int(count) for reason, count in value.items()},
    "tolerance_m": float,
}
"""What each figure of the stored report is read as."""

_REDO = "请由原来的线图层重新生成"


def save(network: WalkNetwork, path: Path) -> None:
    """Write a network as a GeoPackage; a file of the name is replaced once the new one is whole.

    Parameters
    ----------
    network
        What to write.
    path
        .gpkg in a folder that is there. Layers `edges` (start, end, length_m) and `nodes` (node),
        METRIC, and the table `about` (item, value): version, label, report as JSON.

    Raises
    ------
    DataError
        If the name does not end in .gpkg, the folder is missing, or the file cannot be written.
    """
    check_target(path)
    try:
        with TemporaryDirectory(
            dir=path.parent, prefix=".network-", ignore_cleanup_errors=True
        ) as folder:
            whole = Path(folder) / "network.gpkg"
            _write(network, whole, path.name)
            whole.replace(path)
    except OSError as error:
        raise unwritten(path.name, error, path.parent) from error


def check_target(path: Path) -> None:
    """Raise `DataError` unless `save` could write there: before work of minutes, not after."""
    if path.suffix.lower() != ".gpkg":
        raise DataError(f"输出文件“{path.name}”的扩展名不可用；请用 .gpkg")
    require_writable(path)


def load(path: Path) -> WalkNetwork:
    """Read a network that `save` wrote; every array is bit for bit the one written.

    Raises
    ------
    DataError, MissingColumnError
        If the file is missing, broken, of another version, or its layers do not fit each other.
    """
    _check_file(path)
    with opened(path, path.name, "", LARGE) as file:
        about = _about(file)
        edges, nodes = _layer(file, EDGES), _layer(file, NODES)
    nodes = nodes.iloc[np.argsort(nodes["node"].to_numpy(), kind="stable")]
    _check_nodes(nodes, path.name)
    _check_edges(edges, len(nodes), path.name)
    network = WalkNetwork(
        nodes_m=shapely.get_coordinates(nodes.geometry.to_numpy()),
        starts=edges["start"].to_numpy().astype(np.int32),
        ends=edges["end"].to_numpy().astype(np.int32),
        shapes=edges.geometry.to_numpy(),
        lengths_m=edges["length_m"].to_numpy(dtype=float),
        label=about["label"],
        report=_report_of(about["report"], path.name),
    )
    _check_whole(network, path.name)
    return network


def _frames(network: WalkNetwork) -> dict[str, DataFrame]:
    columns = {"start": network.starts, "end": network.ends, "length_m": network.lengths_m}
    numbers = {"node": np.arange(len(network.nodes_m), dtype=np.int32)}
    report = json.dumps(asdict(network.report), ensure_ascii=False)
    about = {"version": VERSION, "label": network.label, "report": report}
    return {
        EDGES: GeoDataFrame(columns, geometry=network.shapes, crs=METRIC),
        NODES: GeoDataFrame(numbers, geometry=shapely.points(network.nodes_m), crs=METRIC),
        ABOUT: DataFrame({"item": list(about), "value": list(about.values())}),
    }


def _write(network: WalkNetwork, whole: Path, name: str) -> None:
    try:
        for layer, frame in _frames(network).items():
            pyogrio.write_dataframe(frame, whole, layer=layer)
    except RuntimeError as error:  # pyogrio's are runtime errors
        raise unwritten(name, error, whole.parent) from error


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise DataError(f"找不到路网文件 {path.name}；请检查路径")
    with path.open("rb") as file:
        begin = file.read(16)
    if begin != b"SQLite format 3\0":
        raise DataError(f"{path.name} 不是 GeoPackage 文件；{_REDO}")


def _about(file: Opened) -> dict[str, str]:
    table = _table(file, ABOUT).frame
    about = dict(zip(table["item"].astype(str), table["value"].astype(str), strict=True))
    if about.get("version") != VERSION or not {"label", "report"} <= about.keys():
        found = str(about.get("version", "无"))[:20]
        raise DataError(f"{file.name} 的版本为 {found}，本程序只读版本 {VERSION}；{_REDO}")
    return about


def _table(file: Opened, layer: str) -> Raw:
    ask = Ask(file.name, ReadingChoices(layer=layer), LARGE)
    try:
        table = read(file.path, ask)
    except DataError as error:
        raise DataError(f"{file.name} 里读不到图层“{layer}”；{_REDO}") from error
    known = {*table.frame.columns, *(["geometry"] if table.shapes is not None else [])}
    absent = [name for name in _COLUMNS[layer] if name not in known]
    if absent:
        raise MissingColumnError(f"{file.name} 的图层“{layer}”缺少列 {'、'.join(absent)}；{_REDO}")
    return table


def _layer(file: Opened, layer: str) -> GeoDataFrame:
    table = _table(file, layer)
    frame = GeoDataFrame(table.frame, geometry=table.shapes, crs=table.crs or None)
    if frame.crs is None or frame.crs.to_epsg() != METRIC_EPSG:
        raise UnexpectedCRSError(f"{file.name} 的图层“{layer}”坐标系应为 {METRIC}；{_REDO}")
    return frame


def _report_of(text: str, name: str) -> BuildReport:
    """Read the report of a stored network from JSON."""
    try:
        fields = json.loads(text)
        return BuildReport(**{key: _AS[key](value) for key, value in fields.items()})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DataError(f"{name} 的 report 无法读取；{_REDO}") from error


def _check_nodes(nodes: GeoDataFrame, name: str) -> None:
    """Raise `DataError` unless nodes are finite points numbered from 0."""
    numbered = np.array_equal(nodes["node"].to_numpy(), np.arange(len(nodes)))
    points = (nodes.geom_type == "Point").all()
    if not (numbered and points and np.isfinite(nodes.geometry.get_coordinates()).all(axis=None)):
        raise DataError(f"{name} 的节点编号不连续，或节点没有坐标；{_REDO}")


def _check_edges(edges: GeoDataFrame, nodes: int, name: str) -> None:
    """Raise `DataError` unless edges are lines with a length between nodes that are there."""
    if edges.empty or not (edges.geom_type == "LineString").all():
        raise DataError(f"{name} 没有路段，或有路段不是线；{_REDO}")
    ends = edges[["start", "end"]].to_numpy()
    metres = edges["length_m"].to_numpy()
    whole = ends.dtype.kind == "i" and metres.dtype.kind == "f"
    if not whole or ends.min() < 0 or ends.max() >= nodes or not (metres > 0).all():
        raise DataError(f"{name} 的路段指向不存在的节点（共 {nodes:,} 个），或长度无效；{_REDO}")


def _check_whole(network: WalkNetwork, name: str) -> None:
    """Raise `DataError` unless edges run from node to node, as long as they say, as reported."""
    ends = [shapely.get_coordinates(shapely.get_point(network.shapes, at)) for at in (0, -1)]
    nodes = [network.nodes_m[numbers] for numbers in (network.starts, network.ends)]
    long = np.allclose(shapely.length(network.shapes), network.lengths_m)
    counted = (network.report.nodes, network.report.edges) == (len(network.nodes_m), len(ends[0]))
    if not (np.array_equal(ends, nodes) and long and counted):
        raise DataError(f"{name} 的路段与节点、长度或报告不相符（文件可能被改动）；{_REDO}")
