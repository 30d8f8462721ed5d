"""Days as people write them: 2023-05-31, 2023年5月31日, 2023.5, the number that a sheet stores."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final

from geo.entering.model import Read, refused
from geo.text import fold

FIRST_YEAR, LAST_YEAR = 1950, 2100

_CURE: Final = "请写作 2023-05-31"
_DAY: Final = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})[日号]?")
_TIME: Final = re.compile(r"(.*\d日?)[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
_PACKED: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH: Final = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})月?")
_BACKWARDS: Final = re.compile(r"\d{1,2}[-/.年]\d{1,2}[-/.月]\d{2,4}日?")
_SERIAL: Final = re.compile(r"[2-7]\d{4}(?:\.0+)?")
_EPOCH: Final = date(1899, 12, 30)
"""Day 0 of the numbers that sheets store."""


def read_day(value: object, *, first: bool = False) -> Read:
    """Return the day that a text, a date or a number of a sheet means, as ISO text.

    Parameters
    ----------
    value
        Text, date, datetime, int or float.
    first
        Of a month without a day its first day counts, else its last.
    """
    if isinstance(value, datetime):
        return _day(value, value.year, value.month, value.day)
    if isinstance(value, date):
        return _day(value, value.year, value.month, value.day)
    if isinstance(value, bool):
        return refused("是" if value else "否", "不是日期", _CURE)
    text = f"{value:.10g}" if isinstance(value, float) else str(value)
    return _of_text(text, " ".join(fold(text).split()), first=first)


def _of_text(shown: str, text: str, *, first: bool) -> Read:
    if with_time := _TIME.fullmatch(text):
        text = with_time.group(1)
    tight = text.replace(" ", "")
    if found := _DAY.fullmatch(tight) or _PACKED.fullmatch(tight):
        return _day(shown, *map(int, found.groups()))
    if found := _MONTH.fullmatch(tight):
        return _month(shown, *map(int, found.groups()), first=first)
    if _SERIAL.fullmatch(tight):
        day = (_EPOCH + timedelta(days=int(float(tight)))).isoformat()
        return Read(day, note=f"{shown.strip()} 按 Excel 日期序号读作 {day}")
    if _BACKWARDS.fullmatch(tight):
        return refused(
            shown, "分不清年、月、日", f"年份请写四位并放在前面，{_CURE.removeprefix('请')}"
        )
    if re.fullmatch(r"\d{4}年?", tight):
        return refused(shown, "只有年份", _CURE)
    return refused(shown, "不是日期", _CURE)


def _month(shown: str, year: int, month: int, *, first: bool) -> Read:
    if not (1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR):
        return refused(shown, "不是日期", _CURE)
    told = date(year, month, 1 if first else monthrange(year, month)[1]).isoformat()
    return Read(told, note=f"{shown.strip()} 没有写日，按 {told} 记")


def _day(shown: object, year: int, month: int, day: int) -> Read:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return refused(shown, f"不在 {FIRST_YEAR}–{LAST_YEAR} 年之间", "请核对年份")
    try:
        return Read(date(year, month, day).isoformat())
    except ValueError:
        return refused(shown, "没有这一天", "请核对月和日")
