"""A copy of the GeoPackage that was edited in QGIS, read: plain values. In a child alone."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from typing import Any, NamedTuple

from geo.errors import DataError
from geo.exchange.comparing import Item
from geo.exchange.qgis_layout import ABOUT, BASE, ID, PLACE, QgisTable, columns, compared, tables
from geo.exchange.qgis_shapes import Shape, geometry_of, shapes
from geo.ledger.model import Value
from geo.overlay import GEOMETRY

_WAL_BYTES = slice(18, 20)
"""Of the head of an SQLite file: how it is written; 2 is ahead into a second file, 1 is not."""

_STYLES = "layer_styles"
_SHOWN = 10


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
    absent
        Layers that it no longer has.
    """

    about: dict[str, str]
    base: tuple[CopyRow, ...]
    rows: tuple[CopyRow, ...]
    notes: tuple[str, ...]
    absent: tuple[str, ...] = ()


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
            f"{name} 不是台账导出的 GeoPackage，或已损坏；"
            "请复制台账旁的只读 GeoPackage，在副本中编辑"
        ) from error


def _read(file: sqlite3.Connection, name: str) -> QgisCopy:
    own = {row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "gpkg_contents" in own and not {ABOUT, BASE} <= own:
        raise DataError(
            f"{name} 不是台账导出的 GeoPackage 的副本：另存的文件里没有对照用的原值；"
            "请复制台账旁的只读 GeoPackage 整个文件，在副本中编辑"
        )
    about = {str(key): str(value) for key, value in file.execute(f"SELECT * FROM {ABOUT}")}
    base: dict[Item, dict[str, Value]] = {}
    for table, item, field, text in file.execute(
        f"SELECT of_table, item, field, value FROM {BASE}"
    ):
        base.setdefault((str(table), str(item)), {})[str(field)] = _plain(text, name)
    known = {str(row[0]) for row in file.execute("SELECT table_name FROM gpkg_contents")}
    rows: list[CopyRow] = []
    notes: list[str] = []
    absent = [table.name for table in tables() if table.name not in known]
    notes += [f"副本中没有图层“{each}”；该图层的要素没有对照" for each in absent]
    further = sorted(known - {table.name for table in tables()} - {_STYLES})
    notes += [f"副本中的图层“{each[:40]}”不是台账的；没有对照" for each in further]
    for table in tables():
        if table.name in known:
            rows += _rows(file, table, notes)
    given = tuple(CopyRow(*of, values, "") for of, values in base.items())
    return QgisCopy(about, given, tuple(rows), tuple(notes), tuple(absent))


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
    places = _places(file, table, cells, notes)
    further = [each for each in names if each not in {*_own_names(file, table)}]
    if further:
        told = "、".join(each[:40] for each in further[:_SHOWN])
        notes.append(f"图层“{table.name}”多出字段 {told}；这些字段没有对照")
    for number, row in enumerate(cells):
        item = str(row[ID] or "").strip()
        if not item:
            notes.append(f"图层“{table.name}”有一个要素没有填 {ID}；请填写后再并入")
            continue
        values = {field: _cell(row[name]) for name, field in fields.items()}
        if number in places and places[number].flaw:
            notes.append(f"图层“{table.name}”中 {item[:40]} {places[number].flaw}；位置没有对照")
        elif number in places:
            values[GEOMETRY] = places[number].wkt
        yield CopyRow(table.items, item, values, table.name)


def _own_names(file: sqlite3.Connection, table: QgisTable) -> Iterator[str]:
    """Columns of a layer that the ledger wrote, its key and its shapes."""
    yield from (ID, *columns(table.items))
    asked = "SELECT name FROM pragma_table_info(?) WHERE pk > 0"
    yield from (str(row[0]) for row in file.execute(asked, (table.name,)))
    geometry = geometry_of(file, table.name)
    yield geometry.column if geometry else PLACE


def _places(
    file: sqlite3.Connection,
    table: QgisTable,
    cells: Sequence[Mapping[str, object]],
    notes: list[str],
) -> Mapping[int, Shape]:
    """Shapes by the number of their row; none where the layer has none that can be compared."""
    if not table.kind:
        return {}
    geometry = geometry_of(file, table.name)
    if geometry is None:
        notes.append(f"图层“{table.name}”没有图形；位置没有对照")
        return {}
    if geometry.system is None:
        notes.append(
            f"图层“{table.name}”的坐标系不认识，位置没有对照；请在 QGIS 中为图层设好坐标系后再并入"
        )
        return {}
    return dict(enumerate(shapes([row.get(geometry.column) for row in cells], geometry.system)))


def _cell(value: Any) -> Value:  # noqa: ANN401 - of SQLite
    if isinstance(value, bytes):
        return "（二进制内容）"
    return value if value is None or isinstance(value, str | int | float) else str(value)
