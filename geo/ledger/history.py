"""The history as it stands in the database: changes with their fields, newest states, numbers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    exists,
    func,
    select,
)

from geo.ledger.attachment_table import WITHDRAWN
from geo.ledger.generation import generation
from geo.ledger.model import DRAFT, Change, FieldChange, Value
from geo.ledger.tables import CHANGES, FIELDS, REVIEWS
from geo.ledger.times import bound_of, day_of, time_of
from geo.ledger.values import value_of

_MINUTE = len("2026-01-31T08:00")

_MANY = 500
"""Numbers that one question names at most."""


class Head(NamedTuple):
    """The last change of a field: its number and value, who made it when, of which day it is."""

    seq: int
    value: Value
    by: str
    at: datetime
    day: date


class Period(NamedTuple):
    """A period, aware: from `start` until before `end`, None for open."""

    start: datetime | None = None
    end: datetime | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what holds of changes that were made in it."""
        after = [] if self.start is None else [CHANGES.c.made >= bound_of(self.start)]
        return after + ([] if self.end is None else [CHANGES.c.made < bound_of(self.end)])


EVER = Period()


_UNDOING: Final = CHANGES.alias("undoing")
_RETURNING: Final = CHANGES.alias("sent_back")


def _taken_back() -> ScalarSelect[Any]:
    """Select the number of the change that took one back, unless a review sent that back."""
    sent_back = exists().where(_RETURNING.c.undoes == _UNDOING.c.seq, _RETURNING.c.kind == "return")
    undone = _UNDOING.c.undoes == CHANGES.c.seq
    return select(func.max(_UNDOING.c.seq)).where(undone, ~sent_back).scalar_subquery()


def waiting() -> Select[Any]:
    """Select the numbers of the changes that wait for a review; see `Change.waits`."""
    done = select(REVIEWS.c.seq)
    drafts = (CHANGES.c.wants_review, CHANGES.c.seq.not_in(done))
    return select(CHANGES.c.seq).where(*drafts, _taken_back().is_(None))


def count(connection: Connection, asked: Select[Any]) -> int:
    """Return how many numbers `asked` selects."""
    return int(connection.execute(select(func.count()).select_from(asked.subquery())).scalar() or 0)


def minutes(connection: Connection) -> list[datetime]:
    """Return the minutes in which this store heard of changes, aware, oldest first."""
    minute = func.substr(CHANGES.c.recorded, 1, _MINUTE)
    told = connection.execute(select(minute).distinct().order_by(minute)).scalars()
    return [time_of(f"{each}Z") for each in told]


def people(connection: Connection) -> list[str]:
    """Return who has written, by name."""
    return sorted(connection.execute(select(CHANGES.c.author).distinct()).scalars())


def last_names(connection: Connection, table: str, items: Iterable[str]) -> dict[str, str]:
    """Return the last name that the history tells of items, those that were taken away, too."""
    asked = select(FIELDS.c.item, FIELDS.c.before, FIELDS.c.after).where(
        FIELDS.c.of_table == table, FIELDS.c.field == "name", FIELDS.c.item.in_(list(items))
    )
    rows = connection.execute(asked.order_by(FIELDS.c.seq))
    told = {item: value_of(after) or value_of(before) for item, before, after in rows}
    return {item: str(name) for item, name in told.items() if name}


def _heads_of_an_item() -> Select[Any]:
    newest = (
        select(func.max(FIELDS.c.seq).label("seq"), FIELDS.c.field)
        .where(FIELDS.c.of_table == bindparam("of_table"), FIELDS.c.item == bindparam("of_item"))
        .group_by(FIELDS.c.field)
        .subquery()
    )
    same = and_(FIELDS.c.seq == newest.c.seq, FIELDS.c.field == newest.c.field)
    told = (CHANGES.c.author, CHANGES.c.made, CHANGES.c.as_of)
    return (
        select(FIELDS.c.field, FIELDS.c.seq, FIELDS.c.after, *told)
        .join(newest, same)
        .join(CHANGES, CHANGES.c.seq == FIELDS.c.seq)
    )


_HEADS: Final = _heads_of_an_item()

_HEADERS: Final = (
    select(
        CHANGES,
        REVIEWS.c.verdict,
        REVIEWS.c.author,
        REVIEWS.c.made,
        REVIEWS.c.word,
        _taken_back(),
    )
    .join(REVIEWS, REVIEWS.c.seq == CHANGES.c.seq, isouter=True)
    .where(CHANGES.c.seq.in_(bindparam("numbers", expanding=True)))
    .order_by(CHANGES.c.seq)
)

_FIELDS: Final = (
    select(FIELDS.c.seq, FIELDS.c.field, FIELDS.c.before, FIELDS.c.after, FIELDS.c.base)
    .where(FIELDS.c.seq.in_(bindparam("numbers", expanding=True)))
    .order_by(FIELDS.c.field)
)
"""Questions asked with every change are put together once."""


def version(connection: Connection) -> int:
    """Return a number that grows with every change, every review and every restore."""
    changes = connection.execute(select(func.max(CHANGES.c.seq))).scalar() or 0
    reviews = connection.execute(select(func.max(REVIEWS.c.number))).scalar() or 0
    withdrawn = connection.execute(select(func.max(WITHDRAWN.c.number))).scalar() or 0
    return int(changes) + int(reviews) + int(withdrawn) + generation(connection)


def heads(connection: Connection, table: str, item: str) -> dict[str, Head]:
    """Return the last change of each field of an item."""
    rows = connection.execute(_HEADS, {"of_table": table, "of_item": item})
    return {
        field: Head(seq, value_of(after), author, at, day_of(as_of, at))
        for field, seq, after, author, made, as_of in rows
        for at in [time_of(made)]
    }


def last_seq(connection: Connection, at: datetime) -> int:
    """Return the number of the last change that this store knew of at a time, 0 for none.

    Those before it were known too, also where a wrong clock says that they came later.
    """
    known = select(func.max(CHANGES.c.seq)).where(CHANGES.c.recorded <= bound_of(at))
    return int(connection.execute(known).scalar() or 0)


def changes(connection: Connection, asked: Select[Any]) -> list[Change]:
    """Return the changes whose numbers `asked` selects, oldest first."""
    return numbered(connection, connection.execute(asked).scalars())


def numbered(connection: Connection, wanted: Iterable[int]) -> list[Change]:
    """Return the changes of some numbers, oldest first; those that are not there are left out."""
    numbers = sorted(wanted)
    found: list[Change] = []
    for start in range(0, len(numbers), _MANY):
        found += _changes(connection, numbers[start : start + _MANY])
    return found


def _changes(connection: Connection, numbers: Sequence[int]) -> list[Change]:
    fields = _fields(connection, numbers)
    rows = connection.execute(_HEADERS, {"numbers": numbers})
    return [_change(tuple(row), fields[row[0]]) for row in rows]


def _fields(connection: Connection, numbers: Sequence[int]) -> dict[int, list[FieldChange]]:
    found: dict[int, list[FieldChange]] = defaultdict(list)
    rows = connection.execute(_FIELDS, {"numbers": numbers})
    for seq, field, before, after, base in rows:
        found[seq].append(FieldChange(field, value_of(before), value_of(after), base))
    return found


def _change(row: tuple[Any, ...], fields: list[FieldChange]) -> Change:
    seq, uid, table, item, by, made, recorded, why, document, kind, undoes, wants, _, as_of = row[
        :14
    ]
    verdict, reviewer, reviewed, word, taken_back = row[-5:]
    return Change(
        seq,
        uid,
        table,
        item,
        by,
        time_of(made),
        time_of(recorded),
        why,
        document,
        kind,
        undoes,
        (verdict or DRAFT) if wants else "",
        tuple(fields),
        reviewer or "",
        time_of(reviewed) if reviewed else None,
        word or "",
        taken_back or 0,
        date.fromisoformat(as_of) if as_of else None,
    )
