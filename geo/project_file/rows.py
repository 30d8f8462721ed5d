"""Ids, attributes and geometries of a file's features, each attribute checked for its type."""

from collections import Counter
from typing import Any, NamedTuple

from geo.project_file.attribute_types import Fits, fits
from geo.project_file.checks import refuse, short
from geo.project_file.model import ProjectLimits, StoredColumn

_MOST_NAMED = 20
"""Unknown attributes that are named; a hostile file has millions."""


class Rows(NamedTuple):
    """Ids, values of each column, geometries as parsed, and attributes that no column names."""

    ids: list[object]
    table: list[list[object]]
    geometries: list[object]
    unknown: Counter[str]


def read_rows(
    value: object,
    index: StoredColumn,
    columns: tuple[StoredColumn, ...],
    where: str,
    limits: ProjectLimits,
) -> Rows:
    """Read the features of a parsed FeatureCollection, or of anything else that stands there.

    `index` and `columns` say what ids and attributes must be; an attribute that a feature lacks is
    None. The `DataError` names the layer (`where`), the feature and its attribute.
    """
    features = _features(value, len(columns) + 1, where, limits)
    tests = {each.name: fits(each.kind, limits.letters) for each in columns}
    rows = Rows([], [[] for _ in tests], [], Counter())
    for at, feature in enumerate(features, 1):
        here = f"{where} 第 {at} 个要素"
        if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
            raise refuse(here, "GeoJSON 要素", feature)
        rows.ids.append(feature.get("id"))
        rows.geometries.append(feature.get("geometry"))
        _take(feature["properties"], tests, rows, here)
    _check_ids(rows.ids, index, where)
    return rows


def _features(value: object, width: int, where: str, limits: ProjectLimits) -> list[Any]:
    found = value.get("features") if isinstance(value, dict) else None
    if not isinstance(found, list) or len(found) > limits.features:
        raise refuse(f"{where}.collection", f"不超过 {limits.features:,} 个要素的集合", found)
    if len(found) * width > limits.cells:
        raise refuse(f"{where}.collection", f"不超过 {limits.cells:,} 个属性值的集合", found)
    return found


def _take(values: dict[str, Any], tests: dict[str, Fits], rows: Rows, where: str) -> None:
    for (name, test), column in zip(tests.items(), rows.table, strict=True):
        value = values.get(name)
        if value is not None and not test(value):
            raise refuse(f"{where} {short(name)}", "所注类型的值", value)
        column.append(value)
    for name in values.keys() - tests.keys():
        if len(rows.unknown) < _MOST_NAMED or name in rows.unknown:
            rows.unknown[name] += 1


def _check_ids(ids: list[object], index: StoredColumn, where: str) -> None:
    test = fits(index.kind, 200)
    seen: set[object] = set()
    for at, name in enumerate(ids, 1):
        if index.kind not in ("text", "integer") or not test(name):
            raise refuse(f"{where} 第 {at} 个要素 id", "所注类型的编号", name)
        if name in seen:
            raise refuse(f"{where} 第 {at} 个要素 id", "未用过的编号", name)
        seen.add(name)
