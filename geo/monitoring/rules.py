"""Rules that speak up and never block: of one item as it is typed, and of all of a plan."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

import numpy as np
from pandas import DataFrame, Index

from geo.ledger.model import Value
from geo.monitoring.amount_rules import AMOUNT_RULES
from geo.monitoring.amounts import amount_words, parts_of, told_sum
from geo.monitoring.matter_rules import MATTER_RULES, SETTLED
from geo.monitoring.series import FigureSeries, Moment
from geo.monitoring.state_rules import STATE_RULES
from geo.monitoring.told_item import Rule, Severity, ToldItem
from geo.plan_data import PlanData
from geo.schema import PROJECTS, UNREPORTED
from geo.timing import timings

RULES: Final = (*STATE_RULES, *AMOUNT_RULES)
"""Of items; those of matters are `MATTER_RULES`."""

SEVERITIES: Final[tuple[Severity, ...]] = ("矛盾", "提醒")
"""The gravest first."""

COLUMNS: Final = ("table", "item", "rule", "severity", "title", "words", "fields")

_JUDGED: Final = (
    "status", "planned_start", "planned_finish", "actual_start", "actual_finish",
)  # fmt: skip


_FALLING: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "progress_falls": ("形象进度", ("progress",)),
    "done_falls": ("累计完成", parts_of("done")),
}


class Finding(NamedTuple):
    """What a rule says of an item: the rule, how grave, about what, and beside which fields."""

    rule: str
    severity: Severity
    title: str
    words: str
    fields: tuple[str, ...]


def spoken(
    values: Mapping[str, Value],
    day: date,
    earlier: Mapping[str, float] | None = None,
    open_matters: int = 0,
) -> list[Finding]:
    """Return what there is to say of one item, the gravest first.

    Parameters
    ----------
    values
        All fields of the item as they are or would be; "", None and NaN for none.
    day
        On which it is judged.
    earlier
        Numbers of the report before, see `earlier_of`.
    open_matters
        How many of its matters are not settled.
    """
    texts = {name: str(values.get(name) or "") for name in _JUDGED}
    one = DataFrame([texts | {"status": texts["status"] or UNREPORTED}])
    timing = str(timings(one, day).iloc[0])
    return _said(RULES, ToldItem(values, day, timing, earlier or {}, open_matters))


def matter_spoken(values: Mapping[str, Value], day: date) -> list[Finding]:
    """Return what there is to say of one of 问题与协调事项, the gravest first."""
    return _said(MATTER_RULES, ToldItem(values, day))


def earlier_of(series: FigureSeries, item: str, day: date) -> dict[str, float]:
    """Return the numbers of an item that were reported for days before one, as known now."""
    fields = ("progress", *parts_of("done"))
    numbers = series.numbers(Index([item]), fields, [day - timedelta(days=1)])[0, :, 0]
    told = zip(fields, numbers, strict=True)
    return {field: float(number) for field, number in told if not np.isnan(number)}


def findings(plan: PlanData, series: FigureSeries, moment: Moment) -> DataFrame:
    """Return what there is to say of all items and matters of a plan.

    Parameters
    ----------
    plan
        The items, and the matters as they are shown.
    series
        Every entry of the table of items, from which their values are read.
    moment
        The day, and what was known.

    Returns
    -------
    DataFrame
        (n,) rows of `COLUMNS`, the gravest first, then in the order of the plan; `table` is
        `projects` or `matters`, `fields` a tuple. Progress and sums that fell are told for every
        report that is below the one before.
    """
    rows = [*_of_items(plan, series, moment), *_of_matters(plan, moment.day)]
    told = DataFrame(rows, columns=list(COLUMNS))
    rank = told["severity"].map(SEVERITIES.index)
    return told.iloc[np.argsort(rank.to_numpy(int), kind="stable")].reset_index(drop=True)


def _of_items(plan: PlanData, series: FigureSeries, moment: Moment) -> Iterator[tuple[Any, ...]]:
    items = plan.projects.index
    fields = [each.name for each in PROJECTS.in_ledger if each.group or each.name == "remark"]
    values = series.on(items, fields, moment)
    texts = values[list(_JUDGED)].fillna("").astype("str")
    texts["status"] = texts["status"].mask(texts["status"] == "", UNREPORTED)
    timing = timings(texts, moment.day)
    matters = plan.rows("matters")
    unsettled = Counter(matters.loc[matters["state"] != SETTLED, "item"])
    for (item, row), word in zip(values.iterrows(), timing, strict=True):
        told = ToldItem(row.to_dict(), moment.day, word, open_matters=unsettled[item])
        for each in _said(RULES, told):
            yield ("projects", item, *each)
    yield from _falls(series, items, moment)


def _falls(series: FigureSeries, items: Index, moment: Moment) -> Iterator[tuple[Any, ...]]:
    """What fell from one report to the next, and was not put right since."""
    known = {each.id: each for each in RULES}
    for rule, (title, fields) in _FALLING.items():
        about = known[rule]
        steps = series.steps(fields, moment)
        steps = steps[steps["item"].isin(items)]
        steps["told"] = told_sum(steps[list(fields)].to_numpy(float), axis=1)
        steps = steps[steps["told"].notna()]
        of_item = steps.groupby("item", sort=False)
        steps = steps.assign(before=of_item["told"].shift(), since=of_item["day"].shift())
        fell = steps.loc[
            steps["told"] < steps["before"], ["item", "day", "told", "since", "before"]
        ]
        for item, day, told, since, before in fell.itertuples(index=False, name=None):
            now, then = _worded(fields, told), _worded(fields, before)
            words = f"{day} 的{title} {now}，低于 {since} 的 {then}"
            yield ("projects", item, about.id, about.severity, about.title, words, fields)


def _worded(fields: tuple[str, ...], number: float) -> str:
    return f"{number:g}%" if fields == ("progress",) else amount_words(number)


def _of_matters(plan: PlanData, day: date) -> Iterator[tuple[Any, ...]]:
    for matter, row in plan.rows("matters").iterrows():
        for each in matter_spoken(row.to_dict(), day):
            yield ("matters", matter, *each)


def _said(rules: Sequence[Rule], told: ToldItem) -> list[Finding]:
    found = [
        Finding(rule.id, rule.severity, rule.title, *said)
        for rule in rules
        for said in rule.speak(told)
    ]
    return sorted(found, key=lambda each: SEVERITIES.index(each.severity))
