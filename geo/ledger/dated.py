"""What the history tells of a field day by day: the last word on each, and which word is newest."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, and_, or_, select

from geo.ledger.model import Edit, Value
from geo.ledger.tables import CHANGES, FIELDS
from geo.ledger.times import day_of, time_of
from geo.ledger.values import value_of


class Word(NamedTuple):
    """What was told of a field: for which day, by which change, what, and what it followed."""

    day: date
    seq: int
    value: Value
    before: Value


def words_of(
    connection: Connection, table: str, item: str, fields: Collection[str]
) -> dict[str, list[Word]]:
    """Return all that was told of fields of an item, oldest first."""
    asked = (
        select(
            FIELDS.c.field,
            FIELDS.c.seq,
            FIELDS.c.after,
            FIELDS.c.before,
            CHANGES.c.as_of,
            CHANGES.c.made,
        )
        .join(CHANGES, CHANGES.c.seq == FIELDS.c.seq)
        .where(FIELDS.c.of_table == table, FIELDS.c.item == item, FIELDS.c.field.in_([*fields]))
        .order_by(FIELDS.c.seq)
    )
    found: dict[str, list[Word]] = defaultdict(list)
    for field, seq, after, before, as_of, made in connection.execute(asked):
        day = day_of(as_of, time_of(made))
        found[field].append(Word(day, seq, value_of(after), value_of(before)))
    return found


def any_after(connection: Connection, edit: Edit, day: date) -> bool:
    """Tell whether something was told, or may have been, of an edit's fields for a later day."""
    near = (day - timedelta(days=1)).isoformat()  # the day of a time depends on where one is
    later = or_(
        CHANGES.c.as_of > day.isoformat(), and_(CHANGES.c.as_of.is_(None), CHANGES.c.made > near)
    )
    asked = (
        select(FIELDS.c.seq)
        .join(CHANGES, CHANGES.c.seq == FIELDS.c.seq)
        .where(
            FIELDS.c.of_table == edit.table,
            FIELDS.c.item == edit.item,
            FIELDS.c.field.in_([*edit.values]),
            later,
        )
    )
    return connection.execute(asked.limit(1)).first() is not None


def newest(words: Sequence[Word]) -> Word:
    """Return the last word on the newest day."""
    return max(words, key=lambda word: (word.day, word.seq))


def on_day(words: Sequence[Word], day: date, until: int | None = None) -> Value:
    """Return what holds on a day, of what was told before a number; else what is published."""
    told = [each for each in words if each.day <= day and (until is None or each.seq < until)]
    return newest(told).value if told else words[0].before
