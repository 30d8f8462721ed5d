"""Files that others see whole or not at all: written beside their place, then moved there."""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import IO

from geo.disk_space import unwritten
from geo.errors import DataError

_DRAFT_END = ".part"


def write_whole(path: Path, content: bytes | Callable[[IO[bytes]], object], name: str = "") -> None:
    """Write a file; an older one of the name stays as it is until the new one is whole.

    Parameters
    ----------
    path
        File to write, in a folder that is there.
    content
        Its bytes, or what writes them into an open file.
    name
        What the planner knows it by, where that is not the name of the file.

    Raises
    ------
    DataError
        If the disk is full or refuses otherwise; nothing is left behind then.
    """
    with draft_of(path, name) as draft:
        _fill(draft, content)


def write_set(files: Mapping[Path, bytes]) -> None:
    """Write files that belong together: older ones stay until all new ones are whole.

    Folders that are missing are made.

    Raises
    ------
    DataError
        If one of them cannot be written; nothing of the others is left behind then.
    """
    made: list[Path] = []
    try:
        with ExitStack() as stack:
            for path, content in files.items():
                made += _make_folder(path.parent)
                _fill(stack.enter_context(draft_of(path)), content)
    except DataError:
        for folder in reversed(made):
            with suppress(OSError):  # it holds what others put there
                folder.rmdir()
        raise


@contextmanager
def draft_of(path: Path, name: str = "") -> Iterator[Path]:
    """Yield a path beside `path` to write to; it becomes `path` if the block ends well.

    Raises
    ------
    DataError
        If the system refuses to write or to move; the draft is removed then.
    """
    target = path.resolve()
    _require_file(target, name or path.name)
    draft = target.with_name(f".{os.getpid()}-{token_hex(4)}{_DRAFT_END}")
    try:
        yield draft
        with suppress(OSError):
            shutil.copymode(target, draft)
        os.replace(draft, target)  # noqa: PTH105 - the one that replaces on Windows as well
    except OSError as error:
        raise unwritten(name or path.name, error, target.parent) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def require_writable(path: Path) -> None:
    """See that a file could be written: before work of minutes, not after.

    Raises
    ------
    DataError
        If its folder is missing, it is no file, or the system refuses.
    """
    if not path.parent.is_dir():
        raise DataError(f"输出目录“{path.parent}”不存在；请先建立")
    target = path.resolve()
    _require_file(target, path.name)
    trial = target.with_name(f".{os.getpid()}-{token_hex(4)}{_DRAFT_END}")
    try:
        trial.open("xb").close()
        trial.unlink()
        with suppress(FileNotFoundError):
            target.stat()  # a name that is too long is refused here
    except OSError as error:
        raise unwritten(path.name, error, target.parent) from error


def sweep_drafts(folder: Path, *, older_s: float = 0.0, process: int | None = None) -> None:
    """Remove drafts that were left by a process, or any, which was ended while it wrote."""
    whose = "*" if process is None else f"{process}-*"
    for draft in folder.glob(f".{whose}{_DRAFT_END}"):
        with suppress(OSError):
            if time.time() - draft.stat().st_mtime >= older_s:
                draft.unlink()


def _fill(draft: Path, content: bytes | Callable[[IO[bytes]], object]) -> None:
    with draft.open("xb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            content(file)
        file.flush()
        os.fsync(file.fileno())


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder where it is missing; return those made, outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()][::-1]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritten(folder.name, error, folder.parent) from error
    return missing


def _require_file(target: Path, name: str) -> None:
    """Refuse what is there and no ordinary file: a folder, a device."""
    try:
        odd = target.exists() and not target.is_file()
    except OSError as error:
        raise unwritten(name, error, target.parent) from error
    if odd:
        raise DataError(f"无法写出“{name}”：该名称是一个目录或设备；请换一个文件名")
