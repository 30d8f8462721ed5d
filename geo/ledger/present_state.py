"""The state of a table of items, now or as it was known at a time, read from the history."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pandas import DataFrame
from sqlalchemy import Connection, Row, text

from geo.gc_pause import uncollected
from geo.ledger.history import last_seq
from geo.ledger.times import time_of
from geo.ledger.values import values_of

COLUMNS = ("item", "field", "value", "seq", "by", "at", "why", "document", "review")

_SAID = """
SELECT f.item, f.field, f.after, f.seq, c.author, c.made, c.why, c.document,
       CASE WHEN c.wants_review THEN coalesce(r.verdict, '草稿') ELSE '' END
FROM {newest} JOIN changes c ON c.seq = f.seq LEFT JOIN reviews r ON r.seq = f.seq {where}
"""

_BY_INDEX = text(
    _SAID.format(
        newest="(SELECT max(seq) AS seq, field FROM changed_fields "
        "WHERE of_table = :of_table AND seq <= :last GROUP BY item, field) n "
        "JOIN changed_fields f ON f.seq = n.seq AND f.field = n.field",
        where="",
    )
)
"""For SQLite. No condition on the table outside: it would walk by it, once for each field."""

_WITHOUT_SUCCESSOR = text(
    _SAID.format(
        newest="changed_fields f",
        where="WHERE f.of_table = :of_table AND f.seq <= :last AND NOT EXISTS (SELECT FROM "
        "changed_fields g WHERE g.base = f.seq AND g.field = f.field AND g.seq <= :last)",
    )
)
"""For PostgreSQL: one anti-join, which it shares among its workers."""


def empty() -> DataFrame:
    """Return the state of a table of which nothing was changed."""
    return DataFrame({name: [] for name in COLUMNS}, dtype=object)


def state(connection: Connection, table: str, at: datetime | None) -> DataFrame:
    """Return the last value of each changed field of each item.

    Parameters
    ----------
    table
        Whose items.
    at
        What this store knew then; None for now.

    Returns
    -------
    DataFrame
        (n,) rows in any order, columns `COLUMNS`: `at` is aware, `review` as in
        `geo.ledger.model.Change`. May be empty.
    """
    last = 2**62 if at is None else last_seq(connection, at)
    asked = _BY_INDEX if connection.dialect.name == "sqlite" else _WITHOUT_SUCCESSOR
    with uncollected():
        rows = connection.execute(asked, {"of_table": table, "last": last}).fetchall()
        return _frame(rows) if rows else empty()


def _frame(rows: Sequence[Row[Any]]) -> DataFrame:
    columns: dict[str, Sequence[Any]] = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True))
    times = {each: time_of(each) for each in set(columns["at"])}
    columns["value"] = values_of(columns["value"])
    columns["at"] = [times[each] for each in columns["at"]]
    return DataFrame(columns, dtype=object)
