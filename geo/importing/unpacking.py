"""A file as sent becomes one file under a name of our own, alone in a folder of its own.

GDAL looks at names and at neighbours to decide what a file is and what belongs to it; here both
are ours, so that it opens what was recognised by content and nothing else.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from geo import temporary_folders
from geo.errors import DataError
from geo.importing.archive import Member, unpack, unpacking
from geo.importing.file_types import KINDS, kind_of, misnamed
from geo.importing.limits import ReadingLimits
from geo.importing.model import Kind

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
"""Files of a shapefile that are taken; indexes and styles stay where they are."""

BETWEEN = "|"
"""Stands between a file of an archive and a layer of that file."""

_INSIDE = tuple(end for kind, about in KINDS.items() if kind != "zip" for end in about.suffixes)
_TABLES = (*KINDS["text"].suffixes, *KINDS["xlsx"].suffixes)
_WORKBOOK = PurePosixPath("xl/workbook.xml")


class Opened(NamedTuple):
    """A file ready to be read, and what there was to choose from in its archive.

    `members` are places in the archive, of which `member` is open; () and "" without one.
    `layer` is the layer asked for within the file, "" for the first.
    """

    path: Path
    name: str
    kind: Kind
    layer: str = ""
    members: tuple[str, ...] = ()
    member: str = ""
    notes: tuple[str, ...] = ()


@contextmanager
def opened(content: Path | bytes, name: str, layer: str, limits: ReadingLimits) -> Iterator[Opened]:
    """Lay out a file, or its bytes, for reading; what is laid out goes when the context ends.

    `name` is what the planner knows it by. `layer` is "" for the first; in an archive it is the
    place of a file, and behind `BETWEEN` that file's layer.

    Raises
    ------
    DataError
        If it is missing, empty, too large, of no kind that is read, or a hostile archive.
    """
    if isinstance(content, Path) and not content.is_file():
        raise DataError(f"找不到文件 {content.name}；请检查路径")
    limits.check_file(name, content.stat().st_size if isinstance(content, Path) else len(content))
    with temporary_folders.folder("layer") as folder:
        yield _laid_out(_on_disk(content, folder), name, layer, limits, folder)


def _on_disk(content: Path | bytes, folder: Path) -> Path:
    if isinstance(content, Path):
        return content
    sent = folder / "sent"
    sent.write_bytes(content)
    return sent


def _laid_out(sent: Path, name: str, layer: str, limits: ReadingLimits, folder: Path) -> Opened:
    kind = _kind(sent, name, limits)
    notes = tuple(filter(None, [misnamed(kind, name)]))
    if kind != "zip":
        return Opened(_under_own_name(sent, kind, folder), name, kind, layer, notes=notes)
    member, _, inside = layer.partition(BETWEEN)
    with unpacking(sent, name, limits) as (archive, members):
        readable = _readable(members, name)
        chosen = _chosen(readable, member, name)
        for part in parts_of(members, chosen):
            unpack(archive, part, (folder / "unpacked").with_suffix(part.place.suffix.lower()))
    inner = (folder / "unpacked").with_suffix(chosen.suffix.lower())
    kind = _kind(inner, f"{name} 内的 {chosen.name}", limits)
    if kind == "zip":
        raise DataError(f"{name} 内的 {chosen.name} 还是压缩包；请解开一层后重新压缩")
    path = _under_own_name(inner, kind, folder)
    return Opened(path, name, kind, inside, tuple(map(str, readable)), str(chosen), notes)


def _kind(path: Path, name: str, limits: ReadingLimits) -> Kind:
    """Kind of a file; a workbook is an archive too."""
    kind = kind_of(path, name)
    if kind != "zip":
        return kind
    with unpacking(path, name, limits) as (_, members):
        return "xlsx" if any(member.place == _WORKBOOK for member in members) else "zip"


def _readable(members: Sequence[Member], name: str) -> list[PurePosixPath]:
    """Places of what can be read; a .txt is a read-me file where there is anything else."""
    found = [member.place for member in members if member.place.suffix.lower() in _INSIDE]
    found = [place for place in found if place.suffix.lower() != ".txt"] or found
    if not found:
        raise DataError(f"{name} 内没有可读的图层；{_advice(members)}")
    return sorted(found, key=_order)


def _order(place: PurePosixPath) -> tuple[bool, int, bool, str]:
    """Layers before tables: a table of the fields may lie beside a shapefile."""
    table = place.suffix.lower() in _TABLES
    return table, len(place.parts), place.name != "doc.kml", str(place)


def _advice(members: Sequence[Member]) -> str:
    parts = [PurePosixPath(part) for member in members for part in member.place.parts]
    suffixes = {part.suffix.lower() for part in parts}
    if ".gdb" in suffixes:
        return "包内是 File Geodatabase（.gdb），请导出为 GeoPackage 或 shapefile"
    if suffixes & {".zip", ".rar", ".7z", ".kmz"}:
        return "包内还是压缩包，请解开一层后重新压缩"
    return f"请压缩整套 shapefile（{' '.join(PARTS)}）或其他格式的图层"


def _chosen(readable: Sequence[PurePosixPath], member: str, name: str) -> PurePosixPath:
    if not member:
        return readable[0]
    for place in readable:
        if str(place) == member:
            return place
    raise DataError(f"{name} 内没有“{member}”；现有：{'、'.join(map(str, readable[:20]))}")


def parts_of(members: Sequence[Member], chosen: PurePosixPath) -> list[Member]:
    """A file of an archive, with what lies beside it under the same name if it is a shapefile."""
    if chosen.suffix.lower() != ".shp":
        return [member for member in members if member.place == chosen][:1]
    return [
        member
        for member in members
        if member.place.parent == chosen.parent
        and member.place.stem.lower() == chosen.stem.lower()
        and member.place.suffix.lower() in PARTS
    ]


def _under_own_name(sent: Path, kind: Kind, folder: Path) -> Path:
    """Link or copy a file, a shapefile with what lies beside it, into a folder of its own."""
    home = folder / "layer"
    home.mkdir()
    target = home / f"layer{KINDS[kind].suffixes[0]}"
    beside = PARTS[1:] if kind == "shapefile" else ()
    for part in beside:
        spelt = (sent.with_suffix(part), sent.with_suffix(part.upper()))
        for found in [each for each in spelt if each.is_file()][:1]:
            _linked(found, target.with_suffix(part))
    _linked(sent, target)
    return target


def _linked(sent: Path, target: Path) -> None:
    try:
        target.hardlink_to(sent)
    except OSError:
        shutil.copyfile(sent, target)
