"""Items named on the command line: which table has them, and fields given as 字段=值."""

import argparse
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from geo.entering.headings import find_column
from geo.entering.model import Read
from geo.entering.values import read_value
from geo.errors import DataError
from geo.ledger import Value
from geo.overlay import ADDED, ITEMS
from geo.overlay.checking import field_of
from geo.overlay.naming import name_of
from geo.plan_data import PlanData
from geo.schema import TABLES
from geo.store import PlanStore


def add_item(parser: argparse.ArgumentParser) -> None:
    """Add the item and, for one that is new, its table."""
    parser.add_argument("item", metavar="编号", help="要素编号，如专栏项目的 project_id / id")
    parser.add_argument(
        "--table", choices=ITEMS, default="", help="编号所在的表（自动） / its table"
    )


def table_of(plan: PlanData, item: str, told: str) -> str:
    """Return the table of an item.

    Raises
    ------
    DataError
        If no table has it, and none was told to which it may be added.
    """
    if told:
        return told
    found = [table for table in ITEMS if item in plan.rows(table).index]
    if found:
        return found[0]
    near = _near(item, (str(each) for table in ITEMS for each in plan.rows(table).index))
    hint = f"；相近的有 {'、'.join(near)}" if near else ""
    added = "、".join(ADDED)
    raise DataError(f"没有编号为“{item[:40]}”的要素{hint}；新增参考道路请加 --table {added}")


def _near(item: str, known: Iterable[str]) -> Sequence[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - when somebody mistyped

    ids = list(known)
    alike = [each for each in ids if _as_seen(each) == _as_seen(item)]
    return alike or get_close_matches(item, ids, 3, 0.7)


def _as_seen(item: str) -> str:
    """Return an id as the eye takes it: o for 0, l for 1."""
    return item.upper().translate(str.maketrans("OLI", "011"))


class ToldPairs(NamedTuple):
    """Values by field, and what became of words that say the same in another way."""

    values: dict[str, Value]
    notes: list[str]


def read_pairs(table: str, pairs: Sequence[str]) -> ToldPairs:
    """Return values by field of words such as 状态=在建; nothing behind = empties it.

    Sums, days and percentages may be written as people do (`geo.entering`).

    Raises
    ------
    DataError
        If a word is no pair, a field is not known, given twice, or its value cannot be read.
    """
    told = ToldPairs({}, [])
    for words in pairs:
        title, sign, value = words.partition("=")
        if not sign:
            raise DataError(f"“{words[:40]}”应写作 字段=值，如 状态=在建")
        field, read = _read_value(table, title.strip(), value.strip())
        if field in told.values:
            raise DataError(f"字段“{title.strip()}”给出了两次；请只留一个")
        told.values[field] = read.value
        if read.note:
            told.notes.append(f"{title.strip()}：{read.note}")
    return told


def values_of(table: str, pairs: Sequence[str]) -> dict[str, Value]:
    """Return the values of `read_pairs` alone; raises as it."""
    return read_pairs(table, pairs).values


def _read_value(table: str, title: str, value: str) -> tuple[str, Read]:
    if table not in ITEMS:
        return field_of(table, title), Read(value or None)  # which says what is wrong
    known = [each for each in TABLES[table].columns if not each.derived]
    heading = find_column(known, title)
    if heading is None or heading.column is None:
        return field_of(table, title), Read(value or None)
    column = heading.column
    if column.fixed or column.traced or not column.ledger:
        return column.name, Read(value or None)
    read = read_value(column, value, unit=heading.unit)
    if read.wrong:
        raise DataError(f"{column.title}：{read.wrong}")
    return column.name, read


class ItemNames:
    """ItemNames of the items of a store; of those that are no more, by the history."""

    def __init__(self, store: PlanStore) -> None:
        self._store, self._plan = store, store.read()

    def of(self, table: str, item: str) -> str:
        """Return the name of an item, "" where nobody knows one."""
        name = name_of(self._plan, table, item) if table in ITEMS else ""
        book = self._store.ledger
        return name or (book.last_names(table, [item]).get(item, "") if book else "")
