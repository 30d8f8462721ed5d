"""The folder that the command writes into."""

import os
from collections.abc import Mapping
from pathlib import Path

from geo.errors import DataError


def check_folder(folder: Path, names: tuple[str, ...], *, force: bool) -> None:
    """See that files could be written: before work of minutes, not after.

    Raises
    ------
    DataError
        If the folder is a file, or holds a file of one of the names and `force` is not given.
    """
    if folder.exists() and not folder.is_dir():
        raise DataError(f"输出目录 {folder} 是一个文件；请换一个目录")
    there = [name for name in names if (folder / name).exists()]
    if there and not force:
        raise DataError(
            f"输出目录 {folder} 里已有 {'、'.join(there)}；请换一个目录，或加 --force 替换"
        )


def write_all(folder: Path, texts: Mapping[str, str], names: tuple[str, ...]) -> list[str]:
    """Write files; those of an earlier run that are not among the texts go. Return their names.

    Parameters
    ----------
    folder
        Made where it is missing.
    texts
        Content by name, written as UTF-8.
    names
        All that the command ever writes.

    Raises
    ------
    DataError
        If a file cannot be written or taken away.
    """
    stale = [name for name in names if name not in texts and (folder / name).is_file()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            _replace(folder / name, text)
        for name in stale:
            (folder / name).unlink()
    except OSError as error:
        raise DataError(
            f"无法写出 {error.filename or folder}（{error.strerror}）；"
            "请关闭正在使用它的程序，或换一个目录"
        ) from error
    return stale


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}.tmp")
    try:
        draft.write_bytes(text.encode())
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
