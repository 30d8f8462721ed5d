"""A ledger kept as one file, and brought back from it: of SQLite or PostgreSQL, into either.

The file is an SQLite database. What is brought back is written row by row behind the guards of the
history, so that a file in which anything was rewritten is refused.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from geo import temporary_folders
from geo.atomic_file import draft_of, require_writable
from geo.errors import DataError
from geo.exchange.copying import copy_all, restore_all
from geo.ledger import Ledger
from geo.ledger.database import Database
from geo.ledger.going_on import leap
from geo.ledger.tables import CHANGES

_ENDINGS = ("", "-wal", "-shm", "-journal")
"""What SQLite adds to a name for the files beside one."""


class Kept(NamedTuple):
    """A backup that was written or read: how many changes, and how many bytes."""

    changes: int
    size: int


def backup(ledger: Ledger, path: Path) -> Kept:
    """Write all of a ledger into one file, while it is in use; verified before it bears its name.

    Raises
    ------
    DataError
        If nothing was ever written, or the file cannot be.
    """
    _require_other(ledger, path, "备份")
    require_writable(path)
    with draft_of(path) as draft:
        if ledger.database.file is not None:
            _of_sqlite(ledger.database.file, draft)
        else:
            _of_server(ledger, draft)
        changes = checked(draft)
        size = draft.stat().st_size
    return Kept(changes, size)


def _require_other(ledger: Ledger, path: Path, what: str) -> None:
    """See that a file is not the ledger's own, nor one that SQLite keeps beside it."""
    own = ledger.database.file
    if own is None:
        return
    names = {own.resolve().with_name(f"{own.resolve().name}{ending}") for ending in _ENDINGS}
    if path.resolve() in names or (own.exists() and path.exists() and path.samefile(own)):
        raise DataError(f"{path.name} 就是台账文件本身，不能用作{what}；请另选一个文件")


def _of_sqlite(file: Path, draft: Path) -> None:
    """Copy a file of SQLite as it is at one moment, whoever writes meanwhile."""
    if not file.is_file():
        raise _nothing()
    try:
        with (
            closing(sqlite3.connect(file, timeout=10)) as there,
            closing(sqlite3.connect(draft)) as here,
        ):
            there.backup(here)
            here.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        raise DataError(f"台账文件无法备份（{error}）；请检查磁盘，或从上一次备份恢复") from error


def _of_server(ledger: Ledger, draft: Path) -> None:
    with ledger.database.reading() as there:
        if there is None:
            raise _nothing()
        with _new(draft) as here:
            copy_all(there, here)


@contextmanager
def _new(path: Path) -> Iterator[Connection]:
    """Give a connection to a new file with the tables of a ledger; one file alone afterwards."""
    made = Database(f"sqlite:///{path}")
    try:
        with made.writing() as connection:
            yield connection
    finally:
        made.close()
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA journal_mode = DELETE")


def checked(path: Path) -> int:
    """Return how many changes a backup holds.

    Raises
    ------
    DataError
        If it is none, or not sound.
    """
    if not path.is_file():
        raise DataError(f"找不到备份文件 {path.name}；请检查路径")
    try:
        with closing(_read_only(path)) as file:
            said = [row[0] for row in file.execute("PRAGMA integrity_check")]
            if said != ["ok"]:
                raise DataError(f"备份文件 {path.name} 已损坏（{said[0][:80]}）；请换一份备份")
            if file.execute("PRAGMA foreign_key_check").fetchone():
                raise DataError(f"备份文件 {path.name} 不完整，缺少一些改动；请换一份备份")
            return int(file.execute("SELECT count(*) FROM changes").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise DataError(f"{path.name} 不是台账备份，或已损坏；请换一份备份") from error


def _read_only(path: Path) -> sqlite3.Connection:
    """Open a file of somebody else: nothing is written, and nothing in it is run."""
    file = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    file.execute("PRAGMA trusted_schema = OFF")
    return file


def restore(ledger: Ledger, path: Path, aside: Path, *, replace: bool = False) -> Kept:
    """Bring a ledger back from a backup, in one transaction: all of it or nothing.

    Parameters
    ----------
    ledger
        What it holds is replaced.
    path
        A backup of either kind of store.
    aside
        Where what it held is kept, as a backup.
    replace
        Do so also where the ledger holds changes.

    Raises
    ------
    DataError
        If the backup is not sound, or the ledger holds changes and `replace` is not told.
    """
    _require_other(ledger, path, "备份文件")
    _require_other(ledger, aside, "另存的文件")
    told = checked(path)
    if damaged := _is_damaged(ledger.database.file):
        _require(replace, "台账文件已损坏")
        _put_aside(ledger, aside)
    elif held := count(ledger):
        _require(replace, f"台账里已有 {held:,} 条改动")
        backup(ledger, aside)
    with temporary_folders.folder("restore") as folder:
        copy = folder / "backup.sqlite"
        _of_sqlite(path, copy)
        source = Database(f"sqlite:///{copy}")
        try:
            with source.writing() as there, ledger.database.writing() as here:
                restore_all(there, here)
                if damaged:
                    leap(here)
        finally:
            source.close()
    return Kept(told, path.stat().st_size)


def _require(replace: bool, why: str) -> None:
    if not replace:
        raise DataError(f"{why}，没有恢复；确要用备份替换，请加 --force（现有台账会另存为备份）")


def _is_damaged(file: Path | None) -> bool:
    """Whether there is a file that SQLite cannot make sense of; one that is held is none."""
    if file is None or not file.is_file():
        return False
    try:
        with closing(_read_only(file)) as there:
            return there.execute("PRAGMA quick_check").fetchone()[0] != "ok"
    except sqlite3.DatabaseError as error:
        return error.sqlite_errorname.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def _put_aside(ledger: Ledger, aside: Path) -> None:
    """Move a damaged file away with what was written ahead of it: an expert may still read it."""
    file = ledger.database.file
    ledger.close()
    for ending in _ENDINGS:
        part = file.with_name(f"{file.name}{ending}") if file else None
        if part is not None and part.exists():
            shutil.move(part, aside.with_name(f"{aside.name}{ending}"))


def count(ledger: Ledger) -> int:
    """Return how many changes a ledger holds."""
    with ledger.database.reading() as connection:
        return int(connection.scalar(select(func.count(CHANGES.c.seq))) or 0) if connection else 0


def _nothing() -> DataError:
    return DataError("台账还没有任何改动，无需备份")
