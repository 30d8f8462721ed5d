"""Where a record lies: its geometry read from GeoJSON, WKT or a pair of columns."""

import json
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.district import DISTRICT
from geo.reading import Record
from geo.schema import LAT_SPAN, LON_SPAN, TableSchema

SWAPPED = "经纬度可能填反, 请交换 lon 与 lat"
PROJECTED = "看起来是投影坐标(米), 请先转换为 WGS 84 经纬度"
_REASONS = {
    "Self-intersection": "自相交",
    "Ring Self-intersection": "环自相交",
    "Too few points in geometry component": "点数不足",
    "Hole lies outside shell": "内环在外环之外",
    "Nested holes": "内环相互嵌套",
    "Nested shells": "外环相互嵌套",
    "Interior is disconnected": "内部不连通",
    "Duplicate Rings": "环重复",
}

_PLAIN = re.compile(r"\s*(MULTI)?(POINT|LINESTRING|POLYGON)\b", re.IGNORECASE)
_COLLECTION = re.compile(r"\s*GEOMETRYCOLLECTION\b", re.IGNORECASE)
_WEST, _SOUTH = (sum(span) / 2 for span in (DISTRICT.place.longitude, DISTRICT.place.latitude))
_EXAMPLE = f"LINESTRING ({_WEST:.2f} {_SOUTH:.2f}, {_WEST + 0.01:.2f} {_SOUTH + 0.01:.2f})"


class Flaw(NamedTuple):
    """What is wrong with a value, what to do, and the value shown."""

    value: str
    wrong: str
    cure: str


class ParsedPlace(NamedTuple):
    """A geometry in longitude/latitude, or None with the flaw that made it unusable."""

    geometry: BaseGeometry | None
    flaw: Flaw | None = None


def place_of(record: Record, table: TableSchema) -> ParsedPlace:
    """Read the geometry of `record` in the way `table` says, 2-D, in degrees.

    The table's `shapes` limits the geometry types of GeoJSON and WKT. No geometry and no flaw where
    the table allows an empty place, or where the cells are to be reported as such.
    """
    if table.place == "lonlat":
        return _from_columns(record)
    if table.place == "wkt":
        return wkt_place(record.cells["wkt"], table) if record.cells["wkt"] else ParsedPlace(None)
    return _from_geojson(record, table) if table.place == "geometry" else ParsedPlace(None)


def _from_columns(record: Record) -> ParsedPlace:
    try:
        return ParsedPlace(shapely.Point(float(record.cells["lon"]), float(record.cells["lat"])))
    except ValueError:
        return ParsedPlace(None)


def wkt_place(text: str, table: TableSchema) -> ParsedPlace:
    """Read a geometry from WKT; see `place_of`."""
    geometry = plain_wkt([text])[0]
    if geometry is None and _COLLECTION.match(text):
        cure = f"应为 {' / '.join(table.shapes)}"
        return ParsedPlace(None, Flaw(_short(text), "的类型是 GeometryCollection", cure))
    if geometry is None:
        cure = f"请写成 {_EXAMPLE} 的形式, 坐标用空格隔开, 点用逗号隔开"
        return ParsedPlace(None, Flaw(_short(text), "不是有效的 WKT", cure))
    return _checked(geometry, text, table)


def plain_wkt(texts: Sequence[str | None]) -> NDArray[np.object_]:
    """Return (n,) geometries of WKT texts, None for none and for what is none.

    Collections, whose nesting has no bound, are not read.
    """
    read = [text if text and _PLAIN.match(text) and "\0" not in text else None for text in texts]
    found: NDArray[np.object_] = shapely.from_wkt(read, on_invalid="ignore")
    return np.asarray(found, dtype=object)


def _from_geojson(record: Record, table: TableSchema) -> ParsedPlace:
    text = json.dumps(record.geometry)
    if record.geometry is None:
        return ParsedPlace(None, Flaw("", "没有几何图形", "请补画该要素或删除该要素"))
    try:
        geometry = shapely.from_geojson(text)
    except shapely.errors.ShapelyError as error:
        cure = "请检查 type 与 coordinates, 或重新导出"
        return ParsedPlace(None, Flaw(_short(text), f"不是有效的 GeoJSON 几何 ({error})", cure))
    return _checked(geometry, text, table)


def _checked(geometry: BaseGeometry, text: str, table: TableSchema) -> ParsedPlace:
    flat = shapely.force_2d(geometry)
    flaw = _shape_flaw(flat, table) or _span_flaw(flat) or _validity_flaw(flat)
    if flaw is None:
        return ParsedPlace(flat)
    return ParsedPlace(None, Flaw(_short(text), *flaw))


def _shape_flaw(geometry: BaseGeometry, table: TableSchema) -> tuple[str, str] | None:
    if geometry.is_empty:
        return "是空的几何图形", "请补上坐标"
    if has_empty_part(geometry):
        return "有空的部分 (EMPTY)", "请去掉空的部分, 或补上坐标"
    if geometry.geom_type not in table.shapes:
        return f"的类型是 {geometry.geom_type}", f"应为 {' / '.join(table.shapes)}"
    return None


def has_empty_part(geometry: BaseGeometry) -> bool:
    """Tell whether a part or a ring of a geometry has no coordinates; nothing can draw such."""
    parts = shapely.get_parts(geometry)
    return bool(shapely.is_empty(parts).any() or shapely.is_empty(shapely.get_rings(parts)).any())


def _span_flaw(geometry: BaseGeometry) -> tuple[str, str] | None:
    xs, ys = geometry.bounds[::2], geometry.bounds[1::2]
    if all(map(LON_SPAN.holds, xs)) and all(map(LAT_SPAN.holds, ys)):
        return None
    wrong = f"超出经度 {LON_SPAN.low}–{LON_SPAN.high}, 纬度 {LAT_SPAN.low}–{LAT_SPAN.high} 的范围"
    if all(map(LAT_SPAN.holds, xs)) and all(map(LON_SPAN.holds, ys)):
        return wrong, SWAPPED
    return wrong, PROJECTED if max(xs) > 1000 else "请核对坐标"


def _validity_flaw(geometry: BaseGeometry) -> tuple[str, str] | None:
    if geometry.is_valid:
        return None
    reason, _, where = shapely.is_valid_reason(geometry).partition("[")
    spot = f", 位置 {where.rstrip(']')}" if where else ""
    return f"的图形无效 ({_REASONS.get(reason, reason)}{spot})", "请在 GIS 软件中修复几何后重新导出"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
