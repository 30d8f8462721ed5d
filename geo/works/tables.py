"""The tables of works, beside those of the ledger; see `geo.ledger.tables`."""

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from geo.ledger.blobs import BLOBS
from geo.ledger.tables import METADATA

WORKS: Final = Table(
    "works",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("owner_name", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("head", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("made", Text, nullable=False),
    Column("saved", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("deleted", Text, nullable=True),
    Column("share", Text, nullable=True, unique=True),
    Index("works_of_owner", "owner", "saved"),
)
"""One work each; `seen` is when somebody last had it open, `share` the id of its read-only link.

`head` is how its project file begins, `size` the bytes of that file."""

PARTS: Final = Table(
    "work_parts",
    METADATA,
    Column("work", Text, ForeignKey(WORKS.c.id, ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("blob", Text, ForeignKey(BLOBS.c.sha256), nullable=True, index=True),
)
"""Layers and networks of a work in their order: the text around the features, and these."""
