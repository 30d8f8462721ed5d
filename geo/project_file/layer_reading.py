"""A stored layer of a file, checked: nothing of it is trusted, nothing is dropped unsaid."""

from collections import Counter

from geo.project_file.checks import exactly, many, record, refuse, short, text
from geo.project_file.feature_json import all_texts
from geo.project_file.geometry import read_geometries
from geo.project_file.model import (
    KINDS,
    MOST_LETTERS,
    ROLES,
    ProjectLimits,
    StoredColumn,
    StoredLayer,
)
from geo.project_file.rows import read_rows
from geo.project_file.values import bounded

MEMBERS = ("name", "role", "source", "index", "columns", "look", "collection")
"""What a layer holds in a file."""

_LOOK = 100
"""Members of a look; what they may be is for the page to say."""

_MOST_NAMED = 20
"""Unknown members that are named."""

_COLUMN = record(name=text(MOST_LETTERS), kind=exactly(*KINDS))


def read_layer(data: object, where: str, limits: ProjectLimits) -> tuple[StoredLayer, list[str]]:
    """Check one layer of a file; return it and Chinese sentences on what was left out or mended.

    The `DataError` names the member, or the feature and its attribute, that is wrong.
    """
    if not isinstance(data, dict) or not set(MEMBERS) <= set(data):
        raise refuse(where, f"有 {'、'.join(MEMBERS)} 各项的图层", data)
    columns = _columns(data["columns"], f"{where}.columns", limits)
    index = StoredColumn(**_COLUMN(data["index"], f"{where}.index"))
    rows = read_rows(data["collection"], index, columns, where, limits)
    shapes, mended = read_geometries(rows.geometries, where)
    look, unlooked = bounded(data["look"], f"{where}.look", most=_LOOK)
    layer = StoredLayer(
        text(80, r".*\S.*")(data["name"], f"{where}.name"),
        exactly(*ROLES)(data["role"], f"{where}.role"),
        text(500)(data["source"], f"{where}.source"),
        index,
        columns,
        all_texts(rows.ids, columns, rows.table, shapes),
        look,
    )
    unknown = sorted(set(data) - set(MEMBERS))[:_MOST_NAMED]
    told = [f"{where} 的 {mended} 个面自相交，已修复"] if mended else []
    told += [f"{where} 属性“{short(name)}”未在 columns 中，已略去" for name in rows.unknown]
    return layer, [*told, *unlooked, *(f"{where}.{short(each)} 不认识，已略去" for each in unknown)]


def _columns(value: object, where: str, limits: ProjectLimits) -> tuple[StoredColumn, ...]:
    found = tuple(StoredColumn(**each) for each in many(_COLUMN, limits.columns)(value, where))
    twice = [name for name, count in Counter(each.name for each in found).items() if count > 1]
    if twice:
        raise refuse(where, "互不相同的列名", twice[0])
    return found
