"""Headings of cells that people paste or send, found among the columns of a table."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

from geo.entering.numbers import MONEY
from geo.schema import Column
from geo.text import fold

KEY_WORDS: Final = ("编号", "项目编号", "要素编号", "id")
NAME_WORDS: Final = ("名称", "项目名称", "项目", "要素名称")

_UNSPLIT: Final = "未分来源"
_OTHER_UNITS: Final = (MONEY, "亿元", "千万元", "百万元", "千元", "元", "万", "亿")
_WITH_UNIT: Final = re.compile(r"(.+?)(?:[(\[【](?:单位:)?([^()\[\]【】]+)[)\]】]|[_/:]([^_/:]+))")
_BETWEEN: Final = re.compile(r"[\s*·.、]+")


class CellHeading(NamedTuple):
    """What a heading stands for: the id of an item, its name, or a column with the unit told."""

    role: Literal["key", "name", "field"]
    column: Column | None = None
    unit: str = ""


def find_column(columns: Iterable[Column], words: str) -> CellHeading | None:
    """Return the column that words stand for: its name, its title, with or without a unit.

    Blanks, width, case and the dot between measure and source of funds do not count; of a sum the
    source may stand before the measure (区级资金累计完成); without one it is the sum not split.
    """
    asked, known = _tight(words), list(columns)
    if not asked:
        return None
    if (whole := _named(known, asked)) is not None:
        return CellHeading("field", whole)
    found = _WITH_UNIT.fullmatch(_folded(words))
    if found is None:
        return None
    unit = (found.group(2) or found.group(3) or "").strip()
    column = _named(known, _tight(found.group(1)))
    if column is None or not _is_unit(column, unit):
        return None
    return CellHeading("field", column, "" if unit == fold(column.unit) else unit)


def match_headings(columns: Sequence[Column], titles: Sequence[str]) -> list[CellHeading | None]:
    """Return what each heading of a row stands for, None where it is nothing known.

    A column that is told twice is taken once, the first time.
    """
    found: list[CellHeading | None] = []
    for words in titles:
        heading = _of_item(words) or find_column(columns, words)
        taken = heading and any(each and each[:2] == heading[:2] for each in found)
        found.append(None if taken else heading)
    return found


def aliases(column: Column) -> tuple[str, ...]:
    """Return what a column is called, besides its name, as people say it."""
    measure, dot, source = column.title.partition("·")
    if not dot:
        return (column.title,)
    alone = (measure,) if source == _UNSPLIT else ()
    return (column.title, f"{source}{measure}", *alone)


def _named(columns: Sequence[Column], asked: str) -> Column | None:
    titled = [each for each in columns if each.title]
    exact = (each for each in titled if asked in (_tight(each.name), _tight(each.header)))
    called = (each for each in titled if asked in map(_tight, aliases(each)))
    return next(exact, None) or next(called, None)


def _of_item(words: str) -> CellHeading | None:
    asked = _tight(words)
    if asked in KEY_WORDS or asked.endswith("_id"):
        return CellHeading("key")
    return CellHeading("name") if asked in NAME_WORDS else None


def _is_unit(column: Column, unit: str) -> bool:
    return unit == fold(column.unit) or (column.unit == MONEY and unit in _OTHER_UNITS)


def _folded(words: str) -> str:
    return fold(words).strip("*").strip()


def _tight(words: str) -> str:
    return _BETWEEN.sub("", _folded(words))
