"""Sums over sources of funds, by year and month, in 万元; what nobody entered is never a zero."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from math import isnan
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pandas import Index

from geo.monitoring.series import FigureSeries
from geo.schema.amounts import YUAN, parts
from geo.schema.ledger import UNREPORTED
from geo.schema.model import Measure

Floats = NDArray[np.float64]

_YI: Final = 10_000
"""万元 in 亿元."""


def amounts(
    series: FigureSeries,
    items: Index,
    fields: Sequence[str],
    days: Sequence[date],
    known: datetime | None = None,
) -> Floats:
    """Return (items, days) sums of fields, NaN where not one of them was entered.

    Parameters
    ----------
    series, items, known
        See `FigureSeries.numbers`.
    fields
        Such as `parts_of("planned", 2023)`: the sources of funds of one measure. May be empty.
    days
        On which the sums are asked.
    """
    return told_sum(series.numbers(items, fields, days, known), axis=1)


@cache
def parts_of(measure: Measure, year: int | None = None, fund: str | None = None) -> tuple[str, ...]:
    """Return the fields of a measure; those of one year and one source of funds where told."""
    return parts(measure, year, fund)


def spent(
    series: FigureSeries,
    items: Index,
    period: tuple[date, date],
    *,
    fund: str | None = None,
    known: datetime | None = None,
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return what was done of (n,) items in a period: 累计完成 at its end less that before it.

    Parameters
    ----------
    period
        First and last day.
    fund
        One source of funds alone.

    Returns
    -------
    tuple
        (n,) sums, NaN where none is known at the end; and (n,) bools: where nothing was known
        before, so that all that was done until then is told as done in the period. Sums of
        periods that follow one another add up to 累计完成, where nobody emptied it between.
    """
    first, last = period
    days = [first - timedelta(days=1), last]
    before, after = amounts(series, items, parts_of("done", None, fund), days, known).T
    return after - np.where(np.isnan(before), 0.0, before), np.isnan(before) & ~np.isnan(after)


def year_of(year: int) -> tuple[date, date]:
    """Return the first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def month_of(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - timedelta(days=1)


def told_sum(values: Floats, axis: int = 0) -> Floats:
    """Return sums over what is a number, NaN where nothing is."""
    told: Floats = np.where(np.isnan(values).all(axis), np.nan, np.nansum(values, axis))
    return told


def time_share(day: date, first: date, last: date) -> float:
    """Return 时序进度: the share of a period of days that has passed at the end of a day."""
    whole = (last - first).days + 1
    return min(max((day - first).days + 1, 0), whole) / whole


def amount_words(amount: float | None) -> str:
    """Return an amount of 万元 in words: 亿元 from ten thousand on, 未填报 for none."""
    if amount is None or isnan(amount):
        return UNREPORTED
    if abs(round(amount, 2)) >= _YI:
        return f"{_spaced(round(amount / _YI, 2))} 亿元"
    return f"{_spaced(round(amount, 2))} {YUAN}"


def share_words(share: float | None) -> str:
    """Return a share in per cent, one decimal; 未填报 for none."""
    return UNREPORTED if share is None or isnan(share) else f"{share * 100:.1f}%"


def _spaced(number: float) -> str:
    return f"{number:,.2f}".rstrip("0").rstrip(".").replace(",", " ")
