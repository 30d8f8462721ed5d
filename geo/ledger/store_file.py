"""The file of a ledger on SQLite: whether it is there, and still the one that was opened."""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_ASIDE = "-of-replaced"


class FileMark(NamedTuple):
    """What tells a file from another of its name."""

    device: int
    number: int


class StoreFile:
    """A file at a place; what lies there may be moved away, or replaced by a backup."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._written_ahead: FileMark | None = None

    def identity(self) -> FileMark | None:
        """Return what lies there, None for nothing."""
        return _identity(self.path)

    def remember(self) -> None:
        """Note the changes written ahead, which belong to the file that lies there now."""
        self._written_ahead = _identity(self._beside("-wal"))

    def set_aside(self) -> None:
        """Keep what was written ahead of a file that was replaced from entering the new one.

        SQLite leaves it where it is once its file is gone, and would read it into whatever lies
        there next; it is kept under another name.
        """
        ahead = self._beside("-wal")
        if self._written_ahead is None or _identity(ahead) != self._written_ahead:
            return
        with suppress(OSError):
            ahead.replace(self._beside(f"-wal{_ASIDE}"))
            self._beside("-shm").unlink(missing_ok=True)

    def _beside(self, ending: str) -> Path:
        return self.path.with_name(f"{self.path.name}{ending}")


def _identity(path: Path) -> FileMark | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return FileMark(found.st_dev, found.st_ino)
