"""What a store has written since a number, as a file of changes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from geo.district import DISTRICT
from geo.exchange.carried_attachments import carried_out, withdrawals
from geo.exchange.change_file import (
    FORMAT,
    VERSION,
    CarriedChange,
    CarriedDecision,
    CarriedField,
    CarriedReview,
    ChangeFile,
    DecidedField,
)
from geo.ledger import Ledger, history
from geo.ledger.carried_tables import CARRIED, DECIDED
from geo.ledger.model import Change
from geo.ledger.tables import CHANGES, REVIEWS
from geo.ledger.times import day_text, text_of
from geo.ledger.values import value_of

_Uids = Mapping[int | None, str]


def export(ledger: Ledger, at: datetime, *, since: int = 0, attachments: bool = True) -> ChangeFile:
    """Return the changes, reviews and decisions of a store.

    Parameters
    ----------
    ledger
        Whose.
    at
        Now.
    since
        Changes with a greater number alone; reviews and decisions go whole, they are few and may
        concern earlier changes.
    attachments
        Whether photos and PDF go along, all of them.
    """
    with ledger.database.reading() as connection:
        if connection is None:
            return _file(at, since, 0, (), (), (), ())
        rows = connection.execute(select(CHANGES.c.seq, CHANGES.c.uid))
        uids: _Uids = {row.seq: row.uid for row in rows}
        asked = select(CHANGES.c.seq).where(CHANGES.c.seq > since)
        left = _left_out(connection, uids)
        changes = tuple(
            _carried(each, uids, left.get(each.uid, ()))
            for each in history.changes(connection, asked)
        )
        until = max((seq for seq in uids if seq), default=0)
        return _file(
            at,
            since,
            until,
            changes,
            _reviews(connection, uids),
            _decisions(connection, uids),
            carried_out(connection) if attachments else (),
            withdrawals(connection),
        )


def _file(
    at: datetime,
    since: int,
    until: int,
    changes: tuple[CarriedChange, ...],
    *more: tuple,
) -> ChangeFile:
    return ChangeFile(
        FORMAT, VERSION, DISTRICT.plan.title, text_of(at), since, until, changes, *more
    )


def _left_out(connection: Connection, uids: _Uids) -> dict[str, list[CarriedField]]:
    """Fields of carried changes that were not written here, by the uid of their change.

    A change before that is only listed here goes into no file: nobody is told to wait for it.
    """
    given = {*uids.values()}
    found: dict[str, list[CarriedField]] = defaultdict(list)
    for row in connection.execute(select(CARRIED).order_by(CARRIED.c.number)):
        base = row.base if row.base in given else ""
        told = CarriedField(row.field, value_of(row.before), value_of(row.after), base)
        found[row.uid].append(told)
    return found


def _carried(change: Change, uids: _Uids, left: Iterable[CarriedField]) -> CarriedChange:
    own = (
        CarriedField(each.field, each.before, each.after, uids.get(each.base, ""))
        for each in change.fields
    )
    return CarriedChange(
        change.uid,
        change.table,
        change.item,
        change.by,
        text_of(change.at),
        change.why,
        change.document,
        change.kind,
        uids.get(change.undoes, ""),
        change.review,  # type: ignore[arg-type]
        (*own, *left),
        day_text(change.as_of),
    )


def _reviews(connection: Connection, uids: _Uids) -> tuple[CarriedReview, ...]:
    rows = connection.execute(select(REVIEWS).order_by(REVIEWS.c.number))
    return tuple(
        CarriedReview(row.uid, uids[row.seq], row.verdict, row.author, row.made, row.word)
        for row in rows
    )


def _decisions(connection: Connection, uids: _Uids) -> tuple[CarriedDecision, ...]:
    """Those for what this store had; one for what was carried here is a change of its own."""
    asked = select(DECIDED).where(DECIDED.c.verdict == "本库").order_by(DECIDED.c.number)
    together: dict[str, list] = defaultdict(list)
    for row in connection.execute(asked):
        together[row.uid].append(row)
    return tuple(
        CarriedDecision(
            uid,
            rows[0].of_table,
            rows[0].item,
            tuple(DecidedField(row.field, value_of(row.kept), value_of(row.over)) for row in rows),
            rows[0].author,
            rows[0].made,
            rows[0].why,
            uids.get(rows[0].follows, ""),
        )
        for uid, rows in together.items()
    )
