"""What stands in a box or a cell, read as the value of a column of the ledger."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Final

from geo.checks import cell_flaw
from geo.entering.dates import read_day
from geo.entering.model import Read, Value, quoted, refused
from geo.entering.numbers import read_number
from geo.schema import Column
from geo.text import fold

EMPTY_WORDS: Final = ("/", "\\", "-", "--", "—", "——", "无", "暂无", "空", "(空)", "未填", "n/a")
"""What people write for nothing where a day, a number or a choice is asked, folded."""

_BROKEN: Final = re.compile(r"#(?:ref|value|name\?|div/0|n/a|null|num|####*).*", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*[、,;/|\n]+\s*|\s*[，；]\s*")
SEVERAL: Final = ("with_units",)
"""Columns that hold names of several, with 、 between."""

_FROM_MONTH: Final = ("planned_start", "actual_start", "raised")
"""Days of which a month alone means its first day."""


def read_value(column: Column, value: object, *, unit: str = "", fraction: bool = False) -> Read:
    """Return what a text, number or date means as a value of a column.

    Parameters
    ----------
    column
        Of `geo.schema`; its own rules (range, closed list) are looked at, others are
        `geo.overlay.checking`'s.
    value
        As typed, or as a sheet holds it: text, int, float, bool, date, datetime, None.
    unit, fraction
        See `geo.entering.numbers.read_number`.
    """
    text = _plain(value)
    if text in ("", column.blank):
        return Read()
    if _BROKEN.fullmatch(text):
        return refused(text, "是表格里出错的公式", "请填结果")
    if column.type == "text" and not column.allowed:
        return Read(several(text) if column.name in SEVERAL else text)
    return _asked(column, value, text, (unit, fraction))


def _asked(column: Column, value: object, text: str, told: tuple[str, bool]) -> Read:
    """What is asked as a choice, a number or a day."""
    if column.allowed and (chosen := _chosen(text, column.allowed)):
        return Read(chosen)
    if fold(text) in EMPTY_WORDS:
        return Read(note=f"“{quoted(text)}”按空处理")
    if _kind(column) == "number":
        return _in_span(column, read_number(value, column.unit, told=told[0], fraction=told[1]))
    if _kind(column) == "date":
        return read_day(value, first=column.name in _FROM_MONTH)
    return _not_allowed(text, column.allowed)


def text_of(value: Value) -> str:
    """Return a value as it stands in a box."""
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:.10g}"


def several(text: str) -> str:
    """Return names that people separate by whatever is at hand, separated by 、, each once."""
    names = (each.strip() for each in _BETWEEN.split(text))
    return "、".join(dict.fromkeys(each for each in names if each))


def _kind(column: Column) -> str:
    return column.type


def _plain(value: object) -> str:
    """A cell as text; a day as such, a whole number without its point."""
    if value is None or (isinstance(value, float) and value != value):  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{value:.15g}" if isinstance(value, float) else str(value).strip()


def _chosen(text: str, allowed: Sequence[str]) -> str:
    tight = _tight(text)
    return next((each for each in allowed if _tight(each) == tight), "")


def _tight(text: str) -> str:
    return "".join(fold(text).split())


def _not_allowed(text: str, allowed: Sequence[str]) -> Read:
    held = [each for each in allowed if each in text] or get_close_matches(text, allowed, 1, 0.5)
    near = f"，是否“{held[0]}”" if len(held) == 1 else ""
    return refused(text, f"不在可选之列{near}", f"可填：{'、'.join(allowed)}")


def _in_span(column: Column, read: Read) -> Read:
    if read.value is None:
        return read
    flaw = cell_flaw(column, f"{read.value:.15g}")
    return read if flaw is None else refused(flaw.value, flaw.wrong, flaw.cure)
