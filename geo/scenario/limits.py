"""What a name and a place given by a planner may be."""

from geo.district import DISTRICT
from geo.errors import DataError
from geo.schema import Span

MAX_NAME = 40
"""Letters a name may have; longer ones do not fit a legend."""

LON_LIMITS = Span(*DISTRICT.meridian.span)
"""Degrees that METRIC covers."""

LAT_LIMITS = Span(18.0, 54.0)
"""Degrees; the mainland, so that exchanged columns are noticed. `NEAR_M` is the real limit."""


def check_text(what: str, text: str) -> None:
    """Raise `DataError` unless `text` is something to show, of `MAX_NAME` letters at most."""
    if not text.strip():
        raise DataError(f"方案: {what}为空; 请填写")
    check_length(what, text)


def check_length(what: str, text: str) -> None:
    """Raise `DataError` if `text` has more than `MAX_NAME` letters."""
    if len(text) > MAX_NAME:
        raise DataError(f"方案: {what}有 {len(text)} 个字, 最多 {MAX_NAME} 个; 请缩短")


def check_spot(lon: float | None, lat: float | None) -> None:
    """Raise `DataError` unless these are degrees that can be brought to METRIC."""
    if lon is None or lat is None:
        raise DataError("方案: 没有位置; 请在地图上点选")
    if LON_LIMITS.holds(lon) and LAT_LIMITS.holds(lat):
        return
    swapped = LON_LIMITS.holds(lat) and LAT_LIMITS.holds(lon)
    cure = "经纬度可能填反, 请交换" if swapped else "请在本区附近点选"
    raise DataError(
        f"方案: 位置 {lon}, {lat} 超出经度 {LON_LIMITS.low}–{LON_LIMITS.high} 的范围; {cure}"
    )
