"""One carried change after the other: checked, written where it follows, listed where not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, select

from geo.errors import DataError
from geo.exchange.carried_fields import Origin, carried_values, follow, list_fields
from geo.exchange.change_file import CarriedChange, CarriedDecision, CarriedField
from geo.exchange.comparing import Item, same_value
from geo.exchange.conflicts import PublishedOf, settle
from geo.exchange.door import Door, values_of
from geo.exchange.taking_back import restored
from geo.exchange.verdicts import Verdicts
from geo.ledger.appending import How, write
from geo.ledger.history import Head, heads
from geo.ledger.model import Act, Edit, FieldChange, Value
from geo.ledger.tables import CHANGES
from geo.ledger.times import time_of
from geo.ledger.values import same
from geo.overlay import ITEMS, PLACEMENT
from geo.plan_data import PlanData

BEFORE_IS_MISSING: Final = "前一改动未到；请先并入较早的改动文件，再并入本文件"

Values = Mapping[str, Value]


@dataclass(frozen=True)
class Taker:
    """Who takes a file in, into what, and by which rules."""

    published: PlanData
    published_of: PublishedOf
    act: Act
    verdicts: Verdicts
    wants_review: bool


class ChangeTaker:
    """Takes changes and decisions, within a transaction.

    Parameters
    ----------
    known
        Uids of what this store knows; what is taken is added.
    """

    def __init__(self, connection: Connection, taker: Taker, known: set[str]) -> None:
        self._connection, self._taker, self._known = connection, taker, known
        self._door = Door(taker.published)

    def take(self, change: CarriedChange) -> bool:
        """Take a change that is new here; return whether all of it was written.

        Raises
        ------
        DataError
            If it may not be written here, or comes without its predecessor.
        """
        if change.table not in ITEMS:
            raise DataError(f"“{change.table[:40]}”里的要素不能填报；可用：{'、'.join(ITEMS)}")
        if any(each.base and each.base not in self._known for each in change.fields):
            raise DataError(BEFORE_IS_MISSING)
        there = heads(self._connection, change.table, change.item)
        ours = self._ours(change, there)
        values, fit = self._parted(change, there, ours)
        made = list(_made(fit, values, ours, there))
        if made:
            write(self._connection, _edit(change), made, self._how(change))
        self._known.add(change.uid)
        written = {each.field for each in made}
        rest = [each for each in change.fields if each.field not in written]
        list_fields(self._connection, _origin(change), rest, self._taker.act.at)
        if rest:
            settle(self._connection, self._taker.act, self._taker.published_of)
        return bool(made) and len(fit) == len(change.fields)

    def decide(self, decision: CarriedDecision) -> None:
        """Follow a decision, or list what was kept where something else stands here.

        Raises
        ------
        DataError
            If what was kept may not be written here.
        """
        of = (decision.table, decision.item)
        there = heads(self._connection, *of)
        kept = {each.field: each.kept for each in decision.fields}
        values = self._checked(of, kept, there)
        how = How("merge", None, self._taker.wants_review, decision.uid, self._taker.act.at)
        self._known.add(decision.uid)
        published_of = self._taker.published_of
        if not follow(self._connection, decision, values, published_of, how):
            said = (decision.by, decision.at, decision.why)
            head: Origin = (decision.uid, *of, *said, "", None)
            told = [CarriedField(each.field, each.over, each.kept, "") for each in decision.fields]
            list_fields(self._connection, head, told, self._taker.act.at)
            settle(self._connection, self._taker.act, published_of)

    def _ours(self, change: CarriedChange, there: Mapping[str, Head]) -> Values:
        names = [each.field for each in change.fields]
        return {**self._taker.published_of(change.table, change.item, names), **values_of(there)}

    def _parted(
        self, change: CarriedChange, there: Mapping[str, Head], ours: Values
    ) -> tuple[Values, list[CarriedField]]:
        """Values as they are to be written, and the fields that follow what is here.

        Nothing is written in part that may not be written as a part.
        """
        of, fit = (change.table, change.item), _following(change.fields, ours)
        asked = {each.field: each.after for each in change.fields}
        values: Values
        if change.undoes:
            undone, values = restored(self._connection, change)
            if change.kind == "return":
                self._taker.verdicts.require_returned(change)
            last = all(each.field in there and there[each.field].seq == undone.seq for each in fit)
            if len(fit) == len(change.fields) and last:
                return values, fit
        else:
            values = self._checked(of, asked, there)
        try:
            told = {each.field: values[each.field] for each in fit}
            return self._door.checked(of, told, values_of(there)), fit
        except DataError:
            return {}, []

    def _checked(self, of: Item, asked: Values, there: Mapping[str, Head]) -> Values:
        """Values in their types; checked on what was carried here where what is here is other."""
        told = values_of(there)
        try:
            return self._door.checked(of, asked, told)
        except DataError:
            listed = carried_values(self._connection, of)
            if not listed:
                raise
            return self._door.checked(of, asked, {**told, **listed})

    def _how(self, change: CarriedChange) -> How:
        undone = select(CHANGES.c.seq).where(CHANGES.c.uid == change.undoes)
        seq = self._connection.scalar(undone) if change.undoes else None
        kind = "merge" if change.undoes and seq is None else change.kind
        wants = change.kind != "return" and (bool(change.review) or self._taker.wants_review)
        return How(kind, seq, wants, change.uid, self._taker.act.at)


def _following(fields: Iterable[CarriedField], ours: Values) -> list[CarriedField]:
    """Fields that follow what is here; a place goes whole."""
    return [
        each
        for group in _groups(fields)
        if all(same_value(one.field, one.before, ours.get(one.field)) for one in group)
        for each in group
    ]


def _made(
    fit: Iterable[CarriedField], values: Values, ours: Values, there: Mapping[str, Head]
) -> Iterator[FieldChange]:
    for name in (each.field for each in fit):
        if not same(ours[name], values[name]):
            base = there[name].seq if name in there else 0
            yield FieldChange(name, ours[name], values[name], base)


def _groups(fields: Iterable[CarriedField]) -> Iterator[list[CarriedField]]:
    told = list(fields)
    place = [each for each in told if each.field in PLACEMENT]
    if place:
        yield place
    yield from ([each] for each in told if each.field not in PLACEMENT)


def _edit(change: CarriedChange) -> Edit:
    day = date.fromisoformat(change.as_of) if change.as_of else None
    act = Act(change.by, time_of(change.at), change.why, change.document, day)
    return Edit(change.table, change.item, {}, act)


def _origin(change: CarriedChange) -> Origin:
    told = (change.by, change.at, change.why, change.document, change.as_of)
    return (change.uid, change.table, change.item, *told)
