"""Engines of the ledger's two databases: durable at each commit, bounded in what they wait for."""

from time import monotonic
from typing import Any, Final

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import OperationalError

BUSY_S: Final = 3
"""Seconds that a write waits for another program that holds the file, or for a server."""

PATIENCE_S: Final = 30
"""Seconds that a write waits for its turn while others do write."""

WRITING: Final = "planmap_writing"
"""Option of a connection whose transactions write."""

_POSTGRESQL: Final = {
    "connect_timeout": BUSY_S,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "options": "-c lock_timeout=10s",
}
"""A server that no longer answers is given up within 20 s, not after the system's 15 minutes."""


def engine_of(url: URL) -> Engine:
    """Return an engine for SQLite or PostgreSQL; it opens nothing yet."""
    return _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)


def _sqlite(url: URL) -> Engine:
    """Engine whose transactions are its own to begin, written ahead and synced at each commit."""
    engine = create_engine(
        url,
        max_overflow=-1,
        hide_parameters=True,
        connect_args={"timeout": BUSY_S, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - of sqlite3
        connection.isolation_level = None
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITING):
            _begin_alone(connection)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _begin_alone(connection: Connection) -> None:
    """Begin to write; SQLite lets writers try by luck, so try on as long as others are served."""
    until = monotonic() + PATIENCE_S
    served = _served(connection)
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as error:
            before, served = served, _served(connection)
            in_use = getattr(error.orig, "sqlite_errorname", "") == "SQLITE_BUSY"
            if not in_use or served == before or monotonic() > until:
                raise
        else:
            return


def _served(connection: Connection) -> int:
    """Return a number that changes whenever somebody else has written."""
    return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())


def _postgresql(url: URL) -> Engine:
    """Engine that tries a connection before it is used."""
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_timeout=PATIENCE_S,
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        connect_args=_POSTGRESQL,
    )
