"""The tables of the ledger's database, the same on SQLite and PostgreSQL.

Times are texts `2026-01-31T08:00:00.000000Z`, which sort as they follow; values are JSON.
"""

from functools import partial
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


def numbered(table: str, key: str = "number") -> Column[int]:
    """Return the key of a table whose rows follow one another: each has the next number.

    It is the one after the last, or where the generation goes on (`geo.ledger.generation`); the
    guards refuse another one.
    """
    following = text(
        f"(SELECT coalesce(max(n), 0) + 1 FROM (SELECT max({key}) AS n FROM {table} "
        f"UNION ALL SELECT number FROM generation WHERE of_table = '{table}') AS known)"
    )
    return Column(key, NUMBER, primary_key=True, autoincrement=False, default=following)


def readable_times(*names: str) -> list[CheckConstraint]:
    """Return checks that columns hold times that `geo.ledger.times` reads."""
    return [check for name in names for check in _readable_time(name)]


def _readable_time(name: str) -> list[CheckConstraint]:
    digits = "[0-9]"
    day, clock = "-".join((digits * 4, digits * 2, digits * 2)), ":".join([digits * 2] * 3)
    bounds = f"{name} >= '1990' AND {name} < '2201' AND substr({name}, 12, 8) <= '23:59:59'"
    bounds += f" AND substr({name}, 15, 2) <= '59' AND substr({name}, 18, 2) <= '59'"
    shape = f"{day}T{clock}.{digits * 6}Z"
    first = f"substr({name}, 1, 10)"
    return _by_dialect(
        f"{name}_time",
        sqlite=f"{name} GLOB '{shape}' AND {bounds} AND date({first}, '+0 days') IS {first}",
        postgresql=f"{name} ~ '^{shape.replace('.', '[.]')}$' AND {bounds} "
        f"AND CAST({first} AS date) IS NOT NULL",
    )


def readable_days(*names: str) -> list[CheckConstraint]:
    """Return checks that columns hold ISO dates of the calendar, or nothing."""
    told = {dialect: partial(day_check, dialect=dialect) for dialect in ("sqlite", "postgresql")}
    return [
        check
        for name in names
        for check in _by_dialect(f"{name}_day", **{key: of(name) for key, of in told.items()})
    ]


def day_check(name: str, dialect: str) -> str:
    """Return the condition under which a column holds such a date, or nothing."""
    digits = "[0-9]"
    shape = "-".join((digits * 4, digits * 2, digits * 2))
    bounds = f"{name} >= '1990' AND {name} < '2201'"
    if dialect == "sqlite":
        day = f"{name} GLOB '{shape}' AND date({name}, '+0 days') IS {name}"
    else:
        day = f"{name} ~ '^{shape}$' AND CAST({name} AS date) IS NOT NULL"
    return f"{name} IS NULL OR {bounds} AND {day}"


def readable_values(*names: str) -> list[CheckConstraint]:
    """Return checks that columns hold JSON of a text or a number, or nothing."""
    return [
        check
        for name in names
        for check in _by_dialect(
            f"{name}_value",
            sqlite=f"CASE WHEN NOT json_valid({name}) THEN {name} IS NULL ELSE json_type({name}) = "
            f"'text' OR json_type({name}) IN ('integer', 'real') AND abs({name}) <= 1e300 END",
            postgresql=f"CASE json_typeof(CAST({name} AS json)) WHEN 'string' THEN true "
            f"WHEN 'number' THEN abs(CAST({name} AS numeric)) <= 1e300 ELSE {name} IS NULL END",
        )
    ]


def _by_dialect(name: str, **conditions: str) -> list[CheckConstraint]:
    return [
        CheckConstraint(condition, name).ddl_if(dialect=dialect)
        for dialect, condition in conditions.items()
    ]


CHANGES: Final = Table(
    "changes",
    METADATA,
    numbered("changes", "seq"),
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
    Column(
        "fields_count", Integer, CheckConstraint("fields_count > 0", "has_fields"), nullable=False
    ),
    Column("as_of", Text, nullable=True),
    *readable_times("made", "recorded"),
    *readable_days("as_of"),
    Index("changes_of_item", "of_table", "item", "seq"),
    Index("taken_back", "undoes", sqlite_where=_UNDOING, postgresql_where=_UNDOING),
)
"""One act on one item; only added to. It has `fields_count` fields, and is given no more.

`as_of` is the day to which its figures belong, none for that on which it was made.
"""

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
    *readable_values("before", "after"),
    UniqueConstraint("of_table", "item", "field", "base", name="one_successor"),
    Index("newest_of_field", "of_table", "item", "field", "seq"),
    sqlite_with_rowid=False,  # found by its own key in one step: smaller and faster
)
"""What a change did to each field. Each follows the one before (`base`), and only one can."""

REVIEWS: Final = Table(
    "reviews",
    METADATA,
    numbered("reviews"),
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
    *readable_times("made", "recorded"),
)
"""What was said of changes that wanted a review; one verdict each, only added to."""
