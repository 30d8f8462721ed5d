"""What the schema of a database may hold: tables as they lie, and views that only choose.

Whatever computes when it is read, GDAL would compute too, without end and without bound.
"""

import re
from collections.abc import Sequence

from geo.errors import DataError

Schema = Sequence[tuple[str, str, str]]
"""Kind ("table", "view", "trigger", "index"), name and SQL of each part."""

_QUOTED = re.compile(
    r"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|`[^`]*`|\[[^\]]*\]|--[^\n]*|/\*.*?\*/", re.S
)
_VIRTUAL = re.compile(r"CREATE\s+VIRTUAL\s+TABLE\b(?!.*\bUSING\s+\"?(rtree|fts))", re.I | re.S)
_REACHES_OUT = re.compile(r"\b(ogr_|gdal_|load_extension|recursive\b|attach\b)", re.I)
"""Functions of GDAL that open files or addresses, and queries that never end."""

_COMPUTED = re.compile(r"\bGENERATED\b|\bAS\s*\(", re.I)
_CALLS = re.compile(r"(\w+)\s*\(", re.I)
_NO_CALLS = {"in", "on", "and", "or", "not", "where", "from", "join", "using", "select", "by", "as"}
_COMPUTES = re.compile(
    r"\|\||->|\(\s*(SELECT|WITH|VALUES)\b|\b(WITH|VALUES|LIKE|GLOB|REGEXP|MATCH|GROUP|ORDER)\b",
    re.I,
)
_HEAD = re.compile(r"\s*CREATE\s+(TEMP\w*\s+)?VIEW\s+.*?\bAS\b", re.I | re.S)
_OWN = re.compile(r"gpkg_|rtree_|sqlite_", re.I)


def check_schema(schema: Schema, layers: Sequence[str], name: str) -> None:
    """Raise `DataError` if anything in a database reaches out, or any of its `layers` computes."""
    for kind, item, sql in schema:
        if _VIRTUAL.match(sql) or (kind in ("view", "trigger") and _REACHES_OUT.search(sql)):
            raise DataError(
                f"{name} 内的“{item}”会调用外部数据或程序，不予打开；"
                "请在 QGIS 中另存为新的 GeoPackage"
            )
        if kind == "view" and _OWN.match(item):
            raise _computing(name, item)
    for kind, item, sql in _read(schema, layers):
        if _computes(kind, _QUOTED.sub(" q ", sql)):
            raise _computing(name, item)


def _read(schema: Schema, layers: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return what reading the layers reads: they, tables of the format, all that views name."""
    left = [part for part in schema if part[0] in ("view", "table")]
    names = " ".join(layers).lower()
    read: list[tuple[str, str, str]] = []
    while found := [part for part in left if part[1].lower() in names or _OWN.match(part[1])]:
        left = [part for part in left if part not in found]
        names = " ".join(sql.lower() for kind, _, sql in found if kind == "view")
        read.extend(found)
    return read


def _computes(kind: str, sql: str) -> bool:
    if kind == "table":
        return bool(_COMPUTED.search(sql))
    if kind != "view":
        return False
    body = _HEAD.sub("", sql, count=1)
    calls = {word.lower() for word in _CALLS.findall(body)} - _NO_CALLS
    return bool(calls or _COMPUTES.search(body))


def _computing(name: str, item: str) -> DataError:
    return DataError(
        f"{name} 内的“{item}”是要计算的视图或列，不予打开；"
        "请在 QGIS 中把该图层另存为新的 GeoPackage"
    )
