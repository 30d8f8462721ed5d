"""A copy that was edited in QGIS beside what it was made from and what there is now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import shapely

from geo.district import DISTRICT
from geo.errors import DataError
from geo.exchange.comparing import Item, ThreeWay, compare, same_value
from geo.exchange.qgis_copy import CopyRow, QgisCopy
from geo.exchange.qgis_file import items_of
from geo.exchange.qgis_layout import UNPLACED_TABLE, tables
from geo.exporting.geometry_split import KINDS
from geo.geometry_parsing import plain_wkt
from geo.ledger.model import Value
from geo.overlay import GEOMETRY
from geo.store import PlanStore


class Returned(NamedTuple):
    """What came back: differences, items that came and went, and what could not be compared."""

    comparison: ThreeWay
    notes: tuple[str, ...]


def returned(store: PlanStore, copy: QgisCopy) -> Returned:
    """Compare a copy three ways: as it was given, as it came back, and as it is here now.

    Parameters
    ----------
    store
        What there is now.
    copy
        Read in a child (`geo.guarded.reading.qgis_copy`).

    Raises
    ------
    DataError
        If it was made from another plan.
    """
    if copy.about.get("plan") != DISTRICT.plan.title:
        told = copy.about.get("plan", "没有写明")[:60]
        raise DataError(f"副本属于另一份规划（{told}）；请核对文件")
    notes = list(copy.notes)
    if copy.about.get("folder") != f"{store.folder_version():016x}":
        notes.append("副本按另一版规划数据制作；规划原文的变化也会列为差异")
    base = {(each.table, each.item): each.values for each in copy.base}
    theirs = _theirs(base, copy.rows, notes)
    found = compare(base, theirs, items_of(store.read()))
    spoken = {(each.table, each.item) for each in copy.rows}
    away = (of for of in found.missing if of not in spoken)
    missing = tuple(of for of in away if _home(of[0], base[of]) not in copy.absent)
    return Returned(found._replace(missing=missing), tuple(notes))


def _theirs(
    base: Mapping[Item, Mapping[str, Value]], rows: Iterable[CopyRow], notes: list[str]
) -> dict[Item, dict[str, Value]]:
    """Values by item: of its own row, and of rows that were added in other layers for it."""
    by_item: dict[Item, list[CopyRow]] = defaultdict(list)
    for row in rows:
        by_item[row.table, row.item].append(row)
    found: dict[Item, dict[str, Value]] = {}
    for of, told in by_item.items():
        home = _home(of[0], base[of]) if of in base else ""
        layers = [each.layer for each in told]
        twice = next((each for each in layers if layers.count(each) > 1), "")
        if twice:
            notes.append(
                f"{of[1]} 在图层“{twice}”有 {layers.count(twice)} 个要素；"
                "没有对照，请在 QGIS 中合并为一个后再并入"
            )
            continue
        own = next((each.values for each in told if each.layer == home), {})
        added = [each for each in told if each.layer != home]
        found[of] = _joined(of, (base.get(of, {}), own), added, notes)
    return found


def _joined(
    of: Item,
    held: tuple[Mapping[str, Value], Mapping[str, Value]],
    added: Iterable[CopyRow],
    notes: list[str],
) -> dict[str, Value]:
    """Join the rows of an item; in one that was added an empty cell says nothing."""
    base, own = held
    values = {**base, **own} if added else {**own}
    for row in added:
        for field, value in row.values.items():
            if value in (None, "") or same_value(field, value, base.get(field)):
                continue
            before = values.get(field)
            if not same_value(field, before, base.get(field)) and before not in (None, value):
                notes.append(f"{of[1]} 在两个图层里的值不同；采用图层“{row.layer}”的")
            values[field] = value
    return values


def _home(table: str, values: Mapping[str, Value]) -> str:
    """Name of the layer in which an item was given."""
    wkt = values.get(GEOMETRY)
    kind = ""
    if isinstance(wkt, str):
        (shape,) = plain_wkt([wkt])
        kind = KINDS[max(shapely.get_dimensions(shape), 0)] if shape is not None else ""
    named = [each.name for each in tables() if each.items == table and each.kind == kind]
    return named[0] if named else UNPLACED_TABLE
