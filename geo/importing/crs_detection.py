"""Which reference system coordinates are in: what the file says, held against their values."""

from collections.abc import Iterator
from math import asinh, radians, tan
from typing import NamedTuple

import numpy as np
from geopandas import GeoSeries
from numpy.typing import NDArray
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely import Point

from geo.cgcs2000 import FALSE_EASTING_M, HALF_WIDTH_M, NORTHING_M, Meridian
from geo.crs import LONLAT, METRIC, to_lonlat
from geo.district import DISTRICT, District
from geo.errors import DataError
from geo.importing.model import Guess

_Span = tuple[float, float]
_CHINA: tuple[_Span, _Span] = ((73, 136), (3, 54))
"""Degrees."""

_RADIUS_M = 6_378_137.0
_MERCATOR_M = _RADIUS_M * radians(1.0)
"""Metres of a degree of longitude in Web Mercator."""

_AROUND = 1.0
"""Degrees of latitude beyond the district in which Web Mercator is still taken for granted."""


class _System(NamedTuple):
    crs: str
    east: _Span
    north: _Span
    reason: str


def _numbered(code: str, zone: int, width: str, meridian: Meridian) -> _System:
    """Return a system whose eastings begin with the number of the zone."""
    low = zone * 1_000_000.0
    words = f"CGCS2000 {width}带第 {zone} 带（中央经线 {meridian.degrees}°）"
    east = (low, low + 1_000_000.0)
    return _System(code, east, NORTHING_M, f"东坐标以带号 {zone} 开头：{words}")


def _zoned(meridian: Meridian) -> _System:
    return _numbered(meridian.zoned, meridian.zone, "三度", meridian)


def _bare(meridian: Meridian) -> _System:
    wide = (FALSE_EASTING_M - HALF_WIDTH_M, FALSE_EASTING_M + HALF_WIDTH_M)
    return _System(
        meridian.bare, wide, NORTHING_M,
        f"东坐标为六位数、不带带号：按 CGCS2000 三度带中央经线 {meridian.degrees}°；"
        f"若中央经线不是 {meridian.degrees}° 请改选",
    )  # fmt: skip


def _six(meridian: Meridian) -> Iterator[_System]:
    """The 6-degree zone of a meridian, where there is one."""
    if meridian.zoned_6 is not None and meridian.zone_6 is not None:
        yield _numbered(meridian.zoned_6, meridian.zone_6, "六度", meridian)


def _web_mercator(district: District) -> _System:
    """Web Mercator of the district and some degrees around it."""
    west, east = (each * _MERCATOR_M for each in district.meridian.wide_longitude)
    low, high = district.place.latitude
    south, north = _mercator_north(low - _AROUND), _mercator_north(high + _AROUND)
    return _System(
        "EPSG:3857", (west, east), (south, north), "坐标值在 Web 墨卡托的范围内（网络地图常用）"
    )


def _mercator_north(latitude: float) -> float:
    """Metres north of the equator in Web Mercator, EPSG guidance note 7-2, 1024."""
    return _RADIUS_M * asinh(tan(radians(latitude)))


def _systems(district: District) -> tuple[_System, ...]:
    """The likeliest first: degrees, then the district's zone, then its neighbours'."""
    here = district.meridian
    beside = [each for each in (here.neighbour(-1), here.neighbour(1)) if each is not None]
    return (
        _System(LONLAT, *_CHINA, "坐标值是经纬度（度）"),
        _zoned(here),
        _bare(here),
        _web_mercator(district),
        *_six(here),
        *map(_zoned, beside),
    )


_SYSTEMS = _systems(DISTRICT)


def guess_by_values(places: NDArray[np.float64]) -> Guess:
    """Guess the system of (n, 2) places from their middle; "" where none fits. May be empty."""
    finite = places[np.isfinite(places).all(axis=1)]
    if not len(finite):
        return Guess("", "没有可用的坐标")
    x, y = np.median(finite, axis=0)
    for swapped, east, north in ((False, x, y), (True, y, x)):
        for system in _SYSTEMS:
            if _within(east, system.east) and _within(north, system.north):
                note = "；坐标次序是先北（纬度）后东（经度），已对调" if swapped else ""
                return Guess(system.crs, system.reason + note, swapped=swapped)
    return Guess(
        "", f"坐标值（如 {_figure(x)}, {_figure(y)}）不像任何已知坐标系；请向来文单位核实后选择"
    )


def _figure(value: float) -> str:
    """Return a coordinate as people write it; a hopeless one in few digits."""
    return f"{value:,.2f}" if abs(value) < 1e15 else f"{value:.3g}"


def guess_system(places: NDArray[np.float64], declared: str) -> Guess:
    """Return the system of (n, 2) places: the declared one unless the values cannot be in it.

    Raises
    ------
    DataError
        If what is declared is no reference system.
    """
    found = guess_by_values(places)
    if not declared:
        return found
    system = known_system(declared)
    if not found.crs or _fits(places, system):
        return Guess(_short(system), f"{_said(system)}：{system.name}", declared=True)
    return found._replace(reason=f"文件注明 {system.name}，但坐标值与之不符；{found.reason}")


def _said(system: CRS) -> str:
    """Who names a system; GeoJSON and KML are in WGS 84 by their standards and need not say so."""
    return "文件注明或格式规定" if _short(system) == LONLAT else "文件注明"


def known_system(crs: str) -> CRS:
    """Return the system of a code or a text.

    Raises
    ------
    DataError
        If it is none.
    """
    try:
        return CRS.from_user_input(crs)
    except CRSError as error:
        raise DataError(f"不认识坐标系“{crs[:80]}”；请写成 {METRIC} 的样子") from error


def _short(system: CRS) -> str:
    code = system.to_epsg()
    if not code and system.to_authority() == ("OGC", "CRS84"):
        return LONLAT  # the same but for the order of axes, which is told by the values
    return f"EPSG:{code}" if code else str(system.to_wkt())


def _fits(places: NDArray[np.float64], system: CRS) -> bool:
    """Whether the middle of places is in China if they are in `system`."""
    middle = np.median(places[np.isfinite(places).all(axis=1)], axis=0)
    with np.errstate(invalid="ignore"):
        there = to_lonlat(GeoSeries([Point(middle)], crs=system)).iloc[0]
    return _within(there.x, _CHINA[0]) and _within(there.y, _CHINA[1])


def _within(value: float, span: _Span) -> bool:
    return bool(span[0] <= value < span[1])
