"""Whether coordinates look as if they came from a web map, shifted by GCJ-02 or BD-09."""

import re
from collections.abc import Sequence

import numpy as np
import shapely
from geopandas import GeoDataFrame, GeoSeries
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.datums import DATUMS, Datum, to_wgs84
from geo.text import fold

_FROM: dict[Datum, str] = {"GCJ-02": "高德、腾讯地图", "BD-09": "百度地图"}
_NAMED: dict[Datum, re.Pattern[str]] = {
    "BD-09": re.compile(r"bd[-_ ]?09|bd_?l|百度|baidu"),
    "GCJ-02": re.compile(r"gcj[-_ ]?02|gcj|高德|amap|火星|腾讯"),
}
_FEW = 1 / 3
"""Of the places gained that may be lost by the shift. Data that are right, or of a whole city, lose
as many as they gain: the estates and facilities shipped lose 1.2 to 6.5 for each that they gain."""


def datum_hint(shapes_ll: GeoSeries, names: Sequence[str], district_ll: GeoDataFrame | None) -> str:
    """Return a warning where the datum is in doubt, else "".

    Parameters
    ----------
    shapes_ll
        (n,) shapes as they stand, degrees. May be empty; empty ones and None do not count.
    names
        The columns' names, which may tell.
    district_ll
        (m,) polygons of the district, WGS 84. Without it the names alone are looked at.
    """
    district = None if district_ll is None else district_ll.union_all()
    places = middles(shapes_ll.to_numpy())
    shifted = _shifted(places, district) if district is not None else ""
    return shifted or _named(names)


def middles(shapes_ll: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return one place a shape, the middle of its extent, (k, 2); none for those without one."""
    west, south, east, north = shapely.bounds(shapes_ll).reshape(-1, 4).T
    places = np.column_stack([(west + east) / 2, (south + north) / 2])
    return places[np.isfinite(places).all(axis=1)]


def _shifted(places: NDArray[np.float64], district: BaseGeometry) -> str:
    inside = _inside(places, district)
    gains: dict[Datum, int] = {}
    for datum in DATUMS[1:]:
        after = _inside(to_wgs84(places, datum), district)
        gained, lost = int((after & ~inside).sum()), int((inside & ~after).sum())
        gains[datum] = gained if lost <= _FEW * gained else 0
    datum = max(gains, key=gains.__getitem__)
    if not gains[datum]:
        return ""
    return (
        f"有 {gains[datum]:,} 个要素（共 {len(places):,} 个）按 {datum} 纠偏后才落在区界内："
        f"坐标可能取自{_FROM[datum]}，请核对“坐标来源”"
    )


def _inside(places: NDArray[np.float64], district: BaseGeometry) -> NDArray[np.bool_]:
    shapely.prepare(district)
    return np.asarray(shapely.contains_xy(district, places[:, 0], places[:, 1]))


def _named(names: Sequence[str]) -> str:
    for datum, pattern in _NAMED.items():
        for name in names:
            if pattern.search(fold(name)):
                return f"列名“{name}”提示坐标可能取自{_FROM[datum]}（{datum}），请核对“坐标来源”"
    return ""
