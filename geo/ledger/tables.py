"""The tables of the ledger's database, the same on SQLite and PostgreSQL.

Times are texts `2026-01-31T08:00:00.000000Z`, which sort as they follow; values are JSON.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

METADATA: Final = MetaData()

NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself in an INTEGER alone."""

_UNDOING: Final = text("undoes IS NOT NULL")

CHANGES: Final = Table(
    "changes",
    METADATA,
    Column("seq", NUMBER, primary_key=True, autoincrement=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("of_table", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("author", Text, CheckConstraint("trim(author) <> ''", "named"), nullable=False),
    Column("made", Text, nullable=False),
    Column("recorded", Text, nullable=False, index=True),
    Column("why", Text, CheckConstraint("trim(why) <> ''", "reasoned"), nullable=False),
    Column("document", Text, nullable=False, server_default=""),
    Column(
        "kind",
        Text,
        CheckConstraint("kind IN ('edit', 'undo', 'return', 'merge')", "known_kind"),
        nullable=False,
    ),
    Column("undoes", NUMBER, ForeignKey("changes.seq"), nullable=True),
    Column("wants_review", Boolean, nullable=False),
    Index("changes_of_item", "of_table", "item", "seq"),
    Index("taken_back", "undoes", sqlite_where=_UNDOING, postgresql_where=_UNDOING),
    sqlite_autoincrement=True,
)
"""One act on one item; only added to."""

FIELDS: Final = Table(
    "changed_fields",
    METADATA,
    Column("seq", NUMBER, ForeignKey("changes.seq"), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("of_table", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("before", Text, nullable=True),
    Column("after", Text, nullable=True),
    Column("base", NUMBER, nullable=False),
    UniqueConstraint("of_table", "item", "field", "base", name="one_successor"),
    Index("newest_of_field", "of_table", "item", "field", "seq"),
    sqlite_with_rowid=False,  # found by its own key in one step: smaller and faster
)
"""What a change did to each field. Each follows the one before (`base`), and only one can."""

REVIEWS: Final = Table(
    "reviews",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("seq", NUMBER, ForeignKey("changes.seq"), nullable=False, unique=True),
    Column(
        "verdict",
        Text,
        CheckConstraint("verdict IN ('通过', '退回')", "known_verdict"),
        nullable=False,
    ),
    Column("author", Text, CheckConstraint("trim(author) <> ''", "reviewer_named"), nullable=False),
    Column("made", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    Column("word", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)
"""What was said of changes that wanted a review; one verdict each, only added to."""
