"""Conflicts of carried changes decided by a person: theirs taken, or ours kept."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal
from uuid import uuid4

from geo.errors import DataError
from geo.exchange.accepting import accept
from geo.exchange.comparing import Item
from geo.exchange.conflicts import KEPT, OpenConflict, PublishedOf, open_conflicts, record, settle
from geo.ledger import Ledger
from geo.ledger.bounds import require_act
from geo.ledger.model import Act, Change, Value
from geo.overlay.published import published_values
from geo.plan_data import PlanData
from geo.store import PlanStore

Choice = Literal["theirs", "ours"]


def waiting(store: PlanStore, published: PlanData | None = None) -> list[OpenConflict]:
    """Return the conflicts that wait for a decision, by item."""
    plan = store.published() if published is None else published
    if store.ledger is None:
        return []
    with store.ledger.database.reading() as connection:
        return open_conflicts(connection, _published_of(plan)) if connection else []


def decide(
    store: PlanStore, shown: Iterable[OpenConflict], choice: Choice, act: Act
) -> list[Change]:
    """Decide conflicts as they were shown; return the changes that were written for it.

    Where ours are kept nothing changes here, but the decision is remembered with who and why, and
    goes to the other store with the next file.

    Raises
    ------
    DataError
        If something has changed since they were shown, or nobody or no reason is named.
    """
    told, plan = list(shown), store.published()
    now = waiting(store, plan)
    if store.ledger is None or not told or any(each not in now for each in told):
        raise DataError("这些冲突已有变化；请刷新后再定")
    require_act(act)
    made: list[Change] = []
    if choice == "theirs":
        made = accept(store, [each.difference for each in told], act, _days(told))
    _record(store.ledger, told, choice, act, _published_of(plan))
    return made


def _days(told: Iterable[OpenConflict]) -> dict[Item, date]:
    """The latest day to which what is taken of an item belongs."""
    found: dict[Item, date] = {}
    for each in told:
        of = each.difference[:2]
        if each.as_of:
            found[of] = max(each.as_of, found.get(of, each.as_of))
    return found


def _record(
    ledger: Ledger, told: Iterable[OpenConflict], choice: Choice, act: Act, of: PublishedOf
) -> None:
    uid = {each.difference[:2]: uuid4().hex for each in told}
    with ledger.database.writing() as connection:
        if choice == "theirs":
            settle(connection, act, of)
            return
        for each in told:
            table, item, field, _, theirs, ours, _ = each.difference
            how = (each.upto, KEPT, uid[table, item])
            record(connection, (table, item, field), (ours, theirs), how, act)


def _published_of(plan: PlanData) -> PublishedOf:
    def told(table: str, item: str, fields: Iterable[str]) -> Mapping[str, Value]:
        return published_values(plan, table, item, fields)

    return told
