"""A layer from another office's file, read as chosen."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import shapely
from geopandas import GeoDataFrame

from geo.errors import DataError
from geo.incoming.assembling import assembled
from geo.incoming.formats import read_raw
from geo.incoming.limits import Limits
from geo.incoming.model import Ask, Choices, Incoming, Raw
from geo.incoming.opening import opened
from geo.incoming.placing import Placed, placed
from geo.uncollected import uncollected

AS_FOUND, USUAL = Choices(), Limits()


def read(
    content: Path | bytes,
    name: str,
    choices: Choices = AS_FOUND,
    *,
    district_ll: GeoDataFrame | None = None,
    limits: Limits = USUAL,
) -> Incoming:
    """Read a layer; nothing is dropped without a line in the report.

    Parameters
    ----------
    content
        The file, or its bytes.
    name
        Its name as the planner knows it; the content decides what it is.
    choices
        What was chosen; the rest is recognised, see `geo.incoming.peeking.peek`.
    district_ll
        (m,) polygons of the district, WGS 84; without it nothing is told about lying outside.
    limits
        Upper bounds.

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
    return finish(begin(content, name, choices, limits=limits), district_ll=district_ll)


class Begun(NamedTuple):
    """A layer out of its file, not yet on the map."""

    name: str
    choices: Choices
    raw: Raw
    at: Placed
    notes: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return len(self.raw.frame)


@uncollected()
def begin(
    content: Path | bytes, name: str, choices: Choices = AS_FOUND, *, limits: Limits = USUAL
) -> Begun:
    """Take a layer out of its file: the first half of `read`, with its errors."""
    with opened(content, name, choices.layer, limits) as file:
        ask = Ask(file.name, replace(choices, layer=file.layer), limits)
        raw = read_raw(file.kind, file.path, ask)
    if not len(raw.frame):
        raise DataError(f"{name} 没有任何要素（数据行）；请重新导出，或改选图层、表头行")
    at = placed(raw, choices, name)
    check_size(at, name, limits)
    _check_place(at, choices, name)
    return Begun(name, choices, raw, at, file.notes)


@uncollected()
def finish(begun: Begun, *, district_ll: GeoDataFrame | None = None) -> Incoming:
    """Bring a layer to the map, checked and mended: the second half of `read`, with its errors."""
    done = assembled(begun.at, begun.choices, district_ll, begun.name)
    report = replace(done.report, issues=(*begun.raw.issues, *done.report.issues))
    return replace(done, report=report, notes=(*begun.notes, *done.notes))


def check_size(at: Placed, name: str, limits: Limits) -> None:
    """Raise `DataError` if all shapes, or one, have more vertices than allowed."""
    vertices = shapely.get_num_coordinates(at.shapes)
    limits.check(name, vertices=int(vertices.sum()), shape=int(vertices.max(initial=0)))


def _check_place(at: Placed, choices: Choices, name: str) -> None:
    if at.columns.kind == "none" and choices.columns is None:
        raise DataError(
            f"{name} 没有找到坐标列（经度和纬度、东坐标和北坐标、X 和 Y，或 WKT）；"
            f"现有列：{'、'.join(map(str, at.frame.columns[:20]))}；请指定坐标列"
        )
    if not at.guess.crs and not shapely.is_missing(at.shapes).all():
        raise DataError(f"{name} 没有注明坐标系，{at.guess.reason}；请选择坐标系")
