"""A GeoPackage: a database, so looked over before GDAL asks it anything."""

import re
import sqlite3
import struct
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from geo.errors import DataError
from geo.incoming.gdal import read_stream
from geo.incoming.model import Ask, Layer, Raw

_TABLES = "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes')"
_SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
_VIRTUAL = re.compile(r"CREATE\s+VIRTUAL\s+TABLE\b(?!.*\bUSING\s+\"?(rtree|fts))", re.I | re.S)
_REACHES_OUT = re.compile(r"\b(ogr_|gdal_|load_extension|recursive\b|attach\b)", re.I)
"""Functions of GDAL that open files or addresses, and queries that never end."""


def layers(path: Path, ask: Ask) -> tuple[Layer, ...]:
    """Tables of the package in its own order, with their counts.

    Raises
    ------
    DataError
        If the database is broken, cut short, or holds parts that run code.
    """
    _check_length(path, ask.name)
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            _check_schema(base.execute(_SCHEMA).fetchall(), ask.name)
            names = [str(name) for (name,) in base.execute(_TABLES)]
            return tuple(Layer(name, _count(base, name)) for name in names)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise DataError(f"{ask.name} 不是完好的 GeoPackage：{error}；请重新导出") from error


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
        ask.limits.check_rows(ask.name, rows)
    return read_stream(path, ask, layer)


def _check_length(path: Path, name: str) -> None:
    """Compare the size with what the header says: SQLite itself notices late that pages lack."""
    with path.open("rb") as file:
        head = file.read(100)
    page, pages = struct.unpack_from(">H", head, 16)[0], struct.unpack_from(">I", head, 28)[0]
    if path.stat().st_size < (65_536 if page == 1 else page) * pages:
        raise DataError(f"{name} 不完整（没有传完）；请重新导出或重新发送")


def _check_schema(schema: Sequence[tuple[str, str, str]], name: str) -> None:
    for kind, item, sql in schema:
        if _VIRTUAL.match(sql) or (kind in ("view", "trigger") and _REACHES_OUT.search(sql)):
            raise DataError(
                f"{name} 内的“{item}”会调用外部数据或程序，不予打开；"
                "请在 QGIS 中另存为新的 GeoPackage"
            )


def _count(base: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    count: int = base.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0]
    return count
