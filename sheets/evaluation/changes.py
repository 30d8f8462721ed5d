"""变动记录: changes of the scope whose figures belong to the period, listed or counted by month."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

import numpy as np
from pandas import DataFrame, Index, concat, factorize

from geo.district import DISTRICT
from geo.ledger import Change
from geo.overlay.wording import title_of, value_words
from geo.schema.ledger import DRAFT
from sheets.evaluation.request import Changes
from sheets.evaluation.sources import EvaluationSpec, Sources

LISTED: Final = 100
"""Changes of which each is listed without being asked for; more are counted by month."""

_COLUMNS = (
    "seq", "made", "as_of", "item", "name", "field", "before", "after", "by", "why", "document",
)  # fmt: skip


def changes_of(sources: Sources, items: Mapping[str, Index], asked: EvaluationSpec) -> Changes:
    """Return the changes of items.

    Parameters
    ----------
    sources
        Of the evaluation.
    items
        Ids by table of the ledger.
    asked
        Its day ends the period; `full` lists each change, however many there are.
    """
    told = {table: _within(sources.entries[table], ids, asked) for table, ids in items.items()}
    seqs = concat([each["seq"] for each in told.values()]).unique()
    drafts = concat([each.loc[each["review"] == DRAFT, "seq"] for each in told.values()]).nunique()
    listed = asked.full or len(seqs) <= LISTED
    rows = _rows(sources, told) if listed else DataFrame(columns=_COLUMNS)
    later = sum(_later(sources.entries[table], ids, asked) for table, ids in items.items())
    return Changes(
        len(seqs), int(drafts), later, _months(concat(list(told.values()))), rows, listed
    )


def _within(entries: DataFrame, items: Index, asked: EvaluationSpec) -> DataFrame:
    """Entries of items whose figures belong to the years of the plan, until the day."""
    years = DISTRICT.plan.years
    first = date(years[0], 1, 1) if years else date.min
    within = _between(entries, first, asked.day)
    return entries[within & entries["item"].isin(items).to_numpy()]


def _later(entries: DataFrame, items: Index, asked: EvaluationSpec) -> int:
    after = _between(entries, asked.day + timedelta(days=1), date.max)
    return int(entries.loc[after & entries["item"].isin(items).to_numpy(), "seq"].nunique())


def _between(entries: DataFrame, first: date, last: date) -> np.ndarray:
    """Tell which of (n,) entries have figures of the days from one to another."""
    codes, days = factorize(entries["as_of"])
    return np.array([first <= each <= last for each in days], bool)[codes]


def _months(entries: DataFrame) -> DataFrame:
    """How many changes belong to each month, of how many items, by how many people."""
    if entries.empty:
        return DataFrame(columns=["month", "changes", "items", "people"])
    codes, days = factorize(entries["as_of"])
    months = np.array([f"{each:%Y-%m}" for each in days], object)
    counted = entries.assign(month=months[codes]).groupby("month")
    counts = {"changes": "seq", "items": "item", "people": "by"}
    told = {name: counted[of].nunique() for name, of in counts.items()}
    return DataFrame(told).reset_index()


def _rows(sources: Sources, told: Mapping[str, DataFrame]) -> DataFrame:
    rows: list[tuple[object, ...]] = []
    for entries in told.values():
        days = dict(zip(entries["seq"], entries["as_of"], strict=True))
        for change in sources.changes(map(int, days)):
            rows += _of(change, _name(sources, change), days[change.seq].isoformat())
    return DataFrame(sorted(rows, key=lambda row: (row[2], row[0])), columns=_COLUMNS)


def _name(sources: Sources, change: Change) -> str:
    names = sources.plan.projects["name"]
    return str(names.get(change.item, "")) if change.table == "projects" else ""


def _of(change: Change, name: str, as_of: str) -> Iterator[tuple[object, ...]]:
    made = change.at.astimezone().date().isoformat()
    for each in change.fields:
        before, after = (
            value_words(change.table, each.field, value) for value in (each.before, each.after)
        )
        title = title_of(change.table, each.field)
        yield (
            change.seq, made, as_of, change.item, name, title, before, after,
            change.by, change.why, change.document,
        )  # fmt: skip
