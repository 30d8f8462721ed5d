"""Guards of the history laid to rest for bringing back a backup, and standing again behind it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, text

NUMBERING: Final = "_next"
"""How the names of those end that let no number be left out."""

_OF_SQLITE: Final = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
_OF_POSTGRESQL: Final = text(
    "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal AND c.relnamespace = CAST(current_schema() AS regnamespace)"
)


@contextmanager
def at_rest(connection: Connection, ending: str = "") -> Iterator[None]:
    """Let triggers rest whose names end so, all for ""; an error leaves them to the rollback."""
    if connection.dialect.name == "sqlite":
        told = [row for row in connection.execute(_OF_SQLITE) if row.name.endswith(ending)]
        rest = [f'DROP TRIGGER "{row.name}"' for row in told]
        stand = [row.sql for row in told]
    else:
        found = connection.execute(_OF_POSTGRESQL)
        named = [(row.relname, row.tgname) for row in found if row.tgname.endswith(ending)]
        rest = [f'ALTER TABLE "{table}" DISABLE TRIGGER "{name}"' for table, name in named]
        stand = [f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}"' for table, name in named]
    for statement in rest:
        connection.exec_driver_sql(statement)
    yield
    for statement in stand:
        connection.exec_driver_sql(statement)
