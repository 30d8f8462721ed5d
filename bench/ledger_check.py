"""Whether a ledger holds all that was acknowledged, nothing twice, and is sound."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing

from bench.ledger_writers import FIELDS, Said
from geo.ledger import Change, Ledger

_INDEXES = """
SELECT count(bt_index_check(c.oid, true)) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am a ON a.oid = c.relam
WHERE n.nspname = 'public' AND a.amname = 'btree'
"""


def faults(url: str, acknowledged: Iterable[Said]) -> list[str]:
    """Return what is wrong with a ledger; empty where nothing is."""
    with closing(Ledger(url)) as ledger:
        changes = ledger.history()
        return [
            *_lost(changes, acknowledged),
            *_doubled(changes),
            *_broken(changes),
            *_unsound(ledger, changes),
        ]


def _lost(changes: list[Change], acknowledged: Iterable[Said]) -> Iterator[str]:
    there = {each.uid: each for each in changes}
    for said in acknowledged:
        found = there.get(said.uid)
        if found is None:
            yield f"lost: {said}"
        elif (found.seq, found.item) != (said.seq, said.item) or _values(found) != {said.value}:
            yield f"not as acknowledged: {said} {found}"


def _values(change: Change) -> set[object]:
    return {each.after for each in change.fields}


def _doubled(changes: list[Change]) -> Iterator[str]:
    counted = Counter(value for each in changes for value in _values(each))
    yield from (f"doubled: {value}" for value, count in counted.items() if count > 1)


def _broken(changes: list[Change]) -> Iterator[str]:
    """Tell of halves of a change, and of entries that do not follow the one before."""
    last: dict[tuple[str, str, str], tuple[int, object]] = {}
    for change in changes:
        if {each.field for each in change.fields} != set(FIELDS):
            yield f"half: {change}"
        for each in change.fields:
            key = (change.table, change.item, each.field)
            if (each.base, each.before) != last.get(key, (0, None)):
                yield f"gap: {change}"
            last[key] = change.seq, each.after


def _unsound(ledger: Ledger, changes: list[Change]) -> Iterator[str]:
    with ledger.database.writing() as connection:
        if not ledger.database.is_sqlite:
            connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS amcheck")
            connection.exec_driver_sql(_INDEXES)
            return
        said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        yield from (f"unsound: {each}" for each in said if each != "ok")
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        yield from (f"orphan: {each}" for each in orphans)
    if [each.seq for each in changes] != list(range(1, len(changes) + 1)):
        yield "numbers are missing"
