"""Files a planner brings to the page, read in a temporary folder and kept on the shelf."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from geo.errors import DataError
from geo.layer_files import PLACES, read_layer
from geo.lifecircle.weights import weight_columns
from geo.network.build import build_network
from geo.network.graph import WalkNetwork
from geo.network.levels import LEVEL
from geo.network.line_files import read_lines
from geo.network.osm import read_osm
from geo.network.osm_file import osm_format
from geo.network.store import load

MAX_MB = 200
"""Largest file taken through the browser; larger ones go by `python -m geo.network`."""

NETWORK_TYPES = ["geojson", "json", "gpkg", "zip", "pbf", "osm", "gz", "bz2"]
LAYER_TYPES = ["geojson", "json", "gpkg", "zip"]


def network_of(path: Path, tolerance_m: float, crs: str) -> WalkNetwork:
    """Read a network: a stored one, an OpenStreetMap extract, or lines that are noded here."""
    if osm_format(path):
        return read_osm(path)
    if path.suffix.lower() == ".gpkg" and _is_stored(path):
        return load(path)
    lines = read_lines(path, crs=crs)
    label = f"导入路网（{path.stem}）"
    return build_network(lines, label=label, tolerance_m=tolerance_m, level=LEVEL)


def layer_of(path: Path, crs: str) -> Any:  # noqa: ANN401 - a frame with the planner's columns
    """Read points or polygons; a column of names is added where there is none."""
    layer = read_layer(path, PLACES, crs=crs)
    names = next((name for name in ("name", "名称", "小区") if name in layer.columns), "")
    words = layer[names].astype(str) if names else [f"要素 {n}" for n in range(1, len(layer) + 1)]
    return layer.assign(name=words)


def weights_of(layer: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Columns of a layer that can weigh demand."""
    return weight_columns(layer)


def from_upload(name: str, content: bytes, read: Callable[[Path], Any]) -> Any:  # noqa: ANN401
    """Write an upload to a temporary folder under a safe name and read it there.

    Raises
    ------
    DataError
        If it is too large, or cannot be read.
    """
    if len(content) > MAX_MB * 2**20:
        raise DataError(f"{name} 大于 {MAX_MB} MB；请先裁剪，或用命令行 python -m geo.network 导入")
    with TemporaryDirectory() as folder:
        path = Path(folder) / PurePosixPath(name.replace("\\", "/")).name
        path.write_bytes(content)
        return read(path)


def _is_stored(path: Path) -> bool:
    """Whether a GeoPackage is one that `python -m geo.network` wrote."""
    import pyogrio  # noqa: PLC0415 - GDAL is read when a file comes

    try:
        names = {str(layer) for layer, _ in pyogrio.list_layers(path)}
    except pyogrio.errors.DataSourceError as error:
        raise DataError(f"{path.name} 无法读取；请重新导出 GeoPackage") from error
    return {"edges", "nodes", "about"} <= names
