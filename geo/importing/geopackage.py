"""A GeoPackage: a database, so looked over before GDAL asks it anything."""

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pandas import DataFrame

from geo.errors import DataError
from geo.importing.database import check_schema
from geo.importing.gdal import read_stream
from geo.importing.model import Ask, Issue, Layer, Raw

_TABLES = (
    "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes') "
    "AND table_name NOT IN ('layer_styles', 'qgis_projects')"  # where QGIS keeps what is its own
)
_KINDS = "SELECT table_name, geometry_type_name FROM gpkg_geometry_columns"
_SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
_BEGIN = b"SQLite format 3\0"
_MOST_DAYS = 500_000
"""Rows up to which days are held against the calendar."""

_STEPS = 10_000
"""Steps of the database between two looks at how many there were."""


def layers(path: Path, ask: Ask) -> tuple[Layer, ...]:
    """Tables of the package in its own order, with their counts.

    Raises
    ------
    DataError
        If the database is broken, cut short, or holds parts that run code or compute.
    """
    with _looked_into(path, ask) as base:
        return tuple(Layer(name, _count(base, name)) for name in _names(base, ask))


def kinds(path: Path, ask: Ask) -> dict[str, str]:
    """Return the type of shapes of each layer, such as "MULTIPOLYGON", "GEOMETRY"; "" without."""
    with _looked_into(path, ask) as base:
        found = {str(name): str(kind) for name, kind in base.execute(_KINDS)}
        return {name: found.get(name, "") for name in _names(base, ask)}


def read(path: Path, ask: Ask) -> Raw:
    """Read one table; see `layers` for what is refused."""
    found = layers(path, ask)
    if not found:
        raise DataError(f"{ask.name} 内没有图层；请重新导出")
    layer = ask.choices.layer or found[0].name
    rows = dict(found).get(layer)
    if rows is None:
        raise DataError(f"{ask.name} 内没有图层“{layer}”；请重新选择")
    if ask.rows is None:
        ask.limits.check(ask.name, rows=rows)
    raw = read_stream(path, ask, layer, driver="GPKG", LIST_ALL_TABLES="NO")
    return raw if rows > _MOST_DAYS else _with_days(raw, path, layer, ask)


def _with_days(raw: Raw, path: Path, layer: str, ask: Ask) -> Raw:
    """Put back the texts of days that no calendar has: GDAL's Arrow makes others of them unsaid."""
    with _looked_into(path, ask) as base:
        typed = base.execute("SELECT name, type FROM pragma_table_info(?)", (layer,)).fetchall()
        days = [str(name) for name, kind in typed if str(kind).upper() in ("DATE", "DATETIME")]
        texts = {name: _odd_days(base, layer, name, ask) for name in days if name in raw.frame}
    odd = {name: column for name, column in texts.items() if column is not None}
    if not odd:
        return raw
    words = f"日期列（{'、'.join(odd)}）里有不存在的日期，整列按原文保留"
    told = Issue("days", words, len(odd), DataFrame())
    return raw._replace(frame=raw.frame.assign(**odd), issues=(*raw.issues, told))


def _odd_days(
    base: sqlite3.Connection, layer: str, column: str, ask: Ask
) -> list[str | None] | None:
    """Texts of a column of days in the order of the rows, None where all are in the calendar."""
    name, table = _quoted(column), _quoted(layer)
    wrong = f"{name} IS NOT NULL AND date({name}, '+0 days') IS NOT substr({name}, 1, 10)"
    if not base.execute(f"SELECT EXISTS (SELECT 1 FROM {table} WHERE {wrong})").fetchone()[0]:
        return None
    limit = -1 if ask.rows is None else ask.rows
    found = base.execute(f"SELECT {name} FROM {table} ORDER BY rowid LIMIT ?", (limit,))
    return [None if value is None else str(value) for (value,) in found]


@contextmanager
def _looked_into(path: Path, ask: Ask) -> Iterator[sqlite3.Connection]:
    """Open a package to read alone, its schema checked, its queries bounded."""
    _check_length(path, ask.name)
    try:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as base:
            _bound(base, ask.limits.max_steps)
            base.execute("PRAGMA query_only = ON")
            base.execute("PRAGMA trusted_schema = OFF")
            schema = base.execute(_SCHEMA).fetchall()
            check_schema(schema, (), ask.name)  # before any part of it is asked
            check_schema(schema, _names(base, ask), ask.name)
            yield base
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise _broken(ask.name) from error
        raise DataError(
            f"{ask.name} 的视图计算量过大，不予打开；请在 QGIS 中把该图层另存为新的 GeoPackage"
        ) from error
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _broken(ask.name) from error


def _broken(name: str) -> DataError:
    return DataError(f"{name} 不是完好的 GeoPackage；请重新导出")


def _bound(base: sqlite3.Connection, most: int) -> None:
    """End what takes more steps in all than allowed."""
    left = most // _STEPS

    def spent() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    base.set_progress_handler(spent, min(_STEPS, most))


def _names(base: sqlite3.Connection, ask: Ask) -> list[str]:
    rows = base.execute(_TABLES).fetchmany(ask.limits.max_layers + 1)
    names = [str(name) for (name,) in rows]
    ask.limits.check(ask.name, layers=len(names))
    return names


def _check_length(path: Path, name: str) -> None:
    """Compare the size with what the header says: SQLite itself notices late that pages lack."""
    with path.open("rb") as file:
        head = file.read(100)
    if not head.startswith(_BEGIN):
        raise _broken(name)
    page, pages = struct.unpack_from(">H10xI", head.ljust(100, b"\0"), 16)
    if len(head) < 100 or path.stat().st_size < (65_536 if page == 1 else page) * pages:
        raise DataError(f"{name} 不完整（没有传完）；请重新导出或重新发送")


def _count(base: sqlite3.Connection, table: str) -> int:
    count: int = base.execute(f"SELECT count(*) FROM {_quoted(table)}").fetchone()[0]
    return count


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
