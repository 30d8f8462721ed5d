"""Indicators of the plan: what was reached each year, against the straight path and the target.

Figures are compared as they are printed and reported, exactly. Between two years nothing is made
up: a year that nobody reported has no value, and an indicator whose target is no single number is
shown and not judged.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from pandas import DataFrame, Series

from geo.printed_figures import entered_parts, printed_number
from geo.schema.indicators import AT_END, DOWN, STRAIGHT, YEARLY
from geo.schema.ledger import UNREPORTED

Judged = Literal[
    "已达目标",
    "进度达到",
    "当年达到",
    "进度落后",
    "当年未达",
    "未达目标",
    "未到终期",
    "只列示",
    "未填报",
]
"""How an indicator stands. 进度 is against the straight path, 当年 against the target in a year by
itself; 未达目标 is said of the last year of the plan alone."""

MARKS: Final[Mapping[Judged, str]] = {
    "已达目标": "●",
    "进度达到": "◎",
    "当年达到": "◎",
    "进度落后": "▽",
    "当年未达": "▽",
    "未达目标": "×",
    "未到终期": "◇",
    "只列示": "□",
    "未填报": "○",
}
"""A sign for each, beside its words: none is told by colour."""


class YearFigure(NamedTuple):
    """What was reported of a year: `text` as entered, "" for nothing; its one number, if it is one.

    `due` is where the straight path stands in that year, None where there is none.
    """

    year: int
    text: str
    value: Fraction | None
    due: Fraction | None
    judged: Judged
    source: str
    note: str


@dataclass(frozen=True)
class Indicator:
    """A row of the plan's indicators with what was reported.

    Words and figures of the plan stand as printed. `base_value` and `target_value` are None where
    they are no single number; `sense`, `path`, `reading` and `odd` as in
    `geo.schema.indicators`. `years` are those of the plan: the base is of the year before the
    first, the target of the last; `figures` holds those up to the year that was asked for.
    """

    indicator_id: str
    category: str
    name: str
    unit: str
    base: str
    target: str
    growth: str
    kind: str
    sense: str
    path: str
    reading: str
    odd: str
    source: str
    base_value: Fraction | None
    target_value: Fraction | None
    years: tuple[int, ...]
    figures: tuple[YearFigure, ...]

    @property
    def title(self) -> str:
        """Name with its unit, as the plan prints it."""
        return f"{self.name}（{self.unit}）" if self.unit else self.name

    @property
    def last(self) -> int:
        """The year of the target."""
        return self.years[-1] if self.years else 0

    @property
    def latest(self) -> YearFigure | None:
        """The last year of which something was reported."""
        return next((each for each in reversed(self.figures) if each.text), None)

    @property
    def judged(self) -> Judged:
        """How it stands by the latest value."""
        return self.latest.judged if self.latest else UNREPORTED

    @property
    def is_judged(self) -> bool:
        """Whether there is anything to judge it by."""
        return bool(self.path) and self.target_value is not None


def indicators_of(
    rows: DataFrame, years: Sequence[int], until: int | None = None
) -> tuple[Indicator, ...]:
    """Return the plan's indicators with what was reported, judged.

    Parameters
    ----------
    rows
        (n,) as `PlanData.rows("indicators")` has them. May be empty.
    years
        Of the plan's period, ascending; the base is that of the year before, the target that of
        the last.
    until
        Last year that is looked at, as in an evaluation midway; None for all of them.
    """
    return tuple(_indicator(str(item), row, years, until) for item, row in rows.iterrows())


def counted(indicators: Iterable[Indicator]) -> dict[Judged, int]:
    """Return how many indicators stand how, in the order of `MARKS`, none left out at 0."""
    found = [each.judged for each in indicators]
    return {judged: found.count(judged) for judged in MARKS if judged in found}


def due_in(
    base: Fraction | None, target: Fraction | None, year: int, years: Sequence[int]
) -> Fraction | None:
    """Return where the straight path from base to target stands in a year.

    The base is of the year before the first of `years`, the target of their last; None where
    either is missing.
    """
    if base is None or target is None:
        return None
    start = years[0] - 1
    return base + (target - base) * Fraction(year - start, years[-1] - start)


def covered(indicator: Indicator, value: Fraction) -> Fraction | None:
    """Return which part of the way from base to target a value stands for, < 0 if it went back.

    None where there is no way: no base, or a target that equals it.
    """
    base, target = indicator.base_value, indicator.target_value
    if indicator.path != STRAIGHT or base is None or target is None or base == target:
        return None
    return (value - base) / (target - base)


def mean_growth(indicator: Indicator) -> Fraction | None:
    """Return the mean of the yearly rates in percent, as growth adds up; see `geometric_mean`.

    None unless the plan prints a mean to compare with and every year of it was reported.
    """
    values = [each.value for each in indicator.figures if each.value is not None]
    told = indicator.path == YEARLY and printed_number(indicator.growth) is not None
    if not told or not values or len(values) != len(indicator.years):
        return None
    return geometric_mean(values)


def geometric_mean(rates: Sequence[Fraction]) -> Fraction:
    """Return the yearly rate in percent that leads, year for year, as far as `rates` do together.

    Two years of 10 and -10 percent lead to 99, not to 100.
    """
    product = 1.0
    for rate in rates:
        product *= 1 + float(rate) / 100
    return Fraction((product ** (1 / len(rates)) - 1) * 100).limit_denominator(10**6)


def _indicator(item: str, row: Series, years: Sequence[int], until: int | None) -> Indicator:
    told = {
        name: str(row[name])
        for name in Indicator.__dataclass_fields__
        if name in row.index and isinstance(row[name], str)
    }
    bare = Indicator(
        indicator_id=item,
        base_value=printed_number(told["base"]),
        target_value=printed_number(told["target"]),
        years=tuple(years),
        figures=(),
        **told,
    )
    shown = [year for year in years if until is None or year <= until]
    figures = tuple(_figure(bare, row, year, years) for year in shown)
    return Indicator(**{**vars(bare), "figures": figures})


def _figure(indicator: Indicator, row: Series, year: int, years: Sequence[int]) -> YearFigure:
    text, source, note = (str(row.get(f"{each}_{year}", "") or "") for each in _REPORTED)
    parts = entered_parts(text)
    value = parts[0] if len(parts) == 1 else None
    due = None
    if indicator.path == STRAIGHT:
        due = due_in(indicator.base_value, indicator.target_value, year, years)
    judged = _judged(indicator, year, text, value, due)
    return YearFigure(year, text, value, due, judged, source, note)


_REPORTED: Final = ("value", "source", "note")


def _judged(
    indicator: Indicator, year: int, text: str, value: Fraction | None, due: Fraction | None
) -> Judged:
    if not text:
        return UNREPORTED
    if value is None or not indicator.is_judged:
        return "只列示"
    reached = _meets(value, indicator.target_value, indicator.sense)
    if year == indicator.last:
        return "已达目标" if reached else "未达目标"
    if indicator.path == YEARLY:
        return "当年达到" if reached else "当年未达"
    if reached or indicator.path == AT_END:
        return "已达目标" if reached else "未到终期"
    return "进度达到" if _meets(value, due, indicator.sense) else "进度落后"


def _meets(value: Fraction, wanted: Fraction | None, sense: str) -> bool:
    if wanted is None:
        return False
    return value <= wanted if sense == DOWN else value >= wanted
