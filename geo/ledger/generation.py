"""The generation of a store: renewed whenever a backup took the place of what was there."""

from typing import Final

from sqlalchemy import Column, Connection, Table, insert, select

from geo.ledger.tables import METADATA, NUMBER

GENERATION: Final = Table(
    "generation",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
)
"""At most one row; of this store alone, never copied into another one."""


def generation(connection: Connection) -> int:
    """Return the generation, 0 for a store into which no backup was brought back."""
    return int(connection.scalar(select(GENERATION.c.number)) or 0)


def renew(connection: Connection, number: int) -> None:
    """Begin a generation."""
    connection.execute(GENERATION.delete())
    connection.execute(insert(GENERATION).values(number=number))
