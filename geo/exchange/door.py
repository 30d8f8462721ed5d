"""The door for carried changes: each value is checked as if it were entered here, now."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final, NamedTuple

from pandas import DataFrame

from geo.errors import DataError
from geo.exchange.comparing import Item
from geo.ledger.history import Head
from geo.ledger.model import Value
from geo.ledger.present_state import COLUMNS
from geo.ledger.values import same
from geo.overlay import GEOMETRY, ITEMS, PLACEMENT
from geo.overlay.checking import check_edit
from geo.overlay.laying import overlaid
from geo.overlay.published import published_values
from geo.plan_data import PlanData
from geo.schema import RECORD_TABLES


class Refusal(NamedTuple):
    """A carried change that cannot be written here, and why."""

    uid: str
    item: str
    words: str


def values_of(heads: Mapping[str, Head]) -> dict[str, Value]:
    """Return the values that a ledger has of an item."""
    return {field: head.value for field, head in heads.items()}


class Door:
    """Checks values against an item as it stands; the plan is laid anew where that matters."""

    def __init__(self, published: PlanData) -> None:
        self._published = published
        self._plans: dict[tuple, PlanData] = {}

    def checked(
        self, of: Item, asked: Mapping[str, Value], told: Mapping[str, Value]
    ) -> dict[str, Value]:
        """Return the values asked for as they are to be written.

        Parameters
        ----------
        of
            Table and item.
        asked
            By field; what is left of a place is as it stands.
        told
            What a ledger says of the item by now.

        Raises
        ------
        DataError
            As where it is entered on the page.
        """
        if of[0] not in ITEMS:
            return check_edit(self._published, *of, asked)
        plan = self._plan(of, told)
        whole = {**asked, **self._rest_of_place(of, asked, told)}
        found = check_edit(plan, *of, whole)
        for field in set(found) - set(whole):
            if not same(found[field], self._present(of, [field], told)[field]):
                raise DataError(f"“{of[1]}”撤下位置时须一并撤下落图依据和位置精度")
        return {field: found[field] for field in asked}

    def _rest_of_place(
        self, of: Item, asked: Mapping[str, Value], told: Mapping[str, Value]
    ) -> dict[str, Value]:
        if asked.get(GEOMETRY) in (None, ""):
            return {}
        rest = [name for name in PLACEMENT if name not in asked]
        present = self._present(of, rest, told)
        return {name: value for name, value in present.items() if value is not None}

    def _present(
        self, of: Item, fields: Iterable[str], told: Mapping[str, Value]
    ) -> dict[str, Value]:
        published = published_values(self._published, *of, fields)
        return {name: told.get(name, value) for name, value in published.items()}

    def _plan(self, of: Item, told: Mapping[str, Value]) -> PlanData:
        """The plan with the item as it stands, as far as a check asks for it."""
        known = {field: told[field] for field in _asked(of[0]) if field in told}
        if not known:
            return self._published
        asked = (value if name == "stage" else value is None for name, value in known.items())
        mark = (of, *zip(known, asked, strict=True))
        if mark not in self._plans:
            rows = self._published.rows(of[0])
            one = self._published.with_rows(of[0], rows.loc[rows.index == of[1]])
            self._plans[mark] = overlaid(one, {of[0]: _state(of[1], known)})
        return self._plans[mark]


_ASKED: Final = ("name", "stage", *PLACEMENT)


def _asked(table: str) -> tuple[str, ...]:
    """Fields by which a check tells what an item is."""
    if table not in RECORD_TABLES:
        return _ASKED
    return tuple(each.name for each in RECORD_TABLES[table].columns if each.required)


_UNTOLD: Final = {"seq": 0, "by": "", "why": "", "document": "", "review": ""}
_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)


def _state(item: str, values: Mapping[str, Value]) -> DataFrame:
    rows = [
        {"item": item, "field": field, "value": value, "at": _LONG_AGO, **_UNTOLD}
        for field, value in values.items()
    ]
    return DataFrame({name: [row[name] for row in rows] for name in COLUMNS}, dtype=object)
