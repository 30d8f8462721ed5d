"""The coordinates of a 勘测定界 text: [属性描述] and [地块坐标], northing first."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pandas import DataFrame

from geo.cgcs2000 import Meridian
from geo.errors import DataError

ATTRIBUTES, COORDINATES = "[属性描述]", "[地块坐标]"
_OLD = re.compile(r"80|54|西安|北京")
_NEW = re.compile(r"2000|CGCS|大地", re.I)
_ZONE_3 = re.compile(r"^3(\.0*)?$|三")


class ParcelText(NamedTuple):
    """What stands in it.

    `points` has the columns parcel (from 1), name, ring, X (north), Y (east), texts, in the order
    of the file; `crs` is the system it names, "" where it names none.
    """

    points: DataFrame
    crs: str


def is_parcel_text(beginning: bytes) -> bool:
    """Tell whether a file is one by its first bytes, in any encoding."""
    marks = (COORDINATES, ATTRIBUTES)
    return any(
        mark.encode(encoding) in beginning
        for mark in marks
        for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
    )


def parcel_text(text: str, name: str) -> ParcelText:
    """Read the points of all parcels.

    Raises
    ------
    DataError
        If there are none, a line is no point, or the file is in an older system.
    """
    before, mark, after = text.partition(COORDINATES)
    if not mark:
        raise DataError(f"{name} 没有 {COORDINATES} 一段；请核对是否为勘测定界界址点文件")
    first = before.count("\n") + 1
    points = DataFrame(
        list(_points(after.splitlines(), first, name)),
        columns=["parcel", "name", "ring", "X", "Y"],
    )
    if points.empty:
        raise DataError(f"{name} 的 {COORDINATES} 之后没有界址点；请重新导出")
    return ParcelText(points, _system(_attributes(before), name))


def _points(lines: list[str], first: int, name: str) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield the points; a line that ends with @ begins a parcel."""
    parcel, title = 0, ""
    for number, line in enumerate(lines, first):
        cells = [cell.strip() for cell in re.split("[,，]", line.strip())]
        if not line.strip():
            continue
        if line.strip().startswith("["):
            return
        if cells[-1] == "@":
            parcel, title = parcel + 1, cells[3] if len(cells) > 4 else ""
            continue
        if len(cells) < 4:
            raise DataError(
                f"{name} 第 {number} 行“{line.strip()[:40]}”不是“点号,圈号,X,Y”；请核对该行"
            )
        yield max(parcel, 1), title, cells[1], cells[2], cells[3]


def _attributes(text: str) -> dict[str, str]:
    pairs = (line.partition("=") for line in text.splitlines())
    return {key.strip(): value.strip() for key, mark, value in pairs if mark}


def _system(told: dict[str, str], name: str) -> str:
    """Return the system that the attributes name, "" where they do not say all of it.

    Raises
    ------
    DataError
        If it is one that only measured parameters lead out of.
    """
    system = told.get("坐标系", "")
    if _OLD.search(system) and not _NEW.search(system):
        raise DataError(
            f"{name} 注明坐标系为“{system[:30]}”，需用转换参数换算；请向来文单位索取 CGCS2000 成果"
        )
    zone = told.get("带号", "")
    whole = zone.isdigit() and 25 <= int(zone) <= 45
    if not whole or not _ZONE_3.search(told.get("几度分带", "")):
        return ""
    return Meridian(3 * int(zone), int(zone)).bare
