"""Which system coordinates are in: what a person says, held against the values."""

import re
from typing import NamedTuple

import numpy as np
from geopandas import GeoSeries
from numpy.typing import NDArray

from geo.cgcs2000 import Meridian, meridian_of
from geo.crs import LONLAT, require_in_zone, to_lonlat, to_metric
from geo.datums import DATUMS, Datum, shapes_to_wgs84
from geo.errors import DataError
from geo.importing.crs_detection import guess_by_values, known_system
from geo.placing.questions import AxisOrder
from geo.text import fold

_DATUM_WORDS: dict[Datum, re.Pattern[str]] = {
    "GCJ-02": re.compile(r"gcj[-_ ]?02|高德|腾讯|火星"),
    "BD-09": re.compile(r"bd[-_ ]?09|百度"),
}


class SystemWord(NamedTuple):
    """A system as chosen: code, "" to tell it by the values; datum; who says so."""

    crs: str = ""
    datum: Datum = DATUMS[0]
    said: str = "由您指定"


class SettledPlaces(NamedTuple):
    """Places in METRIC, (n, 2), with words on the system they were given in, and warnings."""

    places_m: NDArray[np.float64]
    system: str
    warnings: tuple[str, ...] = ()


class _Read(NamedTuple):
    """(n, 2) places with the east first, their system, why."""

    places: NDArray[np.float64]
    crs: str
    reason: str
    warnings: tuple[str, ...] = ()


def system_of(word: str) -> SystemWord:
    """Return the system that a word names: EPSG:4490, GCJ-02, 百度; "" leaves it open.

    Raises
    ------
    DataError
        If it names none.
    """
    folded = fold(word)
    for datum, pattern in _DATUM_WORDS.items():
        if pattern.search(folded):
            return SystemWord(LONLAT, datum)
    if not folded or folded in ("auto", "自动"):
        return SystemWord()
    code = f"EPSG:{folded}" if folded.isdigit() else word.strip()
    known_system(code)
    return SystemWord(code.upper() if code.lower().startswith("epsg") else code)


def settled(
    places: NDArray[np.float64], chosen: SystemWord, order: AxisOrder = ""
) -> SettledPlaces:
    """Return places in METRIC.

    Parameters
    ----------
    places
        (n, 2) as they stand in the text, n at least 1.
    chosen
        Their system, if it is said.
    order
        Which coordinate stands first, if it is said; else the values tell.

    Raises
    ------
    DataError
        If the values fit no system, or not the one chosen, if they do not tell the order, or lie
        where METRIC does not measure.
    """
    read = _oriented(places, chosen, order)
    shapes = to_lonlat(GeoSeries.from_xy(*read.places.T, crs=read.crs))
    shapes_m = to_metric(shapes_to_wgs84(shapes, chosen.datum))
    places_m = np.column_stack([shapes_m.x, shapes_m.y])
    if not np.isfinite(places_m).all():
        raise DataError(f"有坐标不能按 {read.crs} 换算；请核对坐标系与坐标次序")
    require_in_zone(places_m, "坐标")
    datum = "" if chosen.datum == DATUMS[0] else f"{chosen.datum}，已纠偏；"
    return SettledPlaces(places_m, f"{datum}{read.crs}，{read.reason}", read.warnings)


def _oriented(places: NDArray[np.float64], chosen: SystemWord, order: AxisOrder) -> _Read:
    """Return places with the east first in their own system."""
    said = places[:, ::-1] if order == "NE" else places
    found = guess_by_values(said)
    if order and found.swapped:
        words = {"EN": "先东后北", "NE": "先北后东"}[order]
        raise DataError(f"所说次序“{words}”与坐标值不符（{found.reason}）；请改正次序")
    if not chosen.crs and not found.crs:
        raise DataError(f"{found.reason}（也可能写反了次序）")
    east_first = said[:, ::-1] if found.swapped else said
    if not chosen.crs:
        return _Read(east_first, found.crs, found.reason)
    if not found.crs and not order:
        raise DataError(
            f"坐标值看不出次序；请说明先东后北（EN）还是先北后东（NE），并核对坐标系 {chosen.crs}"
        )
    return _as_chosen(east_first, chosen, found.crs)


def _as_chosen(places: NDArray[np.float64], word: SystemWord, found: str) -> _Read:
    """Hold the system chosen against that which the values show."""
    chosen = word.crs
    system = known_system(chosen)
    if found and system.is_geographic != known_system(found).is_geographic:
        unit, other = ("度", "米") if system.is_geographic else ("米", "度")
        raise DataError(f"所选 {chosen} 的坐标以{unit}计，而坐标值像是以{other}计；请改选坐标系")
    meridian = _meridian(chosen)
    if meridian is None:
        return _Read(places, chosen, word.said)
    prefix = int(np.median(places[:, 0]) // 1_000_000)
    if prefix not in (0, meridian.zone):
        raise DataError(
            f"东坐标以 {prefix} 开头，与所选 {chosen}（{meridian.zone} 带，中央经线 "
            f"{meridian.degrees}°）不符；请改选坐标系"
        )
    right = meridian.zoned if prefix else meridian.bare
    if right == chosen:
        return _Read(places, chosen, word.said)
    told = f"东坐标{'带有' if prefix else '没有'}带号，已由 {chosen} 改按 {right} 读取"
    return _Read(places, right, word.said, (told,))


def _meridian(crs: str) -> Meridian | None:
    """Return the meridian of a 3-degree system with or without the zone's number, else None."""
    code = known_system(crs).to_epsg() or 0
    beyond = Meridian(75, 25)
    zone = code - int(beyond.zoned.removeprefix("EPSG:")) + beyond.zone
    if 25 <= zone <= 45:
        return Meridian(3 * zone, zone)
    try:
        return meridian_of(crs)
    except DataError:
        return None
