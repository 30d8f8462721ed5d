"""What the ledger says of items, with the change that says it: now, or as figures of a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from pandas import DataFrame

from geo.forms.model import ITEMS, TABLES_OF_FORMS
from geo.ledger.model import Value
from geo.plan_data import PlanData
from geo.store import PlanStore


class SaidValue(NamedTuple):
    """A value, the change that says it (0 for none), who said it and when, of which day it is."""

    value: Value = None
    seq: int = 0
    by: str = ""
    at: datetime | None = None
    as_of: date | None = None


Said = Mapping[tuple[str, str], SaidValue]
"""By item and field; what is not named is not told: forms ask for what no file has."""

UNTOLD: Final = SaidValue()


@dataclass(frozen=True)
class Figures:
    """What a store knows of the items of its plan.

    Parameters
    ----------
    plan
        As the office has it now.
    now
        By table, the last word on each field.
    shown
        By table, the figures that a form shows: those of its day, else the last words.
    day
        Whose figures are shown, None for the present ones.
    """

    plan: PlanData
    now: Mapping[str, Said]
    shown: Mapping[str, Said]
    day: date | None = None

    def last(self, table: str, item: str, field: str) -> SaidValue:
        """Return the last word on a field."""
        return self.now[table].get((item, field), UNTOLD)

    def figure(self, table: str, item: str, field: str) -> SaidValue:
        """Return the figure of the day, else the last word."""
        return self.shown[table].get((item, field), UNTOLD)

    def is_overtaken(self, table: str, item: str, field: str) -> bool:
        """Whether a field has a figure of a later day, which is to stay the last word."""
        as_of = self.last(table, item, field).as_of
        if table != ITEMS or self.day is None or as_of is None:
            return False
        return as_of > self.day


def figures_of(store: PlanStore, plan: PlanData, day: date | None = None) -> Figures:
    """Return what a store knows now, and the figures of a day, None for the present ones.

    `plan` is as it is now. Matters have no figures of a day: what is said of them last holds.
    """
    states = store.states()
    now = {
        table: _by_field(states[table].itertuples()) if table in states else {}
        for table in TABLES_OF_FORMS
    }
    if day is None:
        return Figures(plan, now, now)
    entries = store.entries(ITEMS)
    now[ITEMS] = _by_field(entries.sort_values("seq", kind="stable").itertuples())
    return Figures(plan, now, {**now, ITEMS: _of_day(entries, day)}, day)


def _of_day(entries: DataFrame, day: date) -> Said:
    """Figures of a day: of entries of that day or before, the last one of the last day."""
    kept = entries[[each <= day for each in entries["as_of"]]]
    return _by_field(kept.sort_values(["as_of", "seq"], kind="stable").itertuples())


def _by_field(rows: Iterable[Any]) -> dict[tuple[str, str], SaidValue]:
    """The last of the rows of each field."""
    return {
        (row.item, row.field): SaidValue(
            row.value, int(row.seq), row.by, row.at, getattr(row, "as_of", None)
        )
        for row in rows
    }
