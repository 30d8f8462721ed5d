"""甘特: rows of a timeline of items, planned and actual, within the years of the plan."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from pandas import DataFrame, Index

from geo.district import DISTRICT
from geo.monitoring.amounts import year_of
from geo.monitoring.series import FigureSeries
from geo.monitoring.standing import Standing
from geo.schema.amounts import parts

PLANNED: Final = "planned"
ACTUAL: Final = "actual"

_STOPPED: Final = ("停缓建", "取消")
_BARS: Final = (
    "item",
    "kind",
    "start",
    "end",
    "drawn_from",
    "drawn_to",
    "open_start",
    "open_end",
    "reversed",
)


class Timeline(NamedTuple):
    """What is drawn of items over time, and what is not.

    Parameters
    ----------
    bars
        (n,) rows: item; kind `planned` or `actual`; start, end: as told, None for not told;
        drawn_from, drawn_to: the days between which a bar is drawn, the same for a point;
        open_start, open_end: whether that end of the bar is not a told day; reversed: the end was
        told to be before the start, and the bar is drawn between both. An actual bar without an
        end reaches to the day, or to the one to which the state 停缓建 or 取消 belongs; a planned
        one is a point where one of its days alone is told.
    milestones
        (n,) rows: item, day (the last of a year), year, words: the goal of the year.
    undated
        Items of which no date was entered: 未填报, and not drawn.
    first, last
        The days of the plan; those of the bars where the plan tells no years.
    today
        The day that is looked at.
    """

    bars: DataFrame
    milestones: DataFrame
    undated: Index
    first: date
    last: date
    today: date


class _Bar(NamedTuple):
    start: date | None
    end: date | None
    until: date | None


def timeline(of: Standing, series: FigureSeries) -> Timeline:
    """Return what is drawn of items, in their order.

    Parameters
    ----------
    of
        The items.
    series
        Every entry of the table of items.
    """
    today = of.moment.day
    bars = DataFrame(list(_bars(of, series)), columns=list(_BARS))
    years = DISTRICT.plan.years
    days = [*bars["drawn_from"], *bars["drawn_to"], today]
    first = year_of(years[0])[0] if years else min(days)
    last = year_of(years[-1])[1] if years else max(days)
    undated = of.rows.index[~of.rows.index.isin(bars["item"])]
    return Timeline(bars, _milestones(of, series), undated, first, last, today)


def _bars(of: Standing, series: FigureSeries) -> Iterator[tuple[object, ...]]:
    moment = of.moment
    stopped = of.rows.index[of.rows["status"].isin(_STOPPED)]
    since = dict(zip(stopped, series.since(stopped, "status", moment), strict=True))
    told = of.rows[["planned_start", "planned_finish", "actual_start", "actual_finish"]]
    for item, *texts in told.itertuples(name=None):
        begins, ends, begun, ended = map(_day, texts)
        yield from _bar(str(item), PLANNED, _Bar(begins, ends, None))
        yield from _bar(str(item), ACTUAL, _Bar(begun, ended, since.get(item) or moment.day))


def _bar(item: str, kind: str, bar: _Bar) -> Iterator[tuple[object, ...]]:
    """Give the bar of some days, none where no day is told."""
    start, end, until = bar
    if start is None and end is None:
        return
    drawn = [each for each in (start, end) if each]
    if end is None and until and start and until > start:
        drawn.append(until)
    back = start is not None and end is not None and end < start
    yield (item, kind, start, end, min(drawn), max(drawn), start is None, end is None, back)


def _milestones(of: Standing, series: FigureSeries) -> DataFrame:
    """The goals of the years, item by item."""
    goals = {year: goal for year in DISTRICT.plan.years for goal in parts("goal", year)}
    told = series.on(of.rows.index, list(goals.values()), of.moment)
    rows = [
        (str(item), year_of(year)[1], year, str(words))
        for item, *values in told.itertuples(name=None)
        for year, words in zip(goals, values, strict=True)
        if words
    ]
    return DataFrame(rows, columns=["item", "day", "year", "words"])


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
