"""Which edition of a folder of data lies there: names, sizes, times and places of its files."""

import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from geo.errors import DataError


def edition_of(folder: Path, *, besides: Path | None = None) -> int:
    """Return a number that is another one as soon as a file is added, changed, renamed or taken.

    The newest time alone would not do: a file copied over with a time of its own, as Windows does,
    may be older than another one. Neither would size and time of writing: a tool that sets a file's
    time back hides an edit of the same length, so the time of the last change of anything about it
    counts too, and its place on the disk. 64 bits of a digest; some microseconds a file.

    Parameters
    ----------
    folder
        Files in folders below it count as well, also behind a link, but no folder twice on the way.
    besides
        A database that may lie there and does not count, with the files that stand beside it under
        its name while it is written.

    Raises
    ------
    DataError
        If it is missing, cannot be read, or holds no file.
    """
    try:
        lines = sorted(_lines(folder, "", frozenset({folder.resolve()}), besides))
    except OSError as error:
        raise DataError(_missing(folder)) from error
    if not lines:
        raise DataError(_missing(folder))
    return int.from_bytes(blake2b("\n".join(lines).encode(), digest_size=8).digest(), "big")


def is_of(path: Path, database: Path | None) -> bool:
    """Whether a file is a database, or stands beside it under its name while it is written."""
    if database is None or not path.name.startswith(database.name):
        return False
    return path.parent.resolve() == database.parent.resolve()


def _lines(
    folder: Path, above: str, on_the_way: frozenset[Path], besides: Path | None
) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{above}/{entry.name}"
            if is_of(Path(entry.path), besides):
                continue
            if entry.is_dir():
                inside = Path(entry.path).resolve()
                if inside not in on_the_way:  # a link to where it stands leads round for ever
                    yield from _lines(inside, name, on_the_way | {inside}, besides)
                continue
            with suppress(FileNotFoundError):  # taken away just now
                about = Path(entry.path).stat()  # a scan on Windows tells no place
                times = f"{about.st_mtime_ns} {about.st_ctime_ns}"
                yield f"{name!a} {about.st_size} {times} {about.st_dev} {about.st_ino}"


def _missing(folder: Path) -> str:
    return (
        f"数据目录 {folder.name} 不存在或为空，或不可读；"
        "请放入规划数据，或改正环境变量 PLANMAP_DATA"
    )
