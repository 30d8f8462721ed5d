"""The state of a table of items, now or as it was known at a time, read from the history."""

from datetime import datetime

from pandas import DataFrame
from sqlalchemy import Connection, text

from geo.ledger.history import last_seq
from geo.ledger.times import time_of
from geo.ledger.values import values_of

COLUMNS = ("item", "field", "value", "seq", "by", "at", "why", "document", "review")

_NEWEST = text("""
SELECT f.item, f.field, f.after, f.seq, c.author, c.made, c.why, c.document,
       CASE WHEN c.wants_review THEN coalesce(r.verdict, '草稿') ELSE '' END
FROM (SELECT max(seq) AS seq, field FROM changed_fields
      WHERE of_table = :of_table AND seq <= :last GROUP BY item, field) n
JOIN changed_fields f ON f.seq = n.seq AND f.field = n.field
JOIN changes c ON c.seq = n.seq
LEFT JOIN reviews r ON r.seq = n.seq
""")
"""No condition on the table outside: SQLite would walk by it, once for each field."""


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
    rows = connection.execute(_NEWEST, {"of_table": table, "last": last}).fetchall()
    if not rows:
        return empty()
    columns = dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
    times = {each: time_of(each) for each in set(columns["at"])}
    columns["value"] = values_of(columns["value"])
    columns["at"] = [times[each] for each in columns["at"]]
    return DataFrame({name: columns[name] for name in COLUMNS}, dtype=object)
