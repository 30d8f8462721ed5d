"""Changes put behind the history, in the one transaction that is given."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from geo.ledger.bounds import MOST_WHY, require_act, require_id, require_value
from geo.ledger.dated import any_after, newest, on_day, words_of
from geo.ledger.history import Head, heads
from geo.ledger.model import (
    DRAFT,
    Change,
    Conflict,
    ConflictError,
    Edit,
    FieldChange,
    Kind,
    UnchangedError,
    Value,
)
from geo.ledger.tables import CHANGES, FIELDS
from geo.ledger.times import day_text, text_of, time_of
from geo.ledger.values import same
from geo.ledger.values import text_of as json_of

Published = Mapping[str, Value]
"""Values of an item's fields in the data folder; a field that is not named has none."""

_ADD_CHANGE: Final = insert(CHANGES)
_ADD_FIELDS: Final = insert(FIELDS)
_LAST_HEARD: Final = select(CHANGES.c.recorded).order_by(CHANGES.c.seq.desc()).limit(1)
AGAIN: Final = "（补记以前的数，现值照旧）"
"""Stands behind the reason of a change that writes what held already."""

_AHEAD: Final = timedelta(hours=1)
"""What was heard later than this from now was told by a clock that was wrong."""


class How(NamedTuple):
    """How a change comes about, beside what it says."""

    kind: Kind = "edit"
    undoes: int | None = None
    wants_review: bool = False
    uid: str = ""  # of a change that is carried here; "" for a new one
    heard: datetime | None = None  # when it was carried here; None for one that is made now


def append(connection: Connection, edit: Edit, published: Published, how: How) -> Change:
    """Write what an edit changes; return the change.

    Raises
    ------
    ConflictError
        If a field was changed since it was seen, to another value than is asked for.
    UnchangedError
        If everything holds already.
    DataError
        If who or why is empty, or a text is one that no file could carry.
    """
    there = heads(connection, edit.table, edit.item)
    if conflicts := tuple(_conflicts(edit, there)):
        raise ConflictError(edit.item, conflicts)
    changed = list(_changed(edit, there, published))
    if not changed:
        raise UnchangedError(edit.item)
    return write(connection, edit, changed, how)


def append_dated(
    connection: Connection, edit: Edit, published: Published, how: How
) -> list[Change]:
    """Write an edit as `append` does; what was known of a later day stays what holds now.

    Where the edit's figures belong to a day before that of the newest value of a field, they are
    told of their own day alone: the newest is told once more behind them. One that is the same as
    the newest follows what held on its day, told once more before it. Returns the change, and then
    those.
    """
    day = edit.act.as_of
    if day is None:
        return [append(connection, edit, published, how)]
    there = heads(connection, edit.table, edit.item)
    if conflicts := tuple(_conflicts(edit, there)):
        raise ConflictError(edit.item, conflicts)
    if not any_after(connection, edit, day):
        return [append(connection, edit._replace(seen=None), published, how)]
    words = words_of(connection, edit.table, edit.item, edit.values)  # noqa: PD011
    late = {field: told for field, told in words.items() if newest(told).day > day}
    held = {field: on_day(told, day) for field, told in late.items()}
    values = {
        field: value
        for field, value in edit.values.items()
        if field not in late or not same(value, held[field])
    }
    if not values:
        raise UnchangedError(edit.item)
    followed = {
        field: held[field]
        for field, value in values.items()
        if field in late and same(value, there[field].value)
    }
    before = [tell_again(connection, edit, followed, day, how)] if followed else []
    made = append(connection, edit._replace(values=values, seen=None), published, how)
    return [made, *before, *settle(connection, edit, how)]


def settle(connection: Connection, edit: Edit, how: How) -> list[Change]:
    """Tell the newest value of an edit's fields again where something older was told since."""
    words = words_of(connection, edit.table, edit.item, edit.values)  # noqa: PD011
    by_day: dict[date, dict[str, Value]] = defaultdict(dict)
    for field, told in words.items():
        last = newest(told)
        if not same(told[-1].value, last.value):
            by_day[last.day][field] = last.value
    return [tell_again(connection, edit, values, of, how) for of, values in sorted(by_day.items())]


def tell_again(
    connection: Connection, edit: Edit, values: Mapping[str, Value], day: date, how: How
) -> Change:
    """Write what is known of a day already, beside an edit."""
    why = f"{edit.act.why}{AGAIN}"[-MOST_WHY:]
    beside = Edit(edit.table, edit.item, values, edit.act._replace(why=why, as_of=day))
    kind = "edit" if how.undoes else how.kind
    return append(connection, beside, {}, how._replace(uid="", kind=kind, undoes=None))


def _conflicts(edit: Edit, there: Mapping[str, Head]) -> Iterable[Conflict]:
    if edit.seen is None:
        return
    for field, value in edit.values.items():
        head = there.get(field)
        if head and head.seq != edit.seen.get(field, 0) and not same(head.value, value):
            yield Conflict(field, value, head.value, head.by, head.at, head.seq)


def _changed(edit: Edit, there: Mapping[str, Head], published: Published) -> Iterable[FieldChange]:
    for field, value in edit.values.items():
        head = there.get(field)
        before = head.value if head else published.get(field)
        if not same(before, value):
            yield FieldChange(field, before, value, head.seq if head else 0)


def write(connection: Connection, edit: Edit, changed: Iterable[FieldChange], how: How) -> Change:
    """Write a change whose fields are known; return it as it stands in the history."""
    fields = tuple(sorted(changed))
    _require(edit, fields)
    header = {
        "uid": how.uid or uuid4().hex,
        "of_table": edit.table,
        "item": edit.item,
        "author": edit.act.by,
        "made": text_of(edit.act.at),
        "recorded": recorded(connection, how.heard or edit.act.at),
        "why": edit.act.why,
        "document": edit.act.document,
        "kind": how.kind,
        "undoes": how.undoes,
        "wants_review": how.wants_review,
        "fields_count": len(fields),
        "as_of": day_text(edit.act.as_of),
    }
    made = connection.execute(_ADD_CHANGE, header).inserted_primary_key
    seq = int(made[0]) if made else 0
    rows = [
        {
            "seq": seq,
            "field": each.field,
            "of_table": edit.table,
            "item": edit.item,
            "before": json_of(each.before),
            "after": json_of(each.after),
            "base": each.base,
        }
        for each in fields
    ]
    connection.execute(_ADD_FIELDS, rows)
    return _written(seq, header, fields)


def _written(seq: int, header: Mapping[str, Any], fields: tuple[FieldChange, ...]) -> Change:
    """The change as a later reading would give it."""
    return Change(
        seq,
        header["uid"],
        header["of_table"],
        header["item"],
        header["author"],
        time_of(header["made"]),
        time_of(header["recorded"]),
        header["why"],
        header["document"],
        header["kind"],
        header["undoes"],
        DRAFT if header["wants_review"] else "",
        fields,
        as_of=date.fromisoformat(header["as_of"]) if header["as_of"] else None,
    )


def recorded(connection: Connection, now: datetime) -> str:
    """Return when this store hears of something: now, though not before what it heard last.

    A clock that was far ahead and is put right does not keep what follows in the future with it.
    """
    last = connection.execute(_LAST_HEARD).scalar() or ""
    return text_of(now) if last > text_of(now + _AHEAD) else max(text_of(now), last)


def _require(edit: Edit, changed: Iterable[FieldChange]) -> None:
    """Refuse what no file of changes could carry (`geo.ledger.bounds`)."""
    require_act(edit.act)
    require_id(edit.item)
    for each in changed:
        require_id(each.field, "字段")
        require_value(each.after, each.field)
