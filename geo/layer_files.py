"""A layer from a planner's file: GeoJSON, GeoPackage or shapefile, safely opened."""

from codecs import BOM_UTF8
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import pyogrio
import shapely
from geopandas import GeoDataFrame
from pyproj.exceptions import CRSError

from geo.crs import to_metric
from geo.errors import DataError, ManyLayersError
from geo.extent import require_in_zone
from geo.incoming.archive import Member, unpack, unpacking
from geo.incoming.limits import MB, Limits
from geo.incoming.opening import parts_of

SUFFIXES = (".geojson", ".json", ".gpkg", ".zip", ".shp")
MAX_BYTES = 500 * MB
"""Larger, as sent or unpacked, is refused."""

_BEGINS = {".gpkg": b"SQLite format 3\0", ".shp": b"\x00\x00\x27\x0a", ".zip": b"PK"}
_KINDS = {
    **{"Point": "点", "MultiPoint": "点", "Polygon": "面", "MultiPolygon": "面"},
    **{"LineString": "线", "MultiLineString": "线"},
}
_NOWHERE = shapely.LineString()


class Wanted(NamedTuple):
    """What a layer must hold: names of types, Chinese words for them, and what to do otherwise."""

    types: tuple[str, ...]
    words: str
    advice: str


PLACES = Wanted(("Point", "MultiPoint", "Polygon", "MultiPolygon"), "点或面", "请给点图层或面图层")
"""Demand or facilities."""


def read_layer(path: Path, wanted: Wanted, *, layer: str = "", crs: str = "") -> GeoDataFrame:
    """Read one layer of a file.

    Parameters
    ----------
    path
        .geojson, .json, .gpkg, .shp, or a .zip with a shapefile in it; 500 MB unpacked at most.
    wanted
        Geometry types taken.
    layer
        Which layer; "" where the file holds one that fits only.
    crs
        Reference system of the coordinates, such as "EPSG:4548"; "" to take the file's own. It
        goes before the file's own.

    Returns
    -------
    GeoDataFrame
        (n,) features, EPSG:4548, 2-D, with the file's columns. An empty shape where a feature has
        no place, or coordinates that are not finite.

    Raises
    ------
    DataError, ManyLayersError
        If the file is missing, broken or too large, the layer holds other shapes, or the reference
        system is unknown or wrong.
    """
    _check_file(path)
    with np.errstate(invalid="ignore"):  # coordinates that are no numbers are taken out below
        frame = _with_crs(_read(path, layer, wanted), crs, path.name)
        _check_types(frame, path.name, wanted)
        frame_m = to_metric(frame)
        shapes = _finite(shapely.force_2d(frame_m.geometry.to_numpy()))
    require_in_zone(shapely.get_coordinates(shapes), path.name)
    return frame_m.set_geometry(shapes, crs=frame_m.crs)


def _check_file(path: Path) -> None:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise DataError(f"{path.name} 的扩展名不可用；可用：{'、'.join(SUFFIXES)}")
    if not path.is_file():
        raise DataError(f"找不到文件 {path}；请检查路径")
    if path.stat().st_size > MAX_BYTES:
        raise DataError(f"{path.name} 大于 {MAX_BYTES / MB:,.0f} MB；请先裁剪到规划范围")
    _check_content(path, suffix)


def _check_content(path: Path, suffix: str) -> None:
    """See that the content is what the name says: GDAL would open any format that it knows."""
    with path.open("rb") as file:
        begin = file.read(64)
    if not begin.removeprefix(BOM_UTF8).lstrip().startswith(_BEGINS.get(suffix, b"{")):
        raise DataError(f"{path.name} 的内容不是 {suffix} 文件；请重新导出")


def _read(path: Path, layer: str, wanted: Wanted) -> GeoDataFrame:
    if path.suffix.lower() != ".zip":
        return _read_file(path, layer, (path.name, wanted))
    with TemporaryDirectory() as folder:
        shape = _unpacked(path, Path(folder), layer)
        return _read_file(shape, "", (path.name, wanted))


def _unpacked(path: Path, folder: Path, layer: str) -> Path:
    """Unpack one shapefile of an archive under names of our own."""
    shape = folder / "layer.shp"
    with unpacking(path, path.name, Limits(max_bytes=MAX_BYTES)) as (archive, members):
        for part in parts_of(members, _chosen(path.name, members, layer)):
            unpack(archive, part, shape.with_suffix(part.place.suffix.lower()))
    return shape


def _chosen(name: str, members: Sequence[Member], layer: str) -> PurePosixPath:
    found = [member.place for member in members if member.place.suffix.lower() == ".shp"]
    if not found:
        raise DataError(f"{name} 内没有 .shp 文件；请压缩整套 shapefile（.shp .shx .dbf .prj）")
    fits = [place for place in found if not layer or place.stem == layer]
    if len(fits) != 1:
        names = tuple(place.stem for place in found)
        wrong = f"没有图层“{layer}”" if layer and not fits else "有多个 .shp"
        told = f"{name} 内{wrong}（现有：{'、'.join(names)}）；请指定图层"
        raise ManyLayersError(told, names)
    return fits[0]


def _read_file(path: Path, layer: str, told: tuple[str, Wanted]) -> GeoDataFrame:
    name, wanted = told
    try:
        frame = _decoded(path, layer or _only_layer(path, name, wanted))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise DataError(
            f"{name} 无法读取：{error}；shapefile 须与 .shx、.dbf 同在，其他格式请重新导出"
        ) from error
    if not isinstance(frame, GeoDataFrame) or frame.empty:
        raise DataError(f"{name} 的图层没有要素；{wanted.advice}")
    return frame


def _only_layer(path: Path, name: str, wanted: Wanted) -> str:
    layers = [(str(layer), str(kind)) for layer, kind in pyogrio.list_layers(path)]
    fits = [layer for layer, kind in layers if _may_hold(kind, wanted)]
    if not layers:
        raise DataError(f"{name} 没有图层；{wanted.advice}")
    if len(layers) > 1 and len(fits) != 1:
        names = "、".join(layer for layer, _ in layers)
        told = f"{name} 有多个图层（{names}）；请指定图层，须为{wanted.words}图层"
        raise ManyLayersError(told, tuple(fits or (layer for layer, _ in layers)))
    return fits[0] if fits else layers[0][0]


def _may_hold(kind: str, wanted: Wanted) -> bool:
    """Whether a layer of a GDAL type, such as "LineString Z", may hold what is wanted."""
    return kind == "Unknown" or any(name in kind for name in wanted.types)


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
        raise DataError(f"{name} 没有注明坐标系；请指定坐标系，例如 EPSG:4548")
    try:
        return frame.set_crs(crs, allow_override=True) if crs else frame
    except CRSError as error:
        raise DataError(f"不认识坐标系“{crs}”；请写成 EPSG:4548 的样子") from error


def _check_types(frame: GeoDataFrame, name: str, wanted: Wanted) -> None:
    found = frame.geom_type.dropna()
    wrong = found[~found.isin(wanted.types)]
    if len(wrong):
        kind = _KINDS.get(wrong.iloc[0], wrong.iloc[0])
        raise DataError(
            f"{name} 有 {len(wrong):,} 个要素是{kind}，不是{wanted.words}；"
            f"{wanted.advice}，文件有多个图层的请指定图层"
        )


def _finite(shapes: np.ndarray) -> np.ndarray:
    """Shapes, an empty one (it outlives explode) instead of those without finite coordinates."""
    places, owner = shapely.get_coordinates(shapes, return_index=True)
    kept = shapes.copy()
    kept[owner[~np.isfinite(places).all(axis=1)]] = _NOWHERE
    kept[shapely.is_missing(kept) | shapely.is_empty(kept)] = _NOWHERE
    return kept
