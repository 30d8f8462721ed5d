"""The ledger's database brought to what this program knows, by Alembic; versions lie beside."""

from pathlib import Path
from threading import Lock
from typing import Final

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from geo.errors import DataError

_VERSIONS: Final = Path(__file__).parent

_ONE_BY_ONE: Final = Lock()
"""Alembic has one environment in a process: two databases at once would take each other's steps."""


def is_newest(connection: Connection) -> bool:
    """Whether the database is of the newest version."""
    there = MigrationContext.configure(connection).get_current_heads()
    return set(there) == set(ScriptDirectory(_VERSIONS).get_heads())


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest version, within the transaction of the connection.

    Raises
    ------
    DataError
        If it was written by a newer version of this program.
    """
    script = ScriptDirectory(_VERSIONS)
    there = MigrationContext.configure(connection).get_current_heads()
    newest = script.get_heads()
    if set(there) == set(newest):
        return
    known = {each.revision for each in script.walk_revisions()}
    if unknown := set(there) - known:
        raise DataError(
            f"台账由更新的程序版本写成（{'、'.join(sorted(unknown))}），本程序不认识；请升级程序后再打开"
        )
    of_all = EnvironmentContext(
        Config(),
        script,
        fn=lambda revision, _context: script._upgrade_revs("heads", revision),  # noqa: SLF001
    )
    with _ONE_BY_ONE, of_all as environment:
        environment.configure(connection=connection)
        environment.run_migrations()
