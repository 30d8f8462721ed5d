"""A walking network as a GeoPackage: exact, and open to any desktop GIS."""

import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyogrio
import shapely
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.crs import METRIC, METRIC_EPSG
from geo.disk import unwritten
from geo.errors import DataError, MissingColumnError, UnexpectedCRSError
from geo.incoming.geopackage import read
from geo.incoming.limits import LARGE
from geo.incoming.model import Ask, Choices, Raw
from geo.incoming.opening import Opened, opened
from geo.network.graph import WalkNetwork
from geo.network.store_checks import REDO, check_edges, check_nodes, check_whole, report_of
from geo.whole_file import require_writable

VERSION = "1"
"""Of the layout of the file; another one is refused."""

EDGES, NODES, ABOUT = "edges", "nodes", "about"
_COLUMNS = {
    EDGES: ("start", "end", "length_m", "geometry"),
    NODES: ("node", "geometry"),
    ABOUT: ("item", "value"),
}


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
    check_nodes(nodes, path.name)
    check_edges(edges, len(nodes), path.name)
    network = WalkNetwork(
        nodes_m=shapely.get_coordinates(nodes.geometry.to_numpy()),
        starts=edges["start"].to_numpy().astype(np.int32),
        ends=edges["end"].to_numpy().astype(np.int32),
        shapes=edges.geometry.to_numpy(),
        lengths_m=edges["length_m"].to_numpy(dtype=float),
        label=about["label"],
        report=report_of(about["report"], path.name),
    )
    check_whole(network, path.name)
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
        raise DataError(f"{path.name} 不是 GeoPackage 文件；{REDO}")


def _about(file: Opened) -> dict[str, str]:
    table = _table(file, ABOUT).frame
    about = dict(zip(table["item"].astype(str), table["value"].astype(str), strict=True))
    if about.get("version") != VERSION or not {"label", "report"} <= about.keys():
        found = str(about.get("version", "无"))[:20]
        raise DataError(f"{file.name} 的版本为 {found}，本程序只读版本 {VERSION}；{REDO}")
    return about


def _table(file: Opened, layer: str) -> Raw:
    ask = Ask(file.name, Choices(layer=layer), LARGE)
    try:
        table = read(file.path, ask)
    except DataError as error:
        raise DataError(f"{file.name} 里读不到图层“{layer}”；{REDO}") from error
    known = {*table.frame.columns, *(["geometry"] if table.shapes is not None else [])}
    absent = [name for name in _COLUMNS[layer] if name not in known]
    if absent:
        raise MissingColumnError(f"{file.name} 的图层“{layer}”缺少列 {'、'.join(absent)}；{REDO}")
    return table


def _layer(file: Opened, layer: str) -> GeoDataFrame:
    table = _table(file, layer)
    frame = GeoDataFrame(table.frame, geometry=table.shapes, crs=table.crs or None)
    if frame.crs is None or frame.crs.to_epsg() != METRIC_EPSG:
        raise UnexpectedCRSError(f"{file.name} 的图层“{layer}”坐标系应为 {METRIC}；{REDO}")
    return frame
