"""Rows that a program of another's own writes into the ledger's database, past this program."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import create_engine, text

from geo.ledger import Ledger

TIME: Final = "2026-03-01T04:00:00.000000Z"
GUARDED: Final = ("changes", "changed_fields", "reviews", "carried", "decided", "attachments")

_CARRIED: Final = (
    "INSERT INTO carried (number, uid, of_table, item, field, author, made, why, document, arrived)"
    f" VALUES ({{}}, 'c', 'projects', 'P1', 'remark', '甲', '{TIME}', '乙', '', '{TIME}')"
)
_DECIDED: Final = (
    "INSERT INTO decided (number, uid, of_table, item, field, upto, follows, verdict, author, made,"
    " recorded, why) VALUES "
    f"({{}}, 'd', 'projects', 'P1', 'remark', 1, 1, '本库', '甲', '{TIME}', '{TIME}', '乙')"
)
_REVIEW: Final = (
    "INSERT INTO reviews (number, uid, seq, verdict, author, made, recorded) VALUES "
    f"({{}}, '{{}}', {{}}, '通过', '甲', '{TIME}', '{TIME}')"
)


def written(ledger: Ledger, *statements: str) -> None:
    """Run statements in one transaction, by a connection that this program has not prepared."""
    engine = create_engine(ledger.database.url)
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


def change(seq: int, count: int = 1, uid: str = "x", made: str = TIME) -> str:
    """Return what inserts a change of so many fields."""
    return (
        "INSERT INTO changes (seq, uid, of_table, item, author, made, recorded, why, kind, "
        f"wants_review, fields_count) VALUES ({seq}, '{uid}', 'projects', 'P1', '甲', '{made}', "
        f"'{TIME}', '乙', 'edit', false, {count})"
    )


def field(seq: int, name: str, after: str, base: int = 0, before: str = "NULL") -> str:
    """Return what inserts a field of a change; `after` is JSON, `before` SQL."""
    return (
        "INSERT INTO changed_fields (seq, field, of_table, item, before, after, base) VALUES "
        f"({seq}, '{name}', 'projects', 'P1', {before}, '{after}', {base})"
    )


def review(number: int, seq: int, uid: str = "r") -> str:
    """Return what inserts a review of a change."""
    return _REVIEW.format(number, uid, seq)


def carried(number: int) -> str:
    """Return what inserts a carried field."""
    return _CARRIED.format(number)


def decided(number: int) -> str:
    """Return what inserts a decision."""
    return _DECIDED.format(number)


def rows(ledger: Ledger) -> Mapping[str, list[Any]]:
    """Return all rows of the guarded tables."""
    with ledger.database.reading() as connection:
        if connection is None:
            return {}
        return {
            name: list(connection.execute(text(f"SELECT * FROM {name} ORDER BY 1, 2")))
            for name in GUARDED
        }
