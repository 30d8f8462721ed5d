"""What this store has under the uid of a carried change, to compare a file with it by content."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, select

from geo.errors import DataError
from geo.exchange.change_file import CarriedChange, CarriedDecision
from geo.exchange.comparing import same_value
from geo.ledger.carried_tables import CARRIED, DECIDED
from geo.ledger.model import Value
from geo.ledger.tables import CHANGES, FIELDS
from geo.ledger.values import value_of

_MANY: Final = 500
_HEAD: Final = ("of_table", "item", "author", "made", "why")

OTHER_CONTENT: Final = "本库已有同一编号的改动，内容与文件中的不同；请与对方核对是谁改过文件"


@dataclass
class HeldChange:
    """A change, a listed change or a decision as this store has it.

    `fields` holds before and after; `kind` and `undoes` are "" where they are not known.
    """

    head: tuple[str, ...]
    document: str = ""
    as_of: str | None = None
    seq: int = 0
    kind: str = ""
    undoes: str = ""
    fields: dict[str, tuple[Value, Value]] = field(default_factory=dict)


def known_uids(connection: Connection) -> set[str]:
    """Return every uid of a change, a listed change or a decision."""
    tables = (CHANGES, CARRIED, DECIDED)
    return {uid for each in tables for uid in connection.scalars(select(each.c.uid))}


def held(connection: Connection, uids: Iterable[str]) -> dict[str, HeldChange]:
    """Return what there is under these uids."""
    asked, found = sorted({*uids}), dict[str, HeldChange]()
    for start in range(0, len(asked), _MANY):
        part = asked[start : start + _MANY]
        _add_changes(connection, part, found)
        for row in connection.execute(select(CARRIED).where(CARRIED.c.uid.in_(part))):
            known = found.setdefault(row.uid, HeldChange(_head(row), row.document, row.as_of))
            known.fields.setdefault(row.field, (value_of(row.before), value_of(row.after)))
        for row in connection.execute(select(DECIDED).where(DECIDED.c.uid.in_(part))):
            known = found.setdefault(row.uid, HeldChange(_head(row)))
            known.fields.setdefault(row.field, (value_of(row.over), value_of(row.kept)))
    return found


def _add_changes(connection: Connection, uids: list[str], found: dict[str, HeldChange]) -> None:
    undone = CHANGES.alias()
    asked = (
        select(CHANGES, undone.c.uid.label("undone"))
        .join(undone, undone.c.seq == CHANGES.c.undoes, isouter=True)
        .where(CHANGES.c.uid.in_(uids))
    )
    by_seq: dict[int, HeldChange] = {}
    for row in connection.execute(asked):
        told = HeldChange(_head(row), row.document, row.as_of, row.seq, row.kind, row.undone or "")
        found[row.uid] = by_seq[row.seq] = told
    for row in connection.execute(select(FIELDS).where(FIELDS.c.seq.in_([*by_seq]))):
        by_seq[row.seq].fields[row.field] = (value_of(row.before), value_of(row.after))


def _head(row: Any) -> tuple[str, ...]:  # noqa: ANN401 - of any of the tables
    return tuple(getattr(row, name) for name in _HEAD)


def require_same(known: HeldChange, told: CarriedChange | CarriedDecision) -> None:
    """Raise `DataError` unless a file says of a change what this store has."""
    if known.head != (told.table, told.item, told.by, told.at, told.why):
        raise DataError(OTHER_CONTENT)
    if isinstance(told, CarriedDecision):
        fields = {each.field: (each.over, each.kept) for each in told.fields}
    else:
        fields = {each.field: (each.before, each.after) for each in told.fields}
        head = (known.document, known.as_of)
        if head != (told.document, told.as_of) or not _same_kind(known, told):
            raise DataError(OTHER_CONTENT)
    if set(fields) != set(known.fields) or any(_differing(known.fields, fields)):
        raise DataError(OTHER_CONTENT)


def _same_kind(known: HeldChange, told: CarriedChange) -> bool:
    """What took back a change that a store had only listed is `merge` there."""
    if not known.kind or "merge" in (known.kind, told.kind):
        return True
    return (known.kind, known.undoes) == (told.kind, told.undoes)


_Fields = Mapping[str, tuple[Value, Value]]


def _differing(one: _Fields, other: _Fields) -> Iterator[str]:
    for name, values in one.items():
        if not all(map(_alike, (name, name), values, other[name])):
            yield name


def _alike(name: str, one: Value, other: Value) -> bool:
    """Whether values are the same once each is in its type."""
    return same_value(name, _plain(one), _plain(other))


def _plain(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    try:
        return float(value)
    except ValueError:
        return value.strip()
