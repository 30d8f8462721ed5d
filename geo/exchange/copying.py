"""All rows of a ledger's database written into another one, behind the guards of the history.

Numbers never go back: what is written after a restore is numbered above all that this store ever
had, so that nobody who still looks at the state before takes a new change for one that he saw.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from geo.errors import DataError
from geo.ledger.generation import GENERATION, VERSION, numbers, renew
from geo.ledger.going_on import standing
from geo.ledger.guards_at_rest import NUMBERING, at_rest
from geo.ledger.tables import CHANGES, FIELDS, METADATA, REVIEWS
from geo.works.tables import WORKS

_ROWS = 50
"""Rows that are held at once; one may hold a photo."""

_WORKS = select(WORKS.c.id, WORKS.c.version, WORKS.c.saved)


def restore_all(there: Connection, here: Connection) -> None:
    """Put what is there in the place of what is here, under a version that no page has seen."""
    told, own = standing(there), standing(here)
    above = {**numbers(there), **own}
    for name, number in numbers(there).items():
        above[name] = max(above[name], number)
    above[VERSION] = max(told[VERSION], own[VERSION]) + 1
    works = {row.id: row for row in here.execute(_WORKS)}
    with at_rest(here):
        for table in reversed(METADATA.sorted_tables):
            here.execute(table.delete())
        renew(here, above)
    _copy_rows(there, here)
    _renew_works(here, works)


def _renew_works(here: Connection, before: Mapping[str, Any]) -> None:
    """Give works that were saved since other versions: no page saves over them unasked."""
    for row in here.execute(_WORKS).all():
        was = before.get(row.id)
        if was is not None and (was.version, was.saved) != (row.version, row.saved):
            number = max(was.version, row.version) + 1
            here.execute(WORKS.update().where(WORKS.c.id == row.id).values(version=number))


def copy_all(there: Connection, here: Connection) -> None:
    """Copy a store into an empty one; raises as `_copy_rows`."""
    with at_rest(here):
        renew(here, numbers(there))
    _copy_rows(there, here)


def _copy_rows(there: Connection, here: Connection) -> None:
    """Copy every table into empty ones; numbers that were left out there are left out here.

    Fields go right behind their change, as they were written: the guards see that each follows the
    one before, and refuse a history that was rewritten.

    Raises
    ------
    DataError
        If not every row found its place.
    """
    with at_rest(here, NUMBERING):
        _copy_history(there, here)
        for table in METADATA.sorted_tables:
            if table not in (CHANGES, FIELDS, GENERATION):
                for rows in _parts(there, table):
                    here.execute(insert(table), rows)
    _require_whole(there, here)


def _copy_history(there: Connection, here: Connection) -> None:
    fields = groupby(_rows(there, FIELDS), key=lambda row: row["seq"])
    ahead = next(fields, None)
    for change in _rows(there, CHANGES):
        here.execute(insert(CHANGES), change)
        if ahead is not None and ahead[0] == change["seq"]:
            here.execute(insert(FIELDS), list(ahead[1]))
            ahead = next(fields, None)
    if ahead is not None:
        raise DataError(f"备份不完整：缺少编号为 {ahead[0]} 的改动；请换一份备份")


def _require_whole(there: Connection, here: Connection) -> None:
    for table in (CHANGES, FIELDS, REVIEWS):
        asked = select(func.count()).select_from(table)
        told, copied = there.scalar(asked), here.scalar(asked)
        if told != copied:
            raise DataError(f"备份有 {told} 行，只写入 {copied} 行，没有恢复；请换一份备份")


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    for part in _parts(connection, table):
        yield from part


def _parts(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """Rows of a table by its key, some at a time."""
    asked = select(table).order_by(*table.primary_key.columns)
    found = connection.execute(asked.execution_options(yield_per=_ROWS))
    for part in found.mappings().partitions():
        yield [_plain(row) for row in part]


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in row.items()}
