"""How every item stands at a moment: one row each, from which boards, timeline and report count."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame, Index, Series

from geo.derived import with_derived
from geo.district import DISTRICT
from geo.has_geometry import has_geometry
from geo.monitoring.amounts import amounts, parts_of, spent, year_of
from geo.monitoring.series import FigureSeries, Moment
from geo.plan_data import PlanData
from geo.schema import PROJECTS, UNREPORTED
from geo.schema.ledger import STATES, TIMINGS
from geo.timing import OVERDUE, timings

DIMENSIONS: Final[Mapping[str, str]] = {
    "column": "专栏",
    "chapter": "章",
    "zone": "分区",
    "lead_unit": "责任单位",
    "layer": "图层",
    "kind": "类别",
    "status": "状态",
    "timing": "时限",
    "due_year": "计划完工年",
}
"""By what items are counted and chosen, with titles; the values are those that filters have."""

AMOUNTS: Final = ("total", "done", "planned", "actual")
"""Sums of an item in 万元: 总投资, 累计完成, plan of the year, done in the year."""

_TEXTS: Final = (
    "status",
    "lead_unit",
    "planned_start",
    "planned_finish",
    "actual_start",
    "actual_finish",
)
_OF_PLAN: Final = ("name", "column", "clause", "layer", "kind", "work")


@dataclass(frozen=True)
class Standing:
    """Items at a moment.

    Parameters
    ----------
    rows
        (n,) items, indexed by id. Of the plan: name, column, clause, chapter, layer, kind, work,
        zones (a tuple of ids, all that an item lies in), placed. Of the ledger: status, lead_unit
        and four dates (ISO text), 未填报 for no status or unit, "" for no date; progress in %,
        total, done, planned and actual of the year in 万元, NaN where nothing was entered. Worked
        out: timing, overdue, due_year, reported (has a status), first_told (nothing was known of
        what was done before the year, so that `actual` holds it, too).
    moment
        The one that was asked for.
    closed, titles
        Title by value of the dimensions that are closed lists; of each of `DIMENSIONS`, those that
        there are before anything is chosen, in the order in which they are listed.
    """

    rows: DataFrame
    moment: Moment
    closed: Mapping[str, Mapping[str, str]]
    titles: Mapping[str, Mapping[str, str]]

    def chosen(self, wanted: Mapping[str, Collection[str]], besides: str = "") -> "Standing":
        """Return the items that pass all filters but one.

        Parameters
        ----------
        wanted
            Values by dimension; those of one are alternatives, all dimensions must hold. Nothing
            is asked by an empty collection.
        besides
            The dimension whose filter is left out.
        """
        kept = np.ones(len(self.rows), bool)
        for by, values in wanted.items():
            if by != besides and values:
                kept &= _passes(self.rows, by, values)
        return replace(self, rows=self.rows[kept])

    def at(self, series: FigureSeries, moment: Moment) -> "Standing":
        """Return the same items at another moment."""
        rows = self.rows.assign(**_told(series, self.rows.index, moment))
        return replace(self, rows=rows, moment=moment, titles=_titles(self.closed, rows))


def standing(plan: PlanData, series: FigureSeries, moment: Moment) -> Standing:
    """Return how the plan's items stand.

    Parameters
    ----------
    plan
        What the items are, and where; what the ledger says of them is read from `series`.
    series
        Every entry of the table of items.
    moment
        The day, the year whose plan is judged, and what was known.
    """
    items = plan.projects
    rows = DataFrame(items[list(_OF_PLAN)]).assign(
        chapter=items["column"].map(_chapters()).fillna(""),
        zones=with_derived(items, PROJECTS, plan.zones)["zones_touched"],
        placed=has_geometry(items),
        **_told(series, items.index, moment),
    )
    closed = _closed(plan)
    return Standing(rows, moment, closed, _titles(closed, rows))


def _told(series: FigureSeries, items: Index, moment: Moment) -> dict[str, Series | NDArray]:
    """Columns of what the ledger says of items, and what is worked out of it."""
    told = series.on(items, _TEXTS, moment).fillna("").astype("str")
    for name in ("status", "lead_unit"):
        told[name] = told[name].mask(told[name] == "", UNREPORTED)
    due = told["planned_finish"].str[:4]
    timing = timings(told, moment.day)
    return {
        **{str(name): values for name, values in told.items()},
        "progress": series.numbers(items, ["progress"], [moment.day], moment.known)[:, 0, 0],
        "timing": timing,
        "due_year": due.mask(due == "", UNREPORTED),
        "overdue": timing.isin(OVERDUE),
        "reported": told["status"] != UNREPORTED,
        **_sums(series, items, moment),
    }


def _sums(series: FigureSeries, items: Index, moment: Moment) -> dict[str, NDArray]:
    """`AMOUNTS` of items, and `first_told`."""
    day, known = [moment.day], moment.known
    first, _ = year_of(moment.of_year)
    done = amounts(series, items, parts_of("done"), day, known)[:, 0]
    actual, first_told = np.full(len(items), np.nan), np.zeros(len(items), bool)
    if first <= moment.day:
        actual, first_told = spent(series, items, (first, moment.last_day), known=known)
    return {
        "total": amounts(series, items, parts_of("total"), day, known)[:, 0],
        "done": done,
        "planned": amounts(series, items, parts_of("planned", moment.of_year), day, known)[:, 0],
        "actual": actual,
        "first_told": first_told,
    }


def _passes(rows: DataFrame, by: str, values: Collection[str]) -> NDArray[np.bool_]:
    if by != "zone":
        return rows[by].isin(list(values)).to_numpy()
    wanted = set(values)
    told = [not wanted.isdisjoint(zones or ("",)) for zones in rows["zones"]]
    return np.array(told, bool)


def _chapters() -> dict[str, str]:
    return {each.name: each.chapter for each in DISTRICT.column}


def _closed(plan: PlanData) -> dict[str, dict[str, str]]:
    """Titles of the values of closed lists, in their order."""
    return {
        "column": {each.name: each.heading for each in DISTRICT.column},
        "chapter": {each: each for each in dict.fromkeys(_chapters().values()) if each},
        "zone": dict(plan.zones["name"]) | {"": "未落图或不在分区内"},
        "layer": {each.id: each.title for each in DISTRICT.layer},
        "status": {each: each for each in (*STATES, UNREPORTED)},
        "timing": {each: each for each in (*TIMINGS, UNREPORTED)},
    }


def _titles(closed: Mapping[str, Mapping[str, str]], rows: DataFrame) -> dict[str, dict[str, str]]:
    """Titles of the values that there are: those of closed lists in their order."""
    there = {by: set(rows[by]) for by in DIMENSIONS if by != "zone"}
    there["zone"] = {zone for zones in rows["zones"] for zone in zones or ("",)}
    known = {by: closed[by] if by in closed else _open(rows[by]) for by in DIMENSIONS}
    known["due_year"] = dict(sorted(known["due_year"].items()))
    return {
        by: {value: title for value, title in told.items() if value in there[by]}
        | {value: value or UNREPORTED for value in sorted(there[by] - told.keys())}
        for by, told in known.items()
    }


def _open(values: Series) -> dict[str, str]:
    """Values by how many items have them, the most first; 未填报 comes last."""
    counts = values.value_counts()
    named = sorted(counts.index, key=lambda each: (each == UNREPORTED, -counts[each], each))
    return {str(each): str(each) for each in named}
