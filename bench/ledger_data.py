"""A long history: thousands of items, each changed many times, the same on every run."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection, Table

from geo.ledger import Ledger
from geo.ledger.history_guards import statements
from geo.ledger.tables import CHANGES, FIELDS
from geo.ledger.times import text_of
from geo.ledger.values import text_of as json_of

TABLE: Final = "projects"
START: Final = datetime(2026, 1, 1, tzinfo=UTC)
BETWEEN: Final = timedelta(minutes=2)
"""From one change to the next."""

_AUTHORS: Final = ("张三", "李四", "王五", "赵六", "欧阳静怡")
_WHY: Final = ("月度调度会核实", "现场踏勘", "施工单位来函", "按竣工图更正")
_FOLLOWS: Final = "changed_fields_follow"

Row = tuple[object, ...]


def fill(ledger: Ledger, items: int, changes: int) -> None:
    """Put a history into an empty ledger, by the columns of the tables alone.

    The trigger that checks each entry against the one before rests meanwhile: entry by entry
    would take minutes.
    """
    headers, fields = rows(items, changes)
    with ledger.database.writing() as connection:
        sqlite = ledger.database.is_sqlite
        rest = f"DROP TRIGGER {_FOLLOWS}" if sqlite else _switch("DISABLE")
        connection.exec_driver_sql(rest)
        for table, given in ((CHANGES, headers), (FIELDS, fields)):
            (_inserted if sqlite else _copied)(connection, table, given)
        again = [each for each in statements("sqlite") if _FOLLOWS in each]
        connection.exec_driver_sql(again[0] if sqlite else _switch("ENABLE ALWAYS"))


def rows(items: int, changes: int) -> tuple[list[Row], list[Row]]:
    """Return changes and their fields as the tables have them, oldest first."""
    dice = np.random.default_rng(11)
    whose = dice.integers(0, items, changes).tolist()
    last: dict[tuple[int, str], tuple[int, str | None]] = defaultdict(lambda: (0, None))
    headers: list[Row] = []
    fields: list[Row] = []
    for seq, (item, values) in enumerate(zip(whose, _values(dice, changes), strict=True), start=1):
        name, when = f"P{item:05d}", text_of(START + seq * BETWEEN)
        headers.append((*_header(seq, name, when), len(values), None))
        for field, after in values.items():
            base, before = last[item, field]
            fields.append((seq, field, TABLE, name, before, after, base))
            last[item, field] = seq, after
    return headers, fields


def _header(seq: int, item: str, when: str) -> Row:
    by, why = _AUTHORS[seq % len(_AUTHORS)], _WHY[seq % len(_WHY)]
    document = f"会议纪要〔2026〕{seq % 90 + 1}号"
    return (seq, f"{seq:032x}", TABLE, item, by, when, when, why, document, "edit", None, False)


def _values(dice: np.random.Generator, changes: int) -> Iterator[Mapping[str, str | None]]:
    """Give what each change says: 30 % a place, else one or two of the other fields."""
    for number, (kind, lon, lat) in enumerate(dice.random((changes, 3)).tolist()):
        if kind < 0.3:
            place = f"POINT ({115.8 + lon / 10:.6f} {28.5 + lat / 10:.6f})"
            yield {
                "geometry": json_of(place),
                "basis": json_of("按道路交叉口推定"),
                "accuracy_m": str(number),
            }
        elif kind < 0.6:
            yield {"progress": str(number), "status": json_of(f"在建 {number}")}
        else:
            yield {"remark": json_of(f"第 {number} 次核实，施工单位已进场")}


def _switch(how: str) -> str:
    return f"ALTER TABLE changed_fields {how} TRIGGER {_FOLLOWS}"


def _inserted(connection: Connection, table: Table, given: list[Row]) -> None:
    marks = ", ".join("?" * len(table.columns))
    connection.exec_driver_sql(f"INSERT INTO {table.name} VALUES ({marks})", given)


def _copied(connection: Connection, table: Table, given: list[Row]) -> None:
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} FROM STDIN") as copy:
        for row in given:
            copy.write_row(row)
