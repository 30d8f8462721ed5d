"""A layer from another office's file, read as chosen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import shapely

from geo.errors import DataError
from geo.gc_pause import uncollected
from geo.importing.assembly import assembled
from geo.importing.formats import read_raw
from geo.importing.georeferencing import Placed, georeferenced
from geo.importing.limits import ReadingLimits
from geo.importing.model import Ask, Asked, Incoming, ReadingChoices
from geo.importing.unpacking import opened

AS_FOUND, USUAL = ReadingChoices(), Asked()

Tell = Callable[[str, float], None]
"""Told the stage in words and the share done."""


def _silently(_stage: str, _share: float) -> None:
    """Tell nobody."""


@uncollected()
def read(
    content: Path | bytes, name: str, asked: Asked = USUAL, tell: Tell = _silently
) -> Incoming:
    """Read a layer; nothing is dropped without a line in the report.

    Parameters
    ----------
    content
        The file, or its bytes.
    name
        Its name as the planner knows it; the content decides what it is.
    asked
        Choices: what is not chosen is recognised, see `geo.importing.inspection.peek`. District:
        (m,) polygons, WGS 84; without it nothing is told about lying outside. Upper bounds.
    tell
        Told how far it is.

    Returns
    -------
    Incoming
        `frame_ll` (n,) valid 2-D shapes in EPSG:4326, columns as in the file plus `geometry`,
        unique text ids in the index; `unplaced` the rows without a place, with 原因; either may
        be empty, not both. `choices` as used.

    Raises
    ------
    DataError
        If the file cannot be read, holds no row, goes beyond the limits, does not say where its
        rows are, or nothing of it lies where METRIC measures rightly.
    """
    tell("解析文件……", 0.1)
    choices, district_ll, limits = asked
    with opened(content, name, choices.layer, limits) as file:
        ask = Ask(file.name, replace(choices, layer=file.layer), limits)
        raw = read_raw(file.kind, file.path, ask)
    if not len(raw.frame):
        raise DataError(f"{name} 没有任何要素（数据行）；请重新导出，或改选图层、表头行")
    at = georeferenced(raw, choices, name)
    check_size(at, name, limits)
    _check_place(at, choices, name)
    tell(f"检查、修复并投影 {len(raw.frame):,} 行……", 0.5)
    done = assembled(at, choices, district_ll, name)
    report = replace(done.report, issues=(*raw.issues, *done.report.issues))
    return replace(done, report=report, notes=(*file.notes, *done.notes))


def check_size(at: Placed, name: str, limits: ReadingLimits) -> None:
    """Raise `DataError` if all shapes, or one, have more vertices than allowed."""
    vertices = shapely.get_num_coordinates(at.shapes)
    limits.check(name, vertices=int(vertices.sum()), shape=int(vertices.max(initial=0)))


def _check_place(at: Placed, choices: ReadingChoices, name: str) -> None:
    if at.columns.kind == "none" and choices.columns is None:
        raise DataError(
            f"{name} 没有找到坐标列（经度和纬度、东坐标和北坐标、X 和 Y，或 WKT）；"
            f"现有列：{'、'.join(map(str, at.frame.columns[:20]))}；请指定坐标列"
        )
    if not at.guess.crs and not shapely.is_missing(at.shapes).all():
        raise DataError(f"{name} 没有注明坐标系，{at.guess.reason}；请选择坐标系")
