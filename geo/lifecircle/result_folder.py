"""The folder that the command writes into."""

from collections.abc import Mapping
from pathlib import Path

from geo.disk import reason
from geo.errors import DataError
from geo.whole_file import write_set


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
    """Write files, all or none; those of an earlier run that are not among them go, and are named.

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
    write_set({folder / name: text.encode() for name, text in texts.items()})
    for name in stale:
        _remove(folder / name)
    return stale


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise DataError(f"无法删去上次的“{path.name}”：{reason(error)}") from error
