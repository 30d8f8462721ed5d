"""Which edition of a folder of data lies there: names, sizes and times of all its files."""

import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from geo.errors import DataError


def edition_of(folder: Path) -> int:
    """Return a number that is another one as soon as a file is added, changed, renamed or taken.

    The newest time alone would not do: a file copied over with a time of its own, as Windows does,
    may be older than another one. 64 bits of a digest; some microseconds a file.

    Parameters
    ----------
    folder
        Files in folders below it count as well.

    Raises
    ------
    DataError
        If it is missing, cannot be read, or holds no file.
    """
    try:
        lines = sorted(_lines(folder, ""))
    except OSError as error:
        raise DataError(_missing(folder)) from error
    if not lines:
        raise DataError(_missing(folder))
    return int.from_bytes(blake2b("\n".join(lines).encode(), digest_size=8).digest(), "big")


def _lines(folder: Path, above: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{above}/{entry.name}"
            if entry.is_dir():
                yield from _lines(Path(entry.path), name)
                continue
            with suppress(FileNotFoundError):  # taken away just now
                about = entry.stat()
                yield f"{name!a} {about.st_size} {about.st_mtime_ns}"


def _missing(folder: Path) -> str:
    return (
        f"数据目录 {folder.name} 不存在或为空，或不可读；"
        "请放入规划数据，或改正环境变量 PLANMAP_DATA"
    )
