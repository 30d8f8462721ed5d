"""The generation of a store: renewed whenever a backup took the place of what was there.

It says from which version, and from which number of each table, the store goes on: above all that
it ever had, so that no page takes what is new for something that it saw before.
"""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Column, Connection, Table, Text, insert, select

from geo.ledger.tables import METADATA, NUMBER

GENERATION: Final = Table(
    "generation",
    METADATA,
    Column("of_table", Text, primary_key=True),
    Column("number", NUMBER, nullable=False),
)
"""The number of each table above which it goes on, and that of the version (`VERSION`)."""

VERSION: Final = "version"


def generation(connection: Connection) -> int:
    """Return the version from which the store went on, 0 where no backup was brought back."""
    asked = select(GENERATION.c.number).where(GENERATION.c.of_table == VERSION)
    return int(connection.scalar(asked) or 0)


def numbers(connection: Connection) -> dict[str, int]:
    """Return the version and the numbers of tables from which the store went on."""
    rows = connection.execute(select(GENERATION.c.of_table, GENERATION.c.number))
    return {row.of_table: row.number for row in rows}


def renew(connection: Connection, above: Mapping[str, int]) -> None:
    """Begin a generation; the guards of its table rest meanwhile (`geo.ledger.guards_at_rest`)."""
    connection.execute(GENERATION.delete())
    rows = [{"of_table": name, "number": number} for name, number in above.items()]
    if rows:
        connection.execute(insert(GENERATION), rows)
