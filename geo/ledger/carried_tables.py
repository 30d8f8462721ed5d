"""Tables for what was carried here from another store and is not simply a change of this one.

Both are only added to, as the history is.
"""

from typing import Final

from sqlalchemy import Column, Index, Table, Text

from geo.ledger.tables import METADATA, NUMBER

CARRIED: Final = Table(
    "carried",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=True),
    Column("uid", Text, nullable=False, index=True),
    Column("of_table", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("before", Text, nullable=True),
    Column("after", Text, nullable=True),
    Column("author", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("arrived", Text, nullable=False),
    Index("carried_of_field", "of_table", "item", "field", "number"),
    sqlite_autoincrement=True,
)
"""Fields of carried changes that did not follow what this store had; `uid` is their change's."""

DECIDED: Final = Table(
    "decided",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=True),
    Column("uid", Text, nullable=False, index=True),
    Column("of_table", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("upto", NUMBER, nullable=False),
    Column("follows", NUMBER, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("kept", Text, nullable=True),
    Column("over", Text, nullable=True),
    Column("author", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    Column("why", Text, nullable=False),
    Index("decided_of_field", "of_table", "item", "field", "upto"),
    sqlite_autoincrement=True,
)
"""What became of carried fields up to a number: `verdict` 对方, 本库 or 相同; `kept` over `over`.

`follows` is the number of the last change of this store at that time.
"""
