"""Temporary folders, made in one place so that none outlives the process that made it.

Each process has one folder below the system's, `planmap-<process>-<random>`, and beside it a
file `<folder>.lock` that it keeps locked. The system takes the lock off however the process ends,
so what is locked lives, and what is not may be swept: no number of a process is believed, which
another may bear by now, here or in another container that shares the folder.
"""

import atexit
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from threading import Lock, current_thread, main_thread
from typing import IO, NamedTuple, NoReturn

PREFIX, _LOCK_END = "planmap-", ".lock"
_NAME = re.compile(rf"{PREFIX}\d+-[0-9a-f]{{12}}({re.escape(_LOCK_END)})?")
"""Folders and locks of our own; whatever else begins alike is somebody else's."""

_ORPHAN_S = 3_600.0
"""Age of a lock without a folder from which it is swept; younger, its folder is being made."""


class _Own(NamedTuple):
    process: int
    folder: Path
    held: IO[bytes]


_guard = Lock()
_own: list[_Own] = []


def make(purpose: str) -> Path:
    """Make an empty folder that is gone at the latest when the process has ended.

    Readable for this user alone; `purpose` is a word, a-z, for whoever looks into the system's.
    """
    return Path(tempfile.mkdtemp(prefix=f"{purpose}-", dir=_folder_of_process()))


@contextmanager
def folder(purpose: str) -> Iterator[Path]:
    """Make an empty folder, and remove it after the block."""
    path = make(purpose)
    try:
        yield path
    finally:
        remove(path)


def remove(path: Path) -> None:
    """Remove a folder and what is in it; what another program holds open goes with the process."""
    shutil.rmtree(path, ignore_errors=True)


def remove_all() -> None:
    """Remove every folder of this process."""
    with _guard:
        mine = [each for each in _own if each.process == os.getpid()]
        _own.clear()
    for each in mine:
        remove(each.folder)
        each.held.close()
        with suppress(OSError):
            _lock_of(each.folder).unlink()


def sweep() -> int:
    """Remove the folders of processes that have ended, this user's alone; return how many."""
    base, count = Path(tempfile.gettempdir()), 0
    for path in base.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if not _NAME.fullmatch(path.name):
                continue
            if path.name.endswith(_LOCK_END):
                _sweep_orphan(path)
            elif _is_ours(path):
                count += _sweep_folder(path)
    return count


def begin() -> None:
    """Begin a command: sweep, and let SIGTERM end it through its `finally` blocks."""
    sweep()
    if sys.platform != "win32" and current_thread() is main_thread():
        signal.signal(signal.SIGTERM, _leave)


def _leave(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def _folder_of_process() -> Path:
    with _guard:
        if _own and _own[-1].process == os.getpid() and _own[-1].folder.is_dir():
            return _own[-1].folder
        _own.append(_made())
        return _own[-1].folder


def _made() -> _Own:
    """Lock first, folder second: a folder without a held lock is never one being made."""
    path = Path(tempfile.gettempdir()) / f"{PREFIX}{os.getpid()}-{token_hex(6)}"
    held = _lock_of(path).open("xb")
    if not _lock(held):
        raise OSError(f"{path.name}: new lock is held by another")
    path.mkdir(mode=0o700)
    return _Own(os.getpid(), path, held)


def _lock(file: IO[bytes]) -> bool:
    """Lock an open file until it is closed or its process ends; False where another holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there on Windows alone

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not there on Windows

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _lock_of(path: Path) -> Path:
    return path.with_name(path.name + _LOCK_END)


def _is_ours(path: Path) -> bool:
    """Whether it is a folder, no link to one, and belongs to this user."""
    if path.is_symlink() or not path.is_dir():
        return False
    return sys.platform == "win32" or path.stat().st_uid == os.getuid()


def _sweep_folder(path: Path) -> bool:
    """Remove a folder whose process has ended."""
    held = _lock_of(path)
    if not held.exists():
        remove(path)
        return True
    with held.open("r+b") as file:
        if not _lock(file):
            return False
        remove(path)
    held.unlink()
    return True


def _sweep_orphan(path: Path) -> None:
    """Remove an old lock whose folder is gone."""
    alone = not path.with_name(path.name.removesuffix(_LOCK_END)).exists()
    if alone and time.time() - path.stat().st_mtime > _ORPHAN_S:
        path.unlink()


atexit.register(remove_all)
