"""The ledger's database: connections, durability, versions, and what it refuses in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Final

from sqlalchemy import Connection, create_engine, event, inspect
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from geo.disk_space import reason
from geo.errors import DataError
from geo.ledger.database_errors import words_of
from geo.ledger.tables import CHANGES

BUSY_S: Final = 3
"""Seconds that a write waits for another program that holds the file."""

_WRITING: Final = "planmap_writing"
_LOCK: Final = 0x706C616E
"""Advisory lock of PostgreSQL: writers follow one another, so that numbers rise as they commit."""


class Database:
    """A store of SQLite or PostgreSQL; nothing is opened, and no file made, until it is used.

    Every error of the database comes as `DataError`, in words that say what to do.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.file = Path(self.url.database or "") if self.is_sqlite else None
        self._guard = Lock()
        self._engine: Engine | None = None
        self._ready = False

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of its own."""
        return self.url.get_backend_name() == "sqlite"

    def described(self) -> str:
        """Return where it is, without password."""
        if self.file is not None:
            return f"文件 {self.file}"
        return f"数据库 {self.url.host or '本机'}/{self.url.database}"

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """Give a connection whose reads all see one state; None where nothing was ever written."""
        if not self._is_made():
            yield None
            return
        with self._told(), self._opened().connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that writes alone; committed durably at the end, or not at all."""
        self._make()
        with self._told(), self._opened().connect() as bare:
            connection = bare.execution_options(**{_WRITING: True})
            with connection.begin():
                if not self.is_sqlite:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                yield connection

    def close(self) -> None:
        """Let go of all connections."""
        with self._guard:
            if self._engine is not None:
                self._engine.dispose()
            self._engine, self._ready = None, False

    def _is_made(self) -> bool:
        if self._ready and (self.file is None or self.file.is_file()):
            return True
        if self.file is not None and not self.file.is_file():
            return False
        with self._told(), self._opened().connect() as connection:
            made = inspect(connection).has_table(CHANGES.name)
        if made:
            self._make()  # of an earlier version: brought to this one
        return made

    def _make(self) -> None:
        """Make or renew the tables, once."""
        with self._guard:
            if self._ready and (self.file is None or self.file.is_file()):
                return
            self._ready = False
            if self.file is not None:
                self._make_folder(self.file)
        from geo.ledger.migrations import upgrade  # noqa: PLC0415 - Alembic is read once a store is made

        with self._told(), self._opened().connect() as bare:
            connection = bare.execution_options(**{_WRITING: True})
            with connection.begin():
                if not self.is_sqlite:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                upgrade(connection)
        self._ready = True

    def _make_folder(self, file: Path) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DataError(f"台账所在目录无法建立：{reason(error)}") from error

    def _opened(self) -> Engine:
        with self._guard:
            if self._engine is None:
                self._engine = _sqlite(self.url) if self.is_sqlite else _postgresql(self.url)
            return self._engine

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise DataError(words_of(error, self.file)) from error
        except SQLAlchemyError as error:
            raise DataError(f"台账数据库无法使用：{type(error).__name__}；请联系管理员") from error


def _sqlite(url: Any) -> Engine:  # noqa: ANN401 - a URL of SQLAlchemy
    """Engine whose transactions are its own to begin, written ahead and synced at each commit."""
    engine = create_engine(url, connect_args={"timeout": BUSY_S, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - of sqlite3
        connection.isolation_level = None
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get(_WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _postgresql(url: Any) -> Engine:  # noqa: ANN401 - a URL of SQLAlchemy
    """Engine that tries a connection before it is used, and gives up on a server that is gone."""
    return create_engine(
        url,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        connect_args={"connect_timeout": BUSY_S, "options": "-c lock_timeout=10s"},
    )
