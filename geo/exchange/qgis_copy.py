"""A copy of the GeoPackage that was edited in QGIS, read: plain values. In a child alone."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from typing import Any, NamedTuple

import shapely
from geopandas import GeoSeries

from geo.crs import to_lonlat
from geo.errors import DataError
from geo.exchange.comparing import Item, single
from geo.exchange.qgis_layout import ABOUT, BASE, ID, PLACE, QgisTable, compared, tables
from geo.ledger.model import Value
from geo.overlay import GEOMETRY

_WAL_BYTES = slice(18, 20)
"""Of the head of an SQLite file: how it is written; 2 is ahead into a second file, 1 is not."""


class CopyRow(NamedTuple):
    """A row of a copy: of which item, its values by field, and which table it stands in."""

    table: str
    item: str
    values: dict[str, Value]
    layer: str


class QgisCopy(NamedTuple):
    """All of a copy.

    Parameters
    ----------
    about
        Of which plan, edition and state it was made.
    base
        Rows as they were given, those without a place in the layer of that name.
    rows
        As they came back.
    notes
        What cannot be compared, in words.
    """

    about: dict[str, str]
    base: tuple[CopyRow, ...]
    rows: tuple[CopyRow, ...]
    notes: tuple[str, ...]


def read_copy(content: bytes, name: str) -> QgisCopy:
    """Read a copy.

    Raises
    ------
    DataError
        If it is no GeoPackage, or none that the ledger wrote.
    """
    image = bytearray(content)
    image[_WAL_BYTES] = b"\x01\x01"
    try:
        with closing(sqlite3.connect(":memory:")) as file:
            file.deserialize(bytes(image))
            file.execute("PRAGMA trusted_schema = OFF")
            return _read(file, name)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise DataError(
            f"{name} 不是台账导出的 GeoPackage，或已损坏（{str(error)[:60]}）；"
            "请复制台账旁的只读 GeoPackage，在副本中编辑"
        ) from error


def _read(file: sqlite3.Connection, name: str) -> QgisCopy:
    about = {str(key): str(value) for key, value in file.execute(f"SELECT * FROM {ABOUT}")}
    base: dict[Item, dict[str, Value]] = {}
    for table, item, field, text in file.execute(
        f"SELECT of_table, item, field, value FROM {BASE}"
    ):
        base.setdefault((str(table), str(item)), {})[str(field)] = _plain(text, name)
    known = {row[0] for row in file.execute("SELECT table_name FROM gpkg_contents")}
    rows: list[CopyRow] = []
    notes: list[str] = []
    for table in tables():
        if table.name not in known:
            notes.append(f"副本中没有图层“{table.name}”；该图层的要素没有对照")
            continue
        found = list(_rows(file, table, notes))
        rows += found
    given = tuple(CopyRow(*of, values, "") for of, values in base.items())
    return QgisCopy(about, given, tuple(rows), tuple(notes))


def _plain(text: object, name: str) -> Value:
    with suppress(ValueError, RecursionError):
        value = None if text is None else json.loads(str(text))
        if value is None or isinstance(value, str | int | float):
            return value
    raise DataError(f"{name} 中的原值已损坏；请重新复制只读 GeoPackage 后再编辑")


def _rows(file: sqlite3.Connection, table: QgisTable, notes: list[str]) -> Iterator[CopyRow]:
    found = file.execute(f'SELECT * FROM "{table.name}"')
    names = [each[0] for each in found.description]
    fields = {name: field for name, field in compared(table.items).items() if name in names}
    gone = [name for name in compared(table.items) if name not in names]
    if gone:
        notes.append(f"图层“{table.name}”缺少字段 {'、'.join(gone)}；这些字段没有对照")
    if ID not in names:
        notes.append(f"图层“{table.name}”缺少字段 {ID}；没有对照")
        return
    cells = [dict(zip(names, row, strict=True)) for row in found]
    shapes = _shapes([each.get(PLACE) for each in cells], table, file) if table.kind else {}
    for number, row in enumerate(cells):
        item = str(row[ID] or "").strip()
        if not item:
            notes.append(f"图层“{table.name}”有一个要素没有填 {ID}；请填写后再并入")
            continue
        values = {field: _cell(row[name]) for name, field in fields.items()}
        if table.kind:
            values[GEOMETRY] = shapes.get(number)
        yield CopyRow(table.items, item, values, table.name)


def _cell(value: Any) -> Value:  # noqa: ANN401 - of SQLite
    if isinstance(value, bytes):
        return "（二进制内容）"
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _shapes(
    blobs: Iterable[object], table: QgisTable, file: sqlite3.Connection
) -> Mapping[int, Value]:
    """Shapes as WKT in EPSG:4326, by the number of their row."""
    made = {
        number: _shape(blob)
        for number, blob in enumerate(blobs)
        if isinstance(blob, bytes) and len(blob) > 8
    }
    placed = {number: shape for number, shape in made.items() if shape is not None}
    asked = "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = ?"
    srs = file.execute(asked, (table.name,)).fetchone()
    if srs and srs[0] not in (4326, 4490) and placed:
        moved = to_lonlat(GeoSeries(list(placed.values()), crs=f"EPSG:{int(srs[0])}"))
        placed = dict(zip(placed, moved, strict=True))
    return {number: str(single(shape).wkt) for number, shape in placed.items()}


def _shape(blob: bytes) -> shapely.Geometry | None:
    """The shape of a GeoPackage's binary form (OGC 12-128r18, 2.1.3), None for an empty one."""
    flags = blob[3]
    envelope = (0, 32, 48, 48, 64)[min((flags >> 1) & 7, 4)]
    shape = shapely.from_wkb(blob[8 + envelope :], on_invalid="ignore")
    return None if shape is None or shape.is_empty else shapely.force_2d(shape)
