"""The door for carried changes: each value is checked as if it were entered here."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

import pandas as pd
from pandas import DataFrame

from geo.errors import DataError
from geo.exchange.change_file import CarriedChange, CarriedDecision, ChangeFile
from geo.exchange.comparing import Item
from geo.ledger.model import Value
from geo.ledger.present_state import COLUMNS
from geo.ledger.times import time_of
from geo.overlay.checking import check_edit
from geo.overlay.laying import overlaid
from geo.plan_data import PlanData


class Refusal(NamedTuple):
    """A carried change that cannot be written here, and why."""

    uid: str
    item: str
    words: str


class CheckedValues(NamedTuple):
    """Values as they are to be written, by uid; and why others may not be."""

    values: Mapping[str, Mapping[str, Value]]
    refused: Mapping[str, Refusal]


def check(published: PlanData, states: Mapping[str, DataFrame], file: ChangeFile) -> CheckedValues:
    """Check changes in their order, each against the plan as those before it leave it."""
    told = _Told(published, states)
    values: dict[str, Mapping[str, Value]] = {}
    refused: dict[str, Refusal] = {}
    carried: list[CarriedChange | CarriedDecision] = [*file.changes, *file.decisions]
    for each in carried:
        asked = _asked(each)
        try:
            checked = check_edit(told.plan((each.table, each.item)), each.table, each.item, asked)
            values[each.uid] = {field: checked[field] for field in asked}
        except DataError as error:
            refused[each.uid] = Refusal(each.uid, each.item, str(error))
        told.add(each, asked)
    return CheckedValues(values, refused)


def _asked(told: CarriedChange | CarriedDecision) -> dict[str, Value]:
    if isinstance(told, CarriedDecision):
        return {each.field: each.kept for each in told.fields}
    return {each.field: each.after for each in told.fields}


_UNTOLD: Final = {"seq": 0, "by": "", "why": "", "document": "", "review": ""}


class _Told:
    """The plan with what was told so far; laid anew where it is asked for again."""

    def __init__(self, published: PlanData, states: Mapping[str, DataFrame]) -> None:
        self._published, self._states = published, dict(states)
        self._added: dict[str, list[dict[str, object]]] = defaultdict(list)
        self._of: set[Item] = set()
        self._plan = overlaid(published, states)

    def plan(self, of: Item) -> PlanData:
        if of in self._of:
            states = {table: self._with_added(table) for table in {*self._states, *self._added}}
            self._plan = overlaid(self._published, states)
            self._of.clear()
        return self._plan

    def add(self, told: CarriedChange | CarriedDecision, values: Mapping[str, Value]) -> None:
        self._of.add((told.table, told.item))
        at = time_of(told.at)
        self._added[told.table] += [
            {"item": told.item, "field": field, "value": value, "at": at, **_UNTOLD}
            for field, value in values.items()
        ]

    def _with_added(self, table: str) -> DataFrame:
        known, added = self._states.get(table), self._added[table]
        parts = [part for part in (known, _frame(added)) if part is not None and len(part)]
        if not parts:
            return _frame([])
        return pd.concat(parts).drop_duplicates(["item", "field"], keep="last")


def _frame(rows: list[dict[str, object]]) -> DataFrame:
    return DataFrame({name: [row[name] for row in rows] for name in COLUMNS}, dtype=object)
