"""A shapefile out of a zip archive, unpacked without trusting the archive."""

import zlib
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from geo.errors import DataError

MAX_BYTES = 500 * 2**20
"""Larger when unpacked is refused."""

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
"""Files of a shapefile that are unpacked; others stay where they are."""

_ENCRYPTED, _UTF8 = 0x1, 0x800


class _Member(NamedTuple):
    info: ZipInfo
    place: PurePosixPath


def unpack_shapefile(path: Path, folder: Path, layer: str = "") -> Path:
    """Unpack one shapefile into `folder` under names of our own; return the path of its .shp.

    Parameters
    ----------
    path
        Zip archive, 500 MB unpacked at most.
    folder
        An empty folder.
    layer
        Name of the .shp without its ending; "" where the archive holds one only.

    Raises
    ------
    DataError
        If it is no archive, encrypted, too large, holds names that lead outside, or no such .shp.
    """
    try:
        with ZipFile(path) as archive:
            members = [_Member(info, _place(info)) for info in archive.infolist()]
            _check(path.name, members)
            chosen = _chosen(path.name, members, layer)
            for member in members:
                if _beside(member.place, chosen):
                    part = "lines" + member.place.suffix.lower()
                    (folder / part).write_bytes(archive.read(member.info))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise DataError(f"{path.name} 不是完好的 zip 压缩包：{error}；请重新压缩") from error
    return folder / "lines.shp"


def _place(info: ZipInfo) -> PurePosixPath:
    """Name in the archive; old Chinese tools write GBK without saying so."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        name = name.encode("cp437", "replace").decode("gb18030", "replace")
    return PurePosixPath(name.replace("\\", "/"))


def _check(name: str, members: list[_Member]) -> None:
    for member in members:
        if member.place.is_absolute() or ".." in member.place.parts or ":" in member.place.parts[0]:
            raise DataError(f"{name} 内的路径“{member.place}”指向包外；请重新压缩，勿带上级目录")
        if member.info.flag_bits & _ENCRYPTED:
            raise DataError(f"{name} 已加密；请解密后重新压缩")
    size = sum(member.info.file_size for member in members)
    if size > MAX_BYTES:
        raise DataError(
            f"{name} 解压后有 {size / 2**20:,.0f} MB，上限 {MAX_BYTES / 2**20:,.0f} MB；请先裁剪"
        )


def _chosen(name: str, members: list[_Member], layer: str) -> PurePosixPath:
    found = [m.place for m in members if m.place.suffix.lower() == ".shp" and not _hidden(m.place)]
    if not found:
        raise DataError(f"{name} 内没有 .shp 文件；请压缩整套 shapefile（.shp .shx .dbf .prj）")
    fits = [place for place in found if not layer or place.stem == layer]
    if len(fits) != 1:
        names = "、".join(place.stem for place in found)
        wrong = f"没有图层“{layer}”" if layer and not fits else "有多个 .shp"
        raise DataError(f"{name} 内{wrong}（现有：{names}）；请用 --layer 指定其一")
    return fits[0]


def _beside(place: PurePosixPath, chosen: PurePosixPath) -> bool:
    same = place.parent == chosen.parent and place.stem.lower() == chosen.stem.lower()
    return same and place.suffix.lower() in PARTS


def _hidden(place: PurePosixPath) -> bool:
    """Companions that macOS adds."""
    return "__MACOSX" in place.parts or place.name.startswith("._")
