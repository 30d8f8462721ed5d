"""Every entry of the history as a table: from it figures are read as they stood on any day."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from pandas import DataFrame
from sqlalchemy import Connection, and_, select

from geo.gc_pause import uncollected
from geo.ledger.history import last_seq
from geo.ledger.model import DRAFT
from geo.ledger.tables import CHANGES, FIELDS, REVIEWS
from geo.ledger.times import day_of, time_of
from geo.ledger.values import values_of

COLUMNS: Final = (
    "item", "field", "value", "seq", "by", "at", "recorded", "as_of", "kind", "review",
)  # fmt: skip


def no_entries() -> DataFrame:
    """Return the table of a store in which nothing was written."""
    return DataFrame({name: [] for name in COLUMNS}, dtype=object)


def entries(
    connection: Connection,
    table: str,
    fields: Collection[str] | None,
    since: int,
    at: datetime | None,
) -> DataFrame:
    """Return every entry of the items of a table, oldest first.

    Parameters
    ----------
    table
        Whose items.
    fields
        Entries of these alone; None for all.
    since
        Those of changes with a greater number alone.
    at
        What this store knew then; None for now.

    Returns
    -------
    DataFrame
        (n,) rows, columns `COLUMNS`: `at` and `recorded` are aware, `as_of` is the day to which
        the value belongs (`datetime.date`), never none. May be empty.
    """
    asked = (
        select(
            FIELDS.c.item,
            FIELDS.c.field,
            FIELDS.c.after,
            FIELDS.c.seq,
            CHANGES.c.author,
            CHANGES.c.made,
            CHANGES.c.recorded,
            CHANGES.c.as_of,
            CHANGES.c.kind,
            CHANGES.c.wants_review,
            REVIEWS.c.verdict,
        )
        .join(CHANGES, CHANGES.c.seq == FIELDS.c.seq)
        .join(REVIEWS, REVIEWS.c.seq == FIELDS.c.seq, isouter=True)
        .where(and_(FIELDS.c.of_table == table, FIELDS.c.seq > since))
        .order_by(FIELDS.c.seq)
    )
    if fields is not None:
        asked = asked.where(FIELDS.c.field.in_([*fields]))
    if at is not None:
        asked = asked.where(FIELDS.c.seq <= last_seq(connection, at))
    with uncollected():
        rows = connection.execute(asked).fetchall()
        return _table(list(zip(*rows, strict=True))) if rows else no_entries()


def _table(told: list[tuple[Any, ...]]) -> DataFrame:
    item, field, after, seq, by, made, recorded, as_of, kind, wants, verdict = told
    times = {each: time_of(each) for each in {*made, *recorded}}
    days = {pair: day_of(pair[0], times[pair[1]]) for pair in {*zip(as_of, made, strict=True)}}
    reviews = zip(wants, verdict, strict=True)
    columns = (
        item,
        field,
        values_of(after),
        seq,
        by,
        [times[each] for each in made],
        [times[each] for each in recorded],
        [days[pair] for pair in zip(as_of, made, strict=True)],
        kind,
        [(said or DRAFT) if wanted else "" for wanted, said in reviews],
    )
    return DataFrame(dict(zip(COLUMNS, columns, strict=True)), dtype=object)
