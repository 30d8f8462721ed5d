"""One change of the history, and the change that takes it back."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from geo.errors import DataError
from geo.ledger import history
from geo.ledger.appending import AGAIN, How, append, settle, tell_again
from geo.ledger.dated import on_day, words_of
from geo.ledger.model import Act, Change, Conflict, ConflictError, Edit, Kind
from geo.ledger.tables import CHANGES
from geo.ledger.times import text_of
from geo.ledger.values import same


def reverse(
    connection: Connection, undone: Change, act: Act, kind: Kind, *, wants_review: bool
) -> Change:
    """Write the change that takes another one back; return it.

    What was told again beside figures of an earlier day is taken back with them, and each day has
    what was known of it before.

    Raises
    ------
    ConflictError
        If a field of it was changed since.
    DataError
        If it only tells again what was known.
    """
    if _tells_again(undone):
        why = "是补记以前的数时照旧记下的现值，不单独撤销"
        raise DataError(f"改动 {undone.seq} {why}；请撤销或退回它所随的那条改动")
    whole = _with_beside(connection, undone)
    there = history.heads(connection, undone.table, undone.item)
    ours = {each.seq for each in whole}
    since = tuple(
        Conflict(each.field, each.before, head.value, head.by, head.at, head.seq)
        for change in whole
        for each in change.fields
        if (head := there[each.field]).seq not in ours
    )
    if since:
        raise ConflictError(undone.item, since)
    made = {
        each.seq: _reversed(connection, each, act, How(of_kind, each.seq, wants_review))
        for each in reversed(whole)
        for of_kind in [kind if each.seq == undone.seq else "undo"]
    }
    if len(whole) > 1:
        _restore(connection, whole, act, How(kind, undone.seq))
    return made[undone.seq]


def _reversed(connection: Connection, undone: Change, act: Act, how: How) -> Change:
    """Write what was before one change, of its own day."""
    values = {each.field: each.before for each in undone.fields}
    why = f"{act.why}{AGAIN}" if _tells_again(undone) else act.why
    told = act._replace(why=why, as_of=_day(undone))
    return append(connection, Edit(undone.table, undone.item, values, told), {}, how)


def _restore(connection: Connection, whole: Sequence[Change], act: Act, how: How) -> None:
    """Let each day that changes told of have what was known of it before them."""
    first = whole[0]
    fields = {each.field for change in whole for each in change.fields}
    edit = Edit(first.table, first.item, dict.fromkeys(fields), act)
    for day in sorted({_day(each) for each in whole}):
        words = words_of(connection, first.table, first.item, fields)
        wanted = {field: on_day(told, day, first.seq) for field, told in words.items()}
        there = {field: on_day(told, day) for field, told in words.items()}
        values = {field: value for field, value in wanted.items() if not same(value, there[field])}
        followed = {each for each in values if same(values[each], words[each][-1].value)}
        for told in ({each: there[each] for each in followed}, values):
            if told:
                tell_again(connection, edit, told, day, how)
    settle(connection, edit, how)


def _with_beside(connection: Connection, change: Change) -> list[Change]:
    """A change with those beside it that tell again what was known, oldest first."""
    asked = select(CHANGES.c.seq).where(
        CHANGES.c.of_table == change.table,
        CHANGES.c.item == change.item,
        CHANGES.c.author == change.by,
        CHANGES.c.made == text_of(change.at),
    )
    beside = {
        each.seq: each
        for each in history.changes(connection, asked)
        if each.seq == change.seq or _tells_again(each)
    }
    first = last = change.seq
    while first - 1 in beside:
        first -= 1
    while last + 1 in beside:
        last += 1
    return [beside[seq] for seq in range(first, last + 1)]


def _tells_again(change: Change) -> bool:
    return change.why.endswith(AGAIN)


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
