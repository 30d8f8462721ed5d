"""All rows of a ledger's database written into another one, behind the guards of the history.

Numbers never go back: what is written after a restore is numbered above all that this store ever
had, so that nobody who still looks at the state before takes a new change for one that he saw.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.dialects.postgresql import REGCLASS

from geo.errors import DataError
from geo.ledger.generation import GENERATION, renew
from geo.ledger.history import version
from geo.ledger.tables import CHANGES, FIELDS, METADATA, REVIEWS

_ROWS = 50
"""Rows that are held at once; one may hold a photo."""


def restore_all(there: Connection, here: Connection) -> None:
    """Put what is there in the place of what is here, under a version that no page has seen."""
    seen = max(version(here), version(there))
    empty_all(here)
    copy_all(there, here)
    renew(here, seen + 1)


def copy_all(there: Connection, here: Connection) -> None:
    """Copy every table into empty ones.

    Fields go right behind their change, as they were written: the guards see that each follows the
    one before, and refuse a history that was rewritten.

    Raises
    ------
    DataError
        If not every row found its place.
    """
    _copy_history(there, here)
    for table in METADATA.sorted_tables:
        if table not in (CHANGES, FIELDS, GENERATION):
            for rows in _parts(there, table):
                here.execute(insert(table), rows)
    _require_whole(there, here)
    if here.dialect.name == "postgresql":
        _go_on_counting(here)


def empty_all(connection: Connection) -> None:
    """Take all rows out, past the guards; part of bringing back a backup alone."""
    if connection.dialect.name == "sqlite":
        _empty_sqlite(connection)
        return
    for table in reversed(METADATA.sorted_tables):
        connection.exec_driver_sql(f"ALTER TABLE {table.name} DISABLE TRIGGER USER")
        connection.execute(table.delete())
        connection.exec_driver_sql(f"ALTER TABLE {table.name} ENABLE TRIGGER USER")


def _empty_sqlite(connection: Connection) -> None:
    told = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = [(row.name, row.sql) for row in told]
    for name, _ in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for table in reversed(METADATA.sorted_tables):
        connection.execute(table.delete())
    for _, statement in triggers:
        connection.exec_driver_sql(statement)


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


def _go_on_counting(connection: Connection) -> None:
    """Let the numbers of PostgreSQL go on behind those that were copied, and never back."""
    for table in METADATA.sorted_tables:
        for column in table.primary_key.columns:
            if table.autoincrement_column is column:
                sequence = func.pg_get_serial_sequence(table.name, column.name)
                used = connection.scalar(
                    select(func.pg_sequence_last_value(sequence.cast(REGCLASS)))
                )
                last = max(connection.scalar(select(func.max(column))) or 0, used or 0)
                connection.execute(select(func.setval(sequence, max(last, 1), last > 0)))
