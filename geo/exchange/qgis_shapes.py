"""Shapes of a copy that was edited in QGIS, read from their binary form. In a child alone."""

import sqlite3
import struct
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import numpy as np
import shapely
from geopandas import GeoSeries
from pyproj import CRS
from pyproj.exceptions import CRSError

from geo.crs import to_lonlat
from geo.exchange.comparing import single
from geo.importing.gdal import CURVED

_PLAIN: Final = (1, 2, 3, 4, 5, 6)
"""Types of well-known binary: a point, a line, an area, several of each."""

_CURVED: Final = tuple(range(8, 15))
_HEAD: Final = 5
"""Bytes of its order and its type."""

_SAME_AS_LONLAT: Final = (4326, 4490)

UNREADABLE: Final = "的图形无法读出；请在 QGIS 中重新绘制或删去后再并入"
COLLECTION: Final = "的图形不是点、线、面；请在 QGIS 中转为点、线或面后再并入"
NO_PLACE: Final = "的坐标换算不到经纬度；请在 QGIS 中核对图层的坐标系"


class Shape(NamedTuple):
    """The shape of a row as WKT in EPSG:4326, None for none; `flaw` tells why it is not read."""

    wkt: str | None
    flaw: str = ""


class Geometry(NamedTuple):
    """Where a layer has its shapes: the column, and the system, None where nobody can tell."""

    column: str
    system: CRS | None


def geometry_of(file: sqlite3.Connection, layer: str) -> Geometry | None:
    """Return where a layer has its shapes, None where it has none."""
    asked = "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?"
    row = file.execute(asked, (layer,)).fetchone()
    return Geometry(str(row[0]), _system(file, row[1])) if row else None


def shapes(cells: Iterable[object], system: CRS) -> list[Shape]:
    """Return the shape of each cell."""
    read = [_shape(each) for each in cells]
    placed = [number for number, each in enumerate(read) if isinstance(each, shapely.Geometry)]
    if system.to_epsg() not in _SAME_AS_LONLAT and placed:
        moved = to_lonlat(GeoSeries([read[number] for number in placed], crs=system))
        for number, shape in zip(placed, moved, strict=True):
            read[number] = shape if np.isfinite(shape.bounds).all() else NO_PLACE
    return list(_told(read))


def _told(read: Iterable[shapely.Geometry | str | None]) -> Iterator[Shape]:
    for each in read:
        if isinstance(each, shapely.Geometry):
            yield Shape(str(single(each).wkt))
        else:
            yield Shape(None, each or "")


def _system(file: sqlite3.Connection, number: object) -> CRS | None:
    """The system that a file calls by a number; None where nobody can tell."""
    asked = (
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys "
        "WHERE srs_id = ?"
    )
    row = file.execute(asked, (number,)).fetchone()
    if row is None:
        return None
    code = f"EPSG:{row[1]}" if str(row[0]).upper() == "EPSG" else str(row[2])
    try:
        found = CRS.from_user_input(code)
    except CRSError:
        return None
    return found if found.is_geographic or found.is_projected else None


def _shape(cell: object) -> shapely.Geometry | str | None:
    """The shape of a GeoPackage's binary form, or what is wrong with it; None for an empty one."""
    if cell is None:
        return None
    content = _content(cell)
    if len(content) < _HEAD:
        return UNREADABLE
    if flaw := _kind_flaw(content):
        return flaw
    shape = shapely.from_wkb(content, on_invalid="ignore")
    if shape is None or not (shape.is_empty or np.isfinite(shape.bounds).all()):
        return UNREADABLE
    return None if shape.is_empty else shapely.force_2d(shape)


def _content(cell: object) -> bytes:
    """The well-known binary behind the head (OGC 12-128r18, 2.1.3), nothing where it is broken."""
    if not isinstance(cell, bytes) or len(cell) < 8 or not cell.startswith(b"GP"):
        return b""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}.get((cell[3] >> 1) & 7)
    return b"" if envelope is None else cell[8 + envelope :]


def _kind_flaw(content: bytes) -> str:
    """What is wrong with the type that a well-known binary says, "" for nothing."""
    word = struct.unpack_from("<I" if content[0] else ">I", content, 1)[0]
    kind = (word & 0xFFFF) % 1000
    if kind in _CURVED:
        return CURVED
    return "" if kind in _PLAIN else COLLECTION
