"""One change of the history, and the change that takes it back."""

from datetime import date

from sqlalchemy import Connection

from geo.errors import DataError
from geo.ledger import history
from geo.ledger.appending import How, append
from geo.ledger.model import Act, Change, Conflict, ConflictError, Edit, Kind


def reverse(
    connection: Connection, undone: Change, act: Act, kind: Kind, *, wants_review: bool
) -> Change:
    """Write the change that takes another one back; return it.

    Raises
    ------
    ConflictError
        If a field of it was changed since.
    """
    there = history.heads(connection, undone.table, undone.item)
    since = tuple(
        Conflict(each.field, each.before, head.value, head.by, head.at, head.seq)
        for each in undone.fields
        if (head := there[each.field]).seq != undone.seq
    )
    if since:
        raise ConflictError(undone.item, since)
    values = {each.field: each.before for each in undone.fields}
    edit = Edit(undone.table, undone.item, values, act._replace(as_of=_day(undone)))
    return append(connection, edit, {}, How(kind, undone.seq, wants_review))


def _day(change: Change) -> date:
    """The day to which the figures of a change belong."""
    return change.as_of or change.at.astimezone().date()


def one(connection: Connection, seq: int) -> Change:
    """Return the change of a number; raises `DataError` if there is none."""
    found = history.numbered(connection, [seq])
    if not found:
        raise unknown(seq)
    return found[0]


def unknown(seq: int) -> DataError:
    """Return what is said where there is no change of a number."""
    return DataError(f"没有编号为 {seq} 的改动；请在改动记录里核对编号")
