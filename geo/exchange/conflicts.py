"""What was carried here and did not follow what this store had: listed until somebody decides."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, and_, func, insert, or_, select

from geo.errors import DataError
from geo.exchange.comparing import SAME, Difference, Item, same_value, verdict_of
from geo.ledger.carried_tables import CARRIED, DECIDED
from geo.ledger.history import heads
from geo.ledger.model import Act, Value
from geo.ledger.tables import CHANGES
from geo.ledger.times import text_of, time_of
from geo.ledger.values import text_of as json_of
from geo.ledger.values import value_of
from geo.overlay import PLACEMENT

PublishedOf = Callable[[str, str, Iterable[str]], Mapping[str, Value]]
"""Published values of fields of an item of a table."""

FieldKey = tuple[str, str, str]
"""Table, item and field."""

KEPT, TAKEN, ALIKE = "本库", "对方", "相同"
"""What became of a conflict: ours stayed, theirs was taken, both came to be the same."""


class OpenConflict(NamedTuple):
    """A difference that waits, with who made theirs, when, why; `upto` numbers the last of it."""

    difference: Difference
    by: str
    at: datetime
    why: str
    document: str
    upto: int
    as_of: date | None = None


def open_conflicts(connection: Connection, published_of: PublishedOf) -> list[OpenConflict]:
    """Return what waits, by item; what has come to be the same meanwhile does not."""
    found = []
    for key, rows in sorted(open_rows(connection).items()):
        told = _difference(connection, key, rows, published_of)
        if told is not None and told.verdict != SAME:
            last = rows[-1]
            found.append(
                OpenConflict(
                    told,
                    last.author,
                    time_of(last.made),
                    last.why,
                    last.document,
                    last.number,
                    date.fromisoformat(last.as_of) if last.as_of else None,
                )
            )
    return found


def open_rows(connection: Connection, of: Item | None = None) -> dict[FieldKey, list[Any]]:
    """Return the rows of CARRIED that nothing was decided of, by field, oldest first.

    `of` is the table and the item that are asked for, None for all.
    """
    done = (
        select(
            DECIDED.c.of_table, DECIDED.c.item, DECIDED.c.field, func.max(DECIDED.c.upto).label("n")
        )
        .group_by(DECIDED.c.of_table, DECIDED.c.item, DECIDED.c.field)
        .subquery()
    )
    fields = ("of_table", "item", "field")
    joined = and_(*(CARRIED.c[each] == done.c[each] for each in fields))
    asked = (
        select(CARRIED)
        .join(done, joined, isouter=True)
        .where(or_(done.c.n.is_(None), CARRIED.c.number > done.c.n))
        .order_by(CARRIED.c.number)
    )
    if of is not None:
        asked = asked.where(CARRIED.c.of_table == of[0], CARRIED.c.item == of[1])
    found: dict[FieldKey, list[Any]] = defaultdict(list)
    for row in connection.execute(asked):
        found[row.of_table, row.item, row.field].append(row)
    return found


def current(
    connection: Connection, table: str, item: str, fields: Iterable[str], published_of: PublishedOf
) -> dict[str, Value]:
    """Return the values of fields of an item as this store has them."""
    asked = list(fields)
    there, published = heads(connection, table, item), published_of(table, item, asked)
    return {each: there[each].value if each in there else published.get(each) for each in asked}


def settle(connection: Connection, act: Act, published_of: PublishedOf) -> int:
    """Mark what has come to be the same, or was taken back by them; return how many fields."""
    count = 0
    for key, rows in open_rows(connection).items():
        told = _difference(connection, key, rows, published_of)
        base, theirs = value_of(rows[0].before), value_of(rows[-1].after)
        if told is None or told.verdict == SAME or same_value(key[2], base, theirs):
            kept = told.ours if told else theirs
            record(connection, key, (kept, theirs), (rows[-1].number, ALIKE, uuid4().hex), act)
            count += 1
    return count


def _difference(
    connection: Connection, key: FieldKey, rows: list[Any], published_of: PublishedOf
) -> Difference | None:
    table, item, field = key
    base, theirs = value_of(rows[0].before), value_of(rows[-1].after)
    ours = current(connection, table, item, [field], published_of)[field]
    verdict = verdict_of(field, base, theirs, ours)
    return None if verdict is None else Difference(*key, base, theirs, ours, verdict)


def record(
    connection: Connection,
    key: FieldKey,
    values: tuple[Value, Value],
    how: tuple[int, str, str],
    act: Act,
) -> None:
    """Write what became of a field: (kept, over), (up to which number, verdict, uid)."""
    table, item, field = key
    upto, verdict, uid = how
    follows = connection.execute(select(func.max(CHANGES.c.seq))).scalar() or 0
    row = {
        "uid": uid,
        "of_table": table,
        "item": item,
        "field": field,
        "upto": upto,
        "follows": follows,
        "verdict": verdict,
        "kept": json_of(values[0]),
        "over": json_of(values[1]),
        "author": act.by,
        "made": text_of(act.at),
        "recorded": text_of(act.at),
        "why": act.why,
    }
    connection.execute(insert(DECIDED).values(row))


def chosen(found: Iterable[OpenConflict], item: str, fields: Iterable[str]) -> list[OpenConflict]:
    """Return the conflicts of an item that are meant; the parts of a place go together.

    Parameters
    ----------
    found
        Those that wait.
    item
        Its id.
    fields
        None named means all of the item.

    Raises
    ------
    DataError
        If nothing of it waits.
    """
    wanted = set(fields)
    if wanted & set(PLACEMENT):
        wanted |= set(PLACEMENT)
    picked = [
        each
        for each in found
        if each.difference.item == item and (not wanted or each.difference.field in wanted)
    ]
    if not picked:
        raise DataError(f"“{item}”没有待定的冲突；请用 planmap ledger sync list 查看")
    return picked
