"""Carried fields that did not follow what a store has: kept in a list, or decided elsewhere."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, insert

from geo.exchange.change_file import CarriedDecision, CarriedField
from geo.exchange.comparing import Item, same_value
from geo.exchange.conflicts import ALIKE, PublishedOf, current, open_rows, record
from geo.ledger.appending import How, write
from geo.ledger.carried_tables import CARRIED
from geo.ledger.history import heads
from geo.ledger.model import Act, Edit, FieldChange, Value
from geo.ledger.times import text_of, time_of
from geo.ledger.values import same, value_of
from geo.ledger.values import text_of as json_of

Origin = tuple[str, str, str, str, str, str, str, str | None]
"""Uid, table, item, by, at, why, document and day (`Act.as_of`) of what was carried."""


def list_fields(
    connection: Connection, origin: Origin, fields: Iterable[CarriedField], now: datetime
) -> None:
    """Put fields into the list of what was carried here."""
    names = ("uid", "of_table", "item", "author", "made", "why", "document", "as_of")
    head = {**dict(zip(names, origin, strict=True)), "arrived": text_of(now)}
    rows = [
        {
            **head,
            "field": each.field,
            "before": json_of(each.before),
            "after": json_of(each.after),
            "base": each.base,
        }
        for each in fields
    ]
    if rows:
        connection.execute(insert(CARRIED), rows)


def carried_values(connection: Connection, of: Item) -> dict[str, Value]:
    """Return what was carried here of an item and is not decided: the last value by field."""
    told = open_rows(connection, of)
    return {key[2]: value_of(rows[-1].after) for key, rows in told.items()}


def follow(
    connection: Connection,
    decision: CarriedDecision,
    values: Mapping[str, Value],
    published_of: PublishedOf,
    how: How,
) -> bool:
    """Follow a decision if both sides stand as they stood when it was made; return whether.

    `values` holds what was kept as it is to be written.
    """
    names = [each.field for each in decision.fields]
    of = (decision.table, decision.item)
    ours = current(connection, *of, names, published_of)
    rows = {key[2]: rows for key, rows in open_rows(connection, of).items()}
    held = all(
        each.field in rows
        and same_value(each.field, value_of(rows[each.field][-1].after), each.kept)
        and same_value(each.field, ours[each.field], each.over)
        for each in decision.fields
    )
    if not held:
        return False
    there = heads(connection, *of)
    act = Act(decision.by, time_of(decision.at), decision.why)
    made = [
        FieldChange(each.field, ours[each.field], values[each.field], base)
        for each in decision.fields
        for base in [there[each.field].seq if each.field in there else 0]
        if not same(ours[each.field], values[each.field])
    ]
    if made:
        write(connection, Edit(*of, {}, act), made, how)
    for each in decision.fields:
        last = rows[each.field][-1].number
        key = (*of, each.field)
        record(connection, key, (each.kept, each.over), (last, ALIKE, decision.uid), act)
    return True
