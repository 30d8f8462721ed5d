"""A zip archive opened without trusting it."""

import shutil
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from geo.errors import DataError
from geo.importing.limits import MB, ReadingLimits

_ENCRYPTED, _UTF8 = 0x1, 0x800
_METHODS = (ZIP_STORED, ZIP_DEFLATED)
"""What every office's programs write; zipfile unpacks the others whole, whatever it is asked."""

_ENTRY = b"PK\x01\x02"
"""Begins each line of an archive's list of contents."""


_BROKEN = (
    *(BadZipFile, zlib.error, struct.error, EOFError),
    *(OSError, RuntimeError, ValueError, LookupError),
)
"""What zipfile raises of archives that are cut or forged; what is not implemented is a
RuntimeError."""


class Member(NamedTuple):
    """One file of an archive: what zipfile knows, and where it says it stands."""

    info: ZipInfo
    place: PurePosixPath


@contextmanager
def unpacking(
    path: Path, name: str, limits: ReadingLimits
) -> Iterator[tuple[ZipFile, list[Member]]]:
    """Open an archive and list its files, folders and macOS companions left out.

    Raises
    ------
    DataError
        If it is no archive, encrypted, larger unpacked than the limit, holds too many files or
        names that lead outside, or breaks while it is read.
    """
    _check_list(path, name, limits)
    try:
        with ZipFile(path) as archive:
            members = [Member(info, _place(info)) for info in archive.infolist()]
            _check(name, members, limits)
            yield archive, [member for member in members if not _hidden(member)]
    except DataError:
        raise
    except _BROKEN as error:
        raise DataError(
            f"{name} 不是完好的 zip 压缩包（可能没有传完）；请重新压缩或重新发送"
        ) from error


def unpack(archive: ZipFile, member: Member, target: Path) -> None:
    """Write one file of an archive to `target`; zipfile stops at the size that was checked."""
    with archive.open(member.info) as packed, target.open("wb") as file:
        shutil.copyfileobj(packed, file, MB)


def _check_list(path: Path, name: str, limits: ReadingLimits) -> None:
    """Count entries before zipfile makes an object of each."""
    with path.open("rb") as file:
        entries = sum(piece.count(_ENTRY) for piece in iter(lambda: file.read(MB), b""))
    limits.check(name, members=entries)


def _place(info: ZipInfo) -> PurePosixPath:
    """Name in the archive; old Chinese tools write GBK without saying so."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        name = _renamed(name.encode("cp437", "replace"))
    return PurePosixPath(name.replace("\\", "/"))


def _renamed(raw: bytes) -> str:
    """UTF-8 where that gives Chinese: the bytes of 路 in GBK are a "·" of UTF-8 too."""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        name = "\x80"
    other = any("\x80" <= letter < "\u0800" for letter in name)
    return raw.decode("gb18030", "replace") if other else name


def _check(name: str, members: list[Member], limits: ReadingLimits) -> None:
    for member in members:
        if _leads_out(member.place):
            raise DataError(f"{name} 内的路径“{member.place}”指向包外；请重新压缩，勿带上级目录")
        if member.info.flag_bits & _ENCRYPTED:
            raise DataError(f"{name} 已加密；请解密后重新压缩")
        if member.info.compress_type not in _METHODS:
            raise DataError(f"{name} 的压缩方法不常用，不予打开；请用普通 zip（Deflate）重新压缩")
    limits.check(name, bytes=sum(member.info.file_size for member in members))


def _leads_out(place: PurePosixPath) -> bool:
    drive = bool(place.parts) and ":" in place.parts[0]
    return place.is_absolute() or ".." in place.parts or drive


def _hidden(member: Member) -> bool:
    """Folders, and companions that macOS adds."""
    place = member.place
    return member.info.is_dir() or "__MACOSX" in place.parts or place.name.startswith("._")
