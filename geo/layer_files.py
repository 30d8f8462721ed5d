"""A layer from a planner's file: GeoJSON, GeoPackage or shapefile, safely opened."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import numpy as np
import shapely
from geopandas import GeoDataFrame
from pyproj.exceptions import CRSError

from geo import scratch
from geo.crs import to_metric
from geo.errors import DataError, ManyLayersError
from geo.extent import require_in_zone
from geo.incoming.archive import Member, unpack, unpacking
from geo.incoming.encodings import unmarked
from geo.incoming.formats import FORMATS
from geo.incoming.geopackage import kinds
from geo.incoming.limits import LARGE, MB
from geo.incoming.model import Ask, Choices, Raw
from geo.incoming.opening import Opened, opened, parts_of

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
        raise DataError(f"找不到文件 {path.name}；请检查路径")
    if path.stat().st_size > MAX_BYTES:
        raise DataError(f"{path.name} 大于 {MAX_BYTES / MB:,.0f} MB；请先裁剪到规划范围")
    _check_content(path, suffix)


def _check_content(path: Path, suffix: str) -> None:
    """See that the content is what the name says, before anything else looks at it."""
    with path.open("rb") as file:
        begin = file.read(64)
    if not unmarked(begin).lstrip().startswith(_BEGINS.get(suffix, b"{")):
        raise DataError(f"{path.name} 的内容不是 {suffix} 文件；请重新导出")


def _read(path: Path, layer: str, wanted: Wanted) -> GeoDataFrame:
    ask = Ask(path.name, limits=replace(LARGE, max_file=MAX_BYTES, max_bytes=MAX_BYTES))
    if path.suffix.lower() == ".zip":
        with scratch.folder("shape") as folder:
            shape = _unpacked(path, folder, layer)
            return _features(FORMATS["shapefile"].read(shape, ask), ask, wanted)
    with opened(path, path.name, "", ask.limits) as file:
        name = _layer(path, file, (layer, wanted), ask)
        chosen = ask._replace(choices=Choices(layer=name))
        return _features(FORMATS[file.kind].read(file.path, chosen), ask, wanted)


def _features(raw: Raw, ask: Ask, wanted: Wanted) -> GeoDataFrame:
    if raw.shapes is None or not len(raw.frame):
        raise DataError(f"{ask.name} 的图层没有要素；{wanted.advice}")
    vertices = shapely.get_num_coordinates(raw.shapes)
    ask.limits.check_vertices(ask.name, int(vertices.sum()))
    ask.limits.check_shape(ask.name, int(vertices.max(initial=0)))
    return GeoDataFrame(raw.frame, geometry=raw.shapes, crs=raw.crs or None)


def _unpacked(path: Path, folder: Path, layer: str) -> Path:
    """Unpack one shapefile of an archive under names of our own."""
    shape = folder / "layer.shp"
    limits = replace(LARGE, max_bytes=MAX_BYTES)
    with unpacking(path, path.name, limits) as (archive, members):
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


def _layer(path: Path, file: Opened, asked: tuple[str, Wanted], ask: Ask) -> str:
    """Return which layer of a file is read; "" where the format has but one."""
    layer, wanted = asked
    if file.kind == "gpkg":
        return layer or _only_layer(kinds(file.path, ask), path.name, wanted)
    if layer not in ("", path.stem):
        raise DataError(f"{path.name} 无法读取：没有图层“{layer}”；这种格式只有一个图层，请勿另选")
    return ""


def _only_layer(layers: dict[str, str], name: str, wanted: Wanted) -> str:
    fits = [layer for layer, kind in layers.items() if _may_hold(kind, wanted)]
    if not layers:
        raise DataError(f"{name} 没有图层；{wanted.advice}")
    if len(layers) > 1 and len(fits) != 1:
        told = f"{name} 有多个图层（{'、'.join(list(layers)[:20])}）"
        names = tuple(fits or layers)
        raise ManyLayersError(f"{told}；请指定图层，须为{wanted.words}图层", names)
    return fits[0] if fits else next(iter(layers))


def _may_hold(kind: str, wanted: Wanted) -> bool:
    """Whether a layer of a type, such as "LINESTRING", may hold what is wanted."""
    return kind == "GEOMETRY" or any(name.upper() in kind.upper() for name in wanted.types)


def _with_crs(frame: GeoDataFrame, crs: str, name: str) -> GeoDataFrame:
    if not crs and frame.crs is None:
        raise DataError(f"{name} 没有注明坐标系；请指定坐标系，例如 EPSG:4548")
    try:
        return frame.set_crs(crs, allow_override=True) if crs else frame
    except CRSError as error:
        raise DataError(f"不认识坐标系“{crs[:80]}”；请写成 EPSG:4548 的样子") from error


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
