"""Photos and PDF of items: which content, under what title, from whom; only added to."""

from typing import Final

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, Table, Text

from geo.ledger.blobs import BLOBS
from geo.ledger.tables import METADATA, numbered, readable_times

ATTACHMENTS: Final = Table(
    "attachments",
    METADATA,
    numbered("attachments"),
    Column("uid", Text, nullable=False, unique=True),
    Column("of_table", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("change_uid", Text, nullable=False, server_default=""),
    Column("title", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("positioned", Boolean, nullable=False),
    Column("sha256", Text, ForeignKey(BLOBS.c.sha256), nullable=False, index=True),
    Column("author", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    *readable_times("made", "recorded"),
    Index("attachments_of_item", "of_table", "item", "number"),
)
"""`change_uid` is the change that one belongs to, "" for the item as such; `positioned` says that a
picture holds where it was taken."""

WITHDRAWN: Final = Table(
    "withdrawn",
    METADATA,
    numbered("withdrawn"),
    Column("uid", Text, nullable=False, unique=True),
    Column("attachment", Text, ForeignKey(ATTACHMENTS.c.uid), nullable=False, unique=True),
    Column("author", Text, CheckConstraint("trim(author) <> ''", "remover_named"), nullable=False),
    Column("made", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    Column("why", Text, CheckConstraint("trim(why) <> ''", "removed_for"), nullable=False),
    *readable_times("made", "recorded"),
)
"""Which attachments are shown no more, by whom and why; only added to."""
