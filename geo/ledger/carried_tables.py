"""Tables for what was carried here from another store and is not simply a change of this one.

Both are only added to, as the history is.
"""

from typing import Final

from sqlalchemy import Column, Index, Table, Text

from geo.ledger.tables import (
    METADATA,
    NUMBER,
    numbered,
    readable_days,
    readable_times,
    readable_values,
)

CARRIED: Final = Table(
    "carried",
    METADATA,
    numbered("carried"),
    Column("uid", Text, nullable=False, index=True),
    Column("of_table", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("before", Text, nullable=True),
    Column("after", Text, nullable=True),
    Column("base", Text, nullable=False, server_default=""),
    Column("author", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("arrived", Text, nullable=False),
    Column("as_of", Text, nullable=True),
    *readable_values("before", "after"),
    *readable_times("made", "arrived"),
    *readable_days("as_of"),
    Index("carried_of_field", "of_table", "item", "field", "number"),
)
"""Fields of carried changes that did not follow what this store had; `uid` is their change's.

`base` is the uid of the change that they followed where they were made, "" for none.
"""

DECIDED: Final = Table(
    "decided",
    METADATA,
    numbered("decided"),
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
    *readable_values("kept", "over"),
    *readable_times("made", "recorded"),
    Index("decided_of_field", "of_table", "item", "field", "upto"),
)
"""What became of carried fields up to a number: `verdict` 对方, 本库 or 相同; `kept` over `over`.

`follows` is the number of the last change of this store at that time.
"""
