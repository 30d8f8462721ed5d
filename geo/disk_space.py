"""What the disk refuses, in words that say what to do."""

import errno
import shutil
from pathlib import Path
from typing import Final

from geo.errors import DataError

SCARCE: Final = 2**20
"""Bytes; a library that fails with less than this left ran out of room, whatever it says."""

_SAID_FULL = ("No space left on device", "disk is full")
"""What libraries say of a full disk, among other words."""

_FULL = "磁盘已满；请清理磁盘，或换一个有空间的位置"
_CLOSED = "没有读写权限，或文件正被其他程序打开；请关闭该程序、检查权限，或换一个位置"
_READ_ONLY = "所在磁盘只读；请换一个位置"
_GONE = "所在目录不存在（可能已被移走或改名）；请检查目录"
_LONG = "名称过长，系统不接受；请改用短一些的名称"
_BAD = "名称含系统不接受的字符；请改名"
_FOLDER = "该名称是一个目录；请换一个文件名"
_CUT = "超出系统允许的文件大小；请减少内容，或请管理员放宽限制"
_MANY = "系统打开的文件过多；请稍后再试，或请管理员放宽限制"

_WORDS: Final[dict[int, str]] = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EFBIG: _CUT,
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EBUSY: _CLOSED,
    errno.EROFS: _READ_ONLY,
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.ENAMETOOLONG: _LONG,
    errno.EISDIR: _FOLDER,
    errno.EINVAL: _BAD,
    errno.EMFILE: _MANY,
    errno.ENFILE: _MANY,
}


def reason(error: OSError) -> str:
    """Return why the system refused, and what to do, without a path."""
    known = _WORDS.get(error.errno or 0)
    return known or f"系统错误 {error.errno or '未知'}；请检查磁盘，或换一个位置"


def disk_words(error: OSError) -> str:
    """Return one sentence on an error of the system; the file is called by its name alone."""
    name = Path(str(error.filename)).name if error.filename else ""
    return f"{f'“{name}”' if name else '文件'}无法读写：{reason(error)}"


def unwritten(name: str, error: Exception, folder: Path) -> DataError:
    """Return the error of a file that could not be written.

    Parameters
    ----------
    name
        Of the file, as the planner knows it.
    error
        Of the system, or of a library that hides what the system said.
    folder
        Where it was written: how much room is left there tells what a library does not.
    """
    if isinstance(error, OSError) and error.errno:
        why = reason(error)
    else:
        full = any(words in str(error) for words in _SAID_FULL) or _scarce(folder)
        why = _FULL if full else "写入中断；请关闭正在使用它的程序，或换一个位置"
    return DataError(f"无法写出“{name}”：{why}")


def _scarce(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < SCARCE
    except OSError:
        return False
