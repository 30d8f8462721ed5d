"""Boards: items counted and summed by 专栏, zone, unit, layer, kind, state, and by year."""

from collections.abc import Collection, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame, Index

from geo.district import DISTRICT
from geo.monitoring.amounts import amounts, parts_of, time_share, year_of
from geo.monitoring.series import FigureSeries, Moment
from geo.monitoring.standing import AMOUNTS, DIMENSIONS, Standing
from geo.schema import UNREPORTED
from geo.schema.ledger import STATES, TIMINGS

STATE_COLUMNS: Final = (*STATES, UNREPORTED)
TIMING_COLUMNS: Final = (*TIMINGS, "时限未填报")

_RATES: Final = {"rate": ("actual", "planned"), "done_rate": ("done", "total")}
"""投资完成率: what of the year's plan, and of the whole sum, is done."""

_WHOLE: Final = "合计"


def board(of: Standing, by: str) -> DataFrame:
    """Return what there is of items, a row for each value of a dimension.

    Parameters
    ----------
    of
        The items that are counted. May be empty.
    by
        One of `DIMENSIONS`. An item that lies in several zones counts in each, so that rows of
        zones do not add up.

    Returns
    -------
    DataFrame
        (n,) rows in the order of `of.titles`, those without items, too; indexed by value ("" for
        none). Columns: `title`; `items`; `STATE_COLUMNS`, `TIMING_COLUMNS`: how many are so;
        `overdue`, `unplaced`, `unreported`, `first_told`; each of `AMOUNTS` in 万元, NaN where no
        item told one, with `<amount>_items`: of how many items it is the sum; `rate` (of actual to
        planned) and `done_rate` (of done to total) over the `<rate>_items` items that told both.
    """
    titles = of.titles[by]
    rows, groups = _members(of, by, list(titles))
    counted = _counted(of.rows.iloc[rows], groups, len(titles))
    return DataFrame({"title": list(titles.values()), **counted}, index=Index(titles, name=by))


def whole(of: Standing) -> DataFrame:
    """Return the one row of all items, each once; columns as of `board`."""
    counted = _counted(of.rows, np.zeros(len(of.rows), np.int64), 1)
    return DataFrame({"title": [_WHOLE], **counted}, index=Index([""]))


def boards(of: Standing, wanted: Mapping[str, Collection[str]]) -> dict[str, DataFrame]:
    """Return the board of every dimension, of the items that pass the filters of all others.

    So the values of a dimension stay there to be chosen from when one of them is; see
    `Standing.chosen`.
    """
    return {by: board(of.chosen(wanted, besides=by), by) for by in DIMENSIONS}


def by_year(of: Standing, series: FigureSeries) -> DataFrame:
    """Return what was planned and done year by year.

    Parameters
    ----------
    of
        The items that are counted, and the day and what was known; its year is not asked.
    series
        Every entry of the table of items.

    Returns
    -------
    DataFrame
        Indexed by the years of the plan, empty where it tells none. Columns as of `board`, but for
        its title: of the day, or of the end of the year where that is before (the plan of the year
        as it is on the day); `planned_starts`, `planned_finishes`, `starts`, `finishes`: how many
        items have such a date in the year, actual ones until the day; `time_share`: 时序进度. Of a
        year that has not begun neither states nor 总投资 and 累计完成 are known: they are NaN.
    """
    years = DISTRICT.plan.years
    if not years:
        return DataFrame(index=Index([], name="year"))
    rows = [_of_year(of, series, of.moment._replace(year=year)) for year in years]
    told = DataFrame(rows, index=Index(years, name="year"))
    later = [year for year in years if year > of.moment.day.year]
    unknown = [*STATE_COLUMNS, *TIMING_COLUMNS, "overdue", "unreported"]
    unknown += ["total", "done", "done_rate"]
    told[unknown] = told[unknown].astype(float)
    told.loc[later, unknown] = np.nan
    told.loc[later, ["total_items", "done_items", "done_rate_items"]] = 0
    return told


def _of_year(of: Standing, series: FigureSeries, moment: Moment) -> dict[str, float]:
    first, last = year_of(moment.of_year)
    then = of.at(series, moment._replace(day=moment.last_day)).rows
    planned = amounts(
        series, of.rows.index, parts_of("planned", moment.of_year), [moment.day], moment.known
    )
    one = np.zeros(len(then), np.int64)
    counted = _counted(then.assign(planned=planned[:, 0]), one, 1)
    return {
        **{name: each[0] for name, each in counted.items()},
        **_dated(of.rows, first.isoformat(), last.isoformat(), moment.day.isoformat()),
        "time_share": time_share(moment.day, first, last),
    }


def _dated(rows: DataFrame, first: str, last: str, today: str) -> dict[str, int]:
    ends = {"planned_": last, "actual_": min(last, today)}
    words = {"starts": "start", "finishes": "finish"}
    return {
        f"{kind.removeprefix('actual_')}{word}": int(
            rows[f"{kind}{field}"].between(first, end).sum()
        )
        for kind, end in ends.items()
        for word, field in words.items()
    }


def _members(
    of: Standing, by: str, values: list[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return places of rows, and the group of each; a row that is in several groups comes often."""
    places = {value: place for place, value in enumerate(values)}
    if by == "zone":
        pairs = [
            (row, places[zone])
            for row, zones in enumerate(of.rows["zones"])
            for zone in zones or ("",)
        ]
        rows, groups = np.array(pairs, np.int64).reshape(-1, 2).T
        return rows, groups
    groups = Index(values).get_indexer(of.rows[by]).astype(np.int64)
    return np.arange(len(groups)), groups


def _counted(rows: DataFrame, groups: NDArray[np.int64], n: int) -> dict[str, NDArray]:
    """Return counts and sums of (m,) rows by their (m,) groups, each of the n groups once."""

    def count(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.bincount(groups[mask], minlength=n)

    def total(values: NDArray[np.float64], told: NDArray[np.bool_]) -> NDArray[np.float64]:
        summed = np.bincount(groups[told], weights=values[told], minlength=n)
        return np.where(count(told) > 0, summed, np.nan)

    status, timing = rows["status"].to_numpy(object), rows["timing"].to_numpy(object)
    counted: dict[str, NDArray] = {"items": count(np.ones(len(rows), bool))}
    counted |= {name: count(status == name) for name in STATE_COLUMNS}
    counted |= {name: count(timing == name) for name in TIMINGS}
    counted[TIMING_COLUMNS[-1]] = count(timing == UNREPORTED)
    flags = {"overdue": rows["overdue"], "first_told": rows["first_told"]}
    flags |= {"unplaced": ~rows["placed"], "unreported": ~rows["reported"]}
    counted |= {name: count(flag.to_numpy(bool)) for name, flag in flags.items()}
    values = {name: rows[name].to_numpy(float) for name in AMOUNTS}
    for name, each in values.items():
        told = ~np.isnan(each)
        counted |= {name: total(each, told), f"{name}_items": count(told)}
    for name, (part, base) in _RATES.items():
        both = ~np.isnan(values[part]) & ~np.isnan(values[base])
        against = total(values[base], both)
        shares = total(values[part], both) / np.where(against > 0, against, np.nan)
        counted |= {name: shares, f"{name}_items": count(both)}
    return counted
