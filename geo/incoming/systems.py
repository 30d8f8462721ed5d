"""Which reference system coordinates are in: what the file says, held against their values."""

from typing import NamedTuple

import numpy as np
from geopandas import GeoSeries
from numpy.typing import NDArray
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely import Point

from geo.crs import LONLAT, to_lonlat
from geo.errors import DataError
from geo.incoming.model import Guess

_Span = tuple[float, float]
_CHINA: tuple[_Span, _Span] = ((73, 136), (3, 54))
"""Degrees."""

_NORTHING = (1_500_000, 6_500_000)
"""China, metres; see geo.extent."""


class _System(NamedTuple):
    crs: str
    east: _Span
    north: _Span
    reason: str


_SYSTEMS = (
    _System("EPSG:4326", *_CHINA, "坐标值是经纬度（度）"),
    _System(
        "EPSG:4527", (39_000_000, 40_000_000), _NORTHING,
        "东坐标以带号 39 开头：CGCS2000 三度带第 39 带（中央经线 117°）",
    ),
    _System(
        "EPSG:4548", (300_000, 700_000), _NORTHING,
        "东坐标为六位数、不带带号：按 CGCS2000 三度带中央经线 117°；若中央经线不是 117° 请改选",
    ),
    _System(
        "EPSG:3857", (12_700_000, 13_200_000), (3_100_000, 3_700_000),
        "坐标值在 Web 墨卡托的范围内（网络地图常用）",
    ),
    _System(
        "EPSG:4498", (20_000_000, 21_000_000), _NORTHING,
        "东坐标以带号 20 开头：CGCS2000 六度带第 20 带（中央经线 117°）",
    ),
    _System(
        "EPSG:4526", (38_000_000, 39_000_000), _NORTHING,
        "东坐标以带号 38 开头：CGCS2000 三度带第 38 带（中央经线 114°）",
    ),
)  # fmt: skip


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
        return Guess(_short(system), f"文件注明：{system.name}", declared=True)
    return found._replace(reason=f"文件注明 {system.name}，但坐标值与之不符；{found.reason}")


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
        raise DataError(f"不认识坐标系“{crs[:80]}”；请写成 EPSG:4548 的样子") from error


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
