"""From where a store goes on: numbers and versions above all that anybody saw of it."""

from typing import Final

from sqlalchemy import Connection, func, select, text

from geo.ledger.generation import VERSION, numbers, renew
from geo.ledger.guards_at_rest import at_rest
from geo.ledger.history import version
from geo.ledger.history_guards import numbered_by
from geo.ledger.tables import METADATA

LEAP: Final = 1_000_000
"""More than is written into a store between two backups."""

_WORKS: Final = text(f"UPDATE works SET version = version + {LEAP}")


def standing(connection: Connection) -> dict[str, int]:
    """Return the version, and the last number that each table had or goes on above."""
    told = {**numbers(connection), VERSION: version(connection)}
    for table in METADATA.sorted_tables:
        if key := numbered_by(table):
            last = connection.scalar(select(func.max(table.c[key]))) or 0
            told[table.name] = max(told.get(table.name, 0), int(last))
    return told


def leap(connection: Connection) -> None:
    """Go on far above what is there: pages saw another file in its place, nobody knows what.

    Works get other versions likewise, so that none of those pages saves over one unasked.
    """
    above = {name: (number // LEAP + 1) * LEAP for name, number in standing(connection).items()}
    with at_rest(connection):
        renew(connection, above)
    connection.execute(_WORKS)
