"""Which columns of a table say where a row is, and the numbers in them as people write them.

Coordinates are 110.9, １１０.９, 110.9°E, 110°54′36″, "110.9,30.6".
"""

import re
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from pandas import DataFrame, Series

from geo.district import DISTRICT
from geo.gc_pause import uncollected
from geo.importing.crs_detection import guess_by_values
from geo.importing.model import CoordinateColumns
from geo.importing.nesting_depth import deep_texts
from geo.text import fold

_NAMES = (
    (re.compile(r"经度|lng|lon|(^|_)jd$"), re.compile(r"纬度|lat|(^|_)wd$")),
    (re.compile(r"东坐标|横坐标|easting|^东"), re.compile(r"北坐标|纵坐标|northing|^北")),
    (re.compile(r"(^|[_\s])x($|[_\s(坐])|^x\d*$"), re.compile(r"(^|[_\s])y($|[_\s(坐])|^y\d*$")),
)
"""Names of the eastward and the northward column. Where X points is told by the values: 横坐标 is
east, but surveyors' X is north."""

_WKT = re.compile(r"\s*(SRID=\d+;)?(MULTI)?(POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\b", re.I)
_AROUND = 2.0
"""Degrees beyond the district in which two columns of numbers are still taken for places."""

(_WEST, _EAST), (_SOUTH, _NORTH) = DISTRICT.place.longitude, DISTRICT.place.latitude
_NEARBY = (_SOUTH - _AROUND, _WEST - _AROUND), (_NORTH + _AROUND, _EAST + _AROUND)
"""Latitude and longitude, degrees."""

_LOOKED_AT, _MOST_COLUMNS = 200, 12

_DEGREES = re.compile(r"(\d+(?:\.\d+)?)°(?:(\d+(?:\.\d+)?)')?(?:(\d+(?:\.\d+)?)\")?")
_MARKS = str.maketrans("度º分′’″秒”", "°°'''\"\"\"")
_SIDES = re.compile(r"[东经北纬enm米\s,]")
_BETWEEN = r"[,，;；\s]+"


def columns_of(frame: DataFrame) -> CoordinateColumns:
    """Find the place columns of a table: WKT, a pair in one cell, two by name, two by value."""
    head = frame.head(_LOOKED_AT)
    texts = [name for name in head if not _numeric(head[name])]
    for name in texts:
        if _mostly(head[name], lambda cell: bool(_WKT.match(cell))):
            return CoordinateColumns("wkt", name)
    return _named(head) or _paired(head, texts) or _valued(head) or CoordinateColumns("none")


def _named(head: DataFrame) -> CoordinateColumns | None:
    for east, north in _NAMES:
        x, y = _first(head, east), _first(head, north)
        if x and y and x != y:
            return CoordinateColumns("xy", x, y)
    return None


def _first(head: DataFrame, name: re.Pattern[str]) -> str:
    found = [column for column in head if name.search(fold(column)) and _measures(head[column])]
    return found[0] if found else ""


def _measures(column: Series) -> bool:
    """Whether at least half of what is filled are numbers."""
    filled = column[column.astype("str").str.strip() != ""]
    return bool(np.isnan(numbers(filled)).mean() <= 0.5) if len(filled) else True


def _paired(head: DataFrame, texts: list[str]) -> CoordinateColumns | None:
    for name in texts:
        places = pairs(head[name])
        filled = int((head[name].str.strip() != "").sum())
        if filled and np.isfinite(places).all(axis=1).sum() > filled / 2:
            return CoordinateColumns("pair", name)
    return None


def _valued(head: DataFrame) -> CoordinateColumns | None:
    """Two columns whose numbers are coordinates hereabouts, whatever they are called."""
    numeric = [name for name in head if _numeric(head[name])][:_MOST_COLUMNS]
    for x, y in combinations(numeric, 2):
        places = np.column_stack([numbers(head[x]), numbers(head[y])])
        if guess_by_values(places).crs and _hereabouts(places):
            return CoordinateColumns("xy", x, y)
    return None


def _hereabouts(places: NDArray[np.float64]) -> bool:
    """Whether small numbers, which may be anything, are degrees of the province, in any order."""
    middle = np.sort(np.nanmedian(places, axis=0))
    return bool(middle[1] > 180 or ((middle >= _NEARBY[0]) & (middle <= _NEARBY[1])).all())


def _numeric(column: Series) -> bool:
    return column.dtype.kind in "iuf"


def _mostly(column: Series, holds: Callable[[str], bool]) -> bool:
    filled = [cell for cell in column.astype("str") if cell.strip()]
    return sum(map(holds, filled)) > len(filled) / 2


def shapes_of_rows(frame: DataFrame, columns: CoordinateColumns) -> NDArray[np.object_]:
    """(n,) shapes of the rows, None where the cells say none or nest shapes too deep.

    Infinite places stay.

    `columns.kind` is `wkt`, `pair` or `xy`; its columns are in `frame`.
    """
    if columns.kind == "wkt":
        text = frame[columns.x].astype("str").str.replace(r"^\s*SRID=\d+;", "", regex=True)
        text = text.where(~deep_texts(pa.array(text, pa.large_string())), "")
        with np.errstate(invalid="ignore", over="ignore"):  # set aside later
            return np.asarray(shapely.from_wkt(text.to_numpy(object), on_invalid="ignore"), object)
    if columns.kind == "pair":
        return _points(pairs(frame[columns.x]))
    return _points(np.column_stack([numbers(frame[columns.x]), numbers(frame[columns.y])]))


def _points(places: NDArray[np.float64]) -> NDArray[np.object_]:
    known = ~np.isnan(places).any(axis=1)
    shapes = np.full(len(places), None, dtype=object)
    with uncollected():
        shapes[known] = shapely.points(places if known.all() else places[known])
    return shapes


def numbers(column: Series) -> NDArray[np.float64]:
    """(n,) numbers of cells; NaN where there is none. `inf` stays infinite."""
    if column.dtype.kind in "iufb":
        return column.to_numpy("float64")
    found = pd.to_numeric(column, errors="coerce").to_numpy("float64").copy()
    hard = np.isnan(found) & (column.astype("str").str.strip() != "").to_numpy()
    found[hard] = [_number(cell) for cell in column[hard]]
    return found


def pairs(column: Series) -> NDArray[np.float64]:
    """(n, 2) numbers of cells such as "110.9,30.6"; NaN where there are not two."""
    parts = column.astype("str").str.strip().str.strip("()（）[]").str.split(_BETWEEN, regex=True)
    two = parts.str.len() == 2
    places = np.full((len(column), 2), np.nan)
    places[two.to_numpy()] = np.array(
        [[_plain(cell) for cell in cells] for cells in parts[two]], dtype=float
    ).reshape(-1, 2)
    return places


def _plain(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return np.nan


def _number(cell: object) -> float:
    text = _SIDES.sub("", fold(str(cell).translate(_MARKS))).replace("''", '"')
    degrees = _DEGREES.fullmatch(text)
    if not degrees:
        return _plain(text)
    whole, minutes, seconds = (float(part or 0) for part in degrees.groups())
    return whole + minutes / 60 + seconds / 3600
