"""Road centrelines from a planner's file: GeoJSON, GeoPackage or shapefile."""

from codecs import BOM_UTF8
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyogrio
import shapely
from geopandas import GeoDataFrame
from pyproj.exceptions import CRSError

from geo.crs import to_metric
from geo.errors import DataError
from geo.network.extent import require_in_zone
from geo.network.levels import LEVEL, levels_of
from geo.network.zipped import MAX_BYTES, unpack_shapefile

SUFFIXES = (".geojson", ".json", ".gpkg", ".zip", ".shp")

_BEGINS = {".gpkg": b"SQLite format 3\0", ".shp": b"\x00\x00\x27\x0a", ".zip": b"PK"}
_KINDS = {"Point": "点", "MultiPoint": "点", "Polygon": "面", "MultiPolygon": "面"}
_LINES = ("LineString", "MultiLineString")
_NOWHERE = shapely.LineString()


def read_lines(path: Path, *, layer: str = "", crs: str = "") -> GeoDataFrame:
    """Read the lines of a file.

    Parameters
    ----------
    path
        .geojson, .json, .gpkg, .shp, or a .zip with a shapefile in it; 500 MB unpacked at most.
    layer
        Which layer; "" where the file holds one line layer only.
    crs
        Reference system of the coordinates, such as "EPSG:4548"; "" to take the file's own. It
        goes before the file's own.

    Returns
    -------
    GeoDataFrame
        (n,) LineStrings, EPSG:4548, numbered from 0, with the file's columns and the int column
        `level` (see `levels_of`). None where a feature has no place, or coordinates that are not
        finite, so that `build_network` counts it.

    Raises
    ------
    DataError
        If the file is missing, broken or too large, the layer is not one of lines, or the reference
        system is unknown or wrong.
    """
    _check_file(path)
    with np.errstate(invalid="ignore"):  # coordinates that are no numbers are taken out below
        frame = _with_crs(_read(path, layer), crs, path.name)
        _check_lines(frame, path.name)
        lines_m = to_metric(frame)
        shapes = _finite(shapely.force_2d(lines_m.geometry.to_numpy()))
    require_in_zone(shapely.get_coordinates(shapes), path.name)
    single = lines_m.set_geometry(shapes, crs=lines_m.crs).explode(ignore_index=True)
    single.loc[single.geometry.is_empty, single.geometry.name] = None
    return single.assign(**{LEVEL: levels_of(single)})


def _check_file(path: Path) -> None:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise DataError(f"{path.name} 的扩展名不可用；线图层可用：{'、'.join(SUFFIXES)}")
    if not path.is_file():
        raise DataError(f"找不到文件 {path}；请检查路径")
    if path.stat().st_size > MAX_BYTES:
        raise DataError(f"{path.name} 大于 {MAX_BYTES / 2**20:,.0f} MB；请先裁剪到规划范围")
    _check_content(path, suffix)


def _check_content(path: Path, suffix: str) -> None:
    """See that the content is what the name says: GDAL would open any format that it knows."""
    with path.open("rb") as file:
        begin = file.read(64)
    if not begin.removeprefix(BOM_UTF8).lstrip().startswith(_BEGINS.get(suffix, b"{")):
        raise DataError(f"{path.name} 的内容不是 {suffix} 文件；请重新导出")


def _read(path: Path, layer: str) -> GeoDataFrame:
    if path.suffix.lower() != ".zip":
        return _read_layer(path, layer, path.name)
    with TemporaryDirectory() as folder:
        return _read_layer(unpack_shapefile(path, Path(folder), layer), "", path.name)


def _read_layer(path: Path, layer: str, name: str) -> GeoDataFrame:
    try:
        frame = _decoded(path, layer or _only_layer(path, name))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise DataError(
            f"{name} 无法读取：{error}；shapefile 须与 .shx、.dbf 同在，其他格式请重新导出"
        ) from error
    if not isinstance(frame, GeoDataFrame) or frame.empty:
        raise DataError(f"{name} 的图层没有要素；请给道路中心线图层")
    return frame


def _only_layer(path: Path, name: str) -> str:
    layers = [(str(layer), str(kind)) for layer, kind in pyogrio.list_layers(path)]
    fits = [layer for layer, kind in layers if "LineString" in kind or kind == "Unknown"]
    if not layers:
        raise DataError(f"{name} 没有图层；请给道路中心线图层")
    if len(layers) > 1 and len(fits) != 1:
        names = "、".join(layer for layer, _ in layers)
        raise DataError(f"{name} 有多个图层（{names}）；请用 --layer 指定线图层")
    return fits[0] if fits else layers[0][0]


def _decoded(path: Path, layer: str) -> GeoDataFrame:
    """Read a layer; a shapefile that does not say its encoding is UTF-8, or else GB18030."""
    silent = path.suffix.lower() == ".shp" and not path.with_suffix(".cpg").exists()
    if not silent:
        return pyogrio.read_dataframe(path, layer=layer, on_invalid="ignore")
    try:
        return pyogrio.read_dataframe(path, layer=layer, on_invalid="ignore", encoding="UTF-8")
    except UnicodeDecodeError:
        return pyogrio.read_dataframe(path, layer=layer, on_invalid="ignore", encoding="GB18030")


def _with_crs(frame: GeoDataFrame, crs: str, name: str) -> GeoDataFrame:
    if not crs and frame.crs is None:
        raise DataError(f"{name} 没有注明坐标系；请用 --crs 指定，例如 --crs EPSG:4548")
    try:
        return frame.set_crs(crs, allow_override=True) if crs else frame
    except CRSError as error:
        raise DataError(f"不认识坐标系“{crs}”；请写成 EPSG:4548 的样子") from error


def _check_lines(frame: GeoDataFrame, name: str) -> None:
    found = frame.geom_type.dropna()
    wrong = found[~found.isin(_LINES)]
    if len(wrong):
        kind = _KINDS.get(wrong.iloc[0], wrong.iloc[0])
        raise DataError(
            f"{name} 有 {len(wrong):,} 个要素是{kind}，不是线；请给道路中心线图层（--layer）"
        )


def _finite(shapes: np.ndarray) -> np.ndarray:
    """Shapes, an empty line (it outlives explode) instead of those without finite coordinates."""
    places, owner = shapely.get_coordinates(shapes, return_index=True)
    kept = shapes.copy()
    kept[owner[~np.isfinite(places).all(axis=1)]] = _NOWHERE
    kept[shapely.is_missing(kept) | shapely.is_empty(kept)] = _NOWHERE
    return kept
