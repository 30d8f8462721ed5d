"""Counts and sums as an evaluation words them: what nobody entered is 未填报, never a zero."""

from collections.abc import Iterable

from pandas import Series, isna

from geo.monitoring.amounts import amount_words, share_words
from geo.monitoring.boards import STATE_COLUMNS, TIMING_COLUMNS
from geo.schema import UNREPORTED
from sheets.report.wording import NONE, clean

NAMED = 12
"""Items of a sentence that are named."""

DONE = ("完工", "投用")


def states(row: Series) -> str:
    """Word how many items of a board's row are in which state, those there are."""
    return _counted(row, STATE_COLUMNS[:-1])


def timings(row: Series) -> str:
    """Word how many items keep their dates how, those there are."""
    return _counted(row, TIMING_COLUMNS[:-1])


def _counted(row: Series, words: Iterable[str]) -> str:
    return "、".join(f"{word} {int(row[word])} 项" for word in words if row[word])


def summed(row: Series, name: str) -> str:
    """Word a sum, and of how many items it is; 未填报 where no item told one."""
    return (
        f"{amount_words(row[name])}（{int(row[f'{name}_items'])} 项填报）"
        if told(row, name)
        else UNREPORTED
    )


def short_sum(row: Series, name: str) -> str:
    """Word a sum in a cell: the number of items alone stands behind it."""
    return (
        f"{amount_words(row[name])}（{int(row[f'{name}_items'])}）"
        if told(row, name)
        else UNREPORTED
    )


def short_rate(row: Series, name: str) -> str:
    """Word a rate in a cell as `short_sum` words a sum."""
    return f"{share_words(row[name])}（{int(row[f'{name}_items'])}）" if told(row, name) else NONE


def number(value: float) -> str:
    """Word a number of a cell, 未填报 where there is none."""
    return UNREPORTED if isna(value) else f"{round(value, 2):,.10g}"


def told(row: Series, name: str) -> bool:
    """Tell whether any item told a sum."""
    return not isna(row[name])


def rate(row: Series, name: str) -> str:
    """Word a rate, and over how many items it is."""
    if isna(row[name]):
        return NONE
    return f"{share_words(row[name])}（{int(row[f'{name}_items'])} 项）"


def names(items: Iterable[object]) -> str:
    """Name items, and say how many more there are."""
    found = [clean(each) for each in items]
    more = f"等 {len(found)} 项" if len(found) > NAMED else ""
    return "、".join(found[:NAMED]) + more


def or_unreported(value: object) -> str:
    """Return a value as text, 未填报 where there is none."""
    return clean(value) or UNREPORTED
