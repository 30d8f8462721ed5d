"""The ledger's database: connections, durability, versions, and what it refuses in words."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any, Final

from sqlalchemy import Connection, inspect
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from geo.disk_space import reason
from geo.errors import DataError
from geo.ledger.database_errors import Doing, busy, gone, words_of
from geo.ledger.engines import PATIENCE_S, WRITING, engine_of
from geo.ledger.history_guards import LOCK
from geo.ledger.store_file import StoreFile
from geo.ledger.tables import CHANGES

_READING: Final[dict[str, Any]] = {
    "isolation_level": "REPEATABLE READ",
    "postgresql_readonly": True,
}
"""Of PostgreSQL: questions that follow one another see one state, as they do in SQLite."""


class Database:
    """A store of SQLite or PostgreSQL; nothing is opened, and no file made, until it is used.

    Every error of the database comes as `DataError`, in words that say what to do; after each the
    next use finds the database as it is then, also where it was moved away, restored or restarted.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self._file = StoreFile(Path(self.url.database or "")) if self.is_sqlite else None
        self._guard = Lock()
        self._turn = Lock()
        self._engine: Engine | None = None
        self._known: object = None
        self._replaced = False

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of its own."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of SQLite, None for a server."""
        return self._file.path if self._file else None

    def described(self) -> str:
        """Return where it is, without password."""
        if self.file is not None:
            return f"文件 {self.file}"
        return f"数据库 {self.url.host or '本机'}/{self.url.database}"

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """Give a connection whose reads all see one state; None where nothing was ever written."""
        if not self._is_ready("reading") and not self._is_made():
            yield None
            return
        with _told("reading"), self._opened().connect() as connection:
            yield connection if self.is_sqlite else connection.execution_options(**_READING)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that writes alone; committed durably at the end, or not at all."""
        if not self._is_ready("writing"):
            self._make()
        with self._alone() as connection:
            yield connection
        if not self._is_ready("writing"):
            raise DataError("台账文件在保存时被换走，不知是否已写入；请刷新后查看，再保存一次")

    def close(self) -> None:
        """Let go of all connections."""
        with self._guard:
            if self._engine is not None:
                self._engine.dispose()
            self._engine, self._known = None, None

    def _is_ready(self, doing: Doing) -> bool:
        """Whether the tables are known to be there; connections to another file are let go of."""
        there = self._identity()
        if self._known is None or there == self._known:
            return self._known is not None
        with self._guard:
            if self._engine is not None:
                self._engine.dispose()
            self._engine = None
            if there is None:
                raise DataError(gone(doing))
            if self._file is not None:
                self._file.set_aside()
            self._known, self._replaced = None, True
        return False

    def _identity(self) -> object:
        """Return what tells this store from another in its place; None where there is none."""
        return self._file.identity() if self._file else self.url

    def _remember(self, there: object) -> None:
        """Note that the tables are there and new."""
        if self._file is not None:
            self._file.remember()
        self._known = there

    def _is_made(self) -> bool:
        """Whether there are tables, brought to what this program knows."""
        there = self._identity()
        if there is None:
            return False
        from geo.ledger.migrations import is_newest  # noqa: PLC0415 - as in `_make`

        with _told("reading"), self._opened().connect() as connection:
            made = inspect(connection).has_table(CHANGES.name)
            newest = made and is_newest(connection)
            if newest:
                self._remember(there)
        if made and not newest:
            self._make()
        elif made and self._replaced:
            with suppress(DataError):  # a file that is not written to tells what it holds
                self._make()
        return made

    def _make(self) -> None:
        """Make or renew the tables."""
        if self.file is not None:
            try:
                self.file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise DataError(f"台账所在目录无法建立：{reason(error)}") from error
        from geo.ledger.going_on import leap  # noqa: PLC0415 - asked for once, as Alembic is
        from geo.ledger.migrations import upgrade  # noqa: PLC0415 - Alembic, once for a store

        with self._alone() as connection:
            upgrade(connection)
            if self._replaced:
                leap(connection)
        self._replaced = False
        self._remember(self._identity())

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """Give a connection in a transaction that writes, others of this program after it."""
        with self._in_turn(), _told("writing"), self._opened().connect() as bare:
            connection = bare.execution_options(**{WRITING: True})
            with connection.begin():
                if not self.is_sqlite:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
                yield connection

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Let the threads of this program write one by one; SQLite would have them try by luck."""
        if not self._turn.acquire(timeout=PATIENCE_S):
            raise DataError(busy("writing"))
        try:
            yield
        finally:
            self._turn.release()

    def _opened(self) -> Engine:
        with self._guard:
            if self._engine is None:
                self._engine = engine_of(self.url)
            return self._engine


@contextmanager
def _told(doing: Doing) -> Iterator[None]:
    """Say in words what the database refuses."""
    try:
        yield
    except SQLAlchemyError as error:
        raise DataError(words_of(error, doing)) from error
