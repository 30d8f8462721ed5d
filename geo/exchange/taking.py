"""A file of changes taken in: what follows is written, what does not is listed, nothing is lost."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from sqlalchemy import Connection, insert, select

from geo.district import DISTRICT
from geo.errors import DataError
from geo.exchange import door
from geo.exchange.carried_attachments import take_in
from geo.exchange.carried_fields import follow, list_fields
from geo.exchange.change_file import (
    CarriedChange,
    CarriedDecision,
    CarriedField,
    CarriedReview,
    ChangeFile,
)
from geo.exchange.comparing import same_value
from geo.exchange.conflicts import OpenConflict, PublishedOf, current, open_conflicts, settle
from geo.ledger.appending import How, recorded, write
from geo.ledger.carried_tables import CARRIED, DECIDED
from geo.ledger.history import heads
from geo.ledger.model import Act, Edit, FieldChange, Value
from geo.ledger.tables import CHANGES, FIELDS, REVIEWS
from geo.ledger.times import time_of
from geo.ledger.values import same, value_of
from geo.overlay import PLACEMENT
from geo.overlay.published import published_values
from geo.store import PlanStore

BEFORE_IS_MISSING: Final = "前一改动未到；请先并入较早的改动文件，再并入本文件"


class Taken(NamedTuple):
    """What became of a file: numbers of changes, what was refused, and what waits in this store."""

    written: int
    repeated: int
    listed: int
    reviews: int
    attached: int
    refused: tuple[door.Refusal, ...]
    waiting: tuple[OpenConflict, ...]


def take(store: PlanStore, file: ChangeFile, act: Act) -> Taken:
    """Take in a file of changes, all of it in one transaction.

    A change is written as it is, under its own uid, author, time and reason, if its values before
    are those of this store. Other fields of it are listed as conflicts. What was taken before is
    passed over, so that a file may be sent twice and both ways. A change whose predecessor is not
    known here is refused and not kept, so that it is new when it comes again.

    Parameters
    ----------
    store
        Takes it.
    file
        Read in a child (`geo.guarded.reading.changes`).
    act
        Who takes it in, when, and why.

    Raises
    ------
    DataError
        If it is of another plan, or the store has no ledger.
    """
    ledger = store.writable()
    if file.plan != DISTRICT.plan.title:
        raise DataError(f"改动文件属于另一份规划（{file.plan[:60]}）；请核对文件")
    published = store.published()
    checked = door.check(published, store.states(), file)

    def published_of(table: str, item: str, fields: Iterable[str]) -> Mapping[str, Value]:
        return published_values(published, table, item, fields)

    with ledger.database.writing() as connection:
        taking = _Taking(connection, checked, published_of, act, wants_review=ledger.reviewed)
        return taking.all(file)


class _Taking:
    """One file taken in, within a transaction."""

    def __init__(
        self,
        connection: Connection,
        checked: door.CheckedValues,
        published_of: PublishedOf,
        act: Act,
        *,
        wants_review: bool,
    ) -> None:
        self.connection, self.checked, self.published_of = connection, checked, published_of
        self.act, self.wants_review = act, wants_review
        rows = connection.execute(select(CHANGES.c.uid, CHANGES.c.seq))
        self.seqs: dict[str, int] = {row.uid: row.seq for row in rows}
        other = (select(each.c.uid) for each in (CARRIED, DECIDED))
        self.known = {*self.seqs, *(uid for each in other for uid in connection.scalars(each))}
        self.refused: list[door.Refusal] = []

    def all(self, file: ChangeFile) -> Taken:
        settle(self.connection, self.act, self.published_of)
        came = {each.uid for each in file.changes}
        new = [each for each in file.changes if each.uid not in self.known]
        for decision in file.decisions:
            if decision.follows not in came:
                self._decision(decision)
        outcomes = [self._step(each, file.decisions) for each in file.changes]
        known = sum(each.uid in self.known for each in new)
        reviews = sum([self._review(each) for each in file.reviews])
        settle(self.connection, self.act, self.published_of)
        attached = take_in(self.connection, file.attachments, self.published_of, self.act.at)
        return Taken(
            written=sum(outcomes),
            repeated=len(file.changes) - len(new),
            listed=known - sum(outcomes),
            reviews=reviews,
            attached=attached,
            refused=tuple(self.refused),
            waiting=tuple(open_conflicts(self.connection, self.published_of)),
        )

    def _step(self, change: CarriedChange, decisions: Iterable[CarriedDecision]) -> bool:
        """Take a change and what was decided after it; return whether all of it was written."""
        done = change.uid not in self.known and self._change(change)
        for decision in decisions:
            if decision.follows == change.uid:
                self._decision(decision)
        return done

    def _change(self, change: CarriedChange) -> bool:
        if any(each.base and each.base not in self.known for each in change.fields):
            self.refused.append(door.Refusal(change.uid, change.item, BEFORE_IS_MISSING))
            return False
        values = self._values(change)
        if values is None:
            self.refused.append(self.checked.refused[change.uid])
            return False
        self.known.add(change.uid)
        fit, left = self._parted(change)
        made = list(self._made(change, fit, values))
        if made:
            how = self._how(change)
            self.seqs[change.uid] = write(self.connection, _edit(change), made, how).seq
        head = (change.uid, change.table, change.item, change.by, change.at)
        rest = left if made or left else change.fields
        list_fields(self.connection, (*head, change.why, change.document), rest, self.act.at)
        if left or not made:
            settle(self.connection, self.act, self.published_of)
        return bool(made) and not left

    def _values(self, change: CarriedChange) -> Mapping[str, Value] | None:
        """What is to be written; a change that takes back one of this store needs no check."""
        if self._takes_back(change):
            return {each.field: each.after for each in change.fields}
        return self.checked.values.get(change.uid)

    def _takes_back(self, change: CarriedChange) -> bool:
        undone = self.seqs.get(change.undoes)
        if undone is None:
            return False
        asked = select(FIELDS.c.field, FIELDS.c.before).where(FIELDS.c.seq == undone)
        before = {field: value_of(text) for field, text in self.connection.execute(asked)}
        return all(
            each.field in before and same(each.after, before[each.field]) for each in change.fields
        )

    def _parted(self, change: CarriedChange) -> tuple[list[CarriedField], list[CarriedField]]:
        """Fields that follow what is here, and those that do not; a place goes whole."""
        names = [each.field for each in change.fields]
        ours = current(self.connection, change.table, change.item, names, self.published_of)
        fit: list[CarriedField] = []
        left: list[CarriedField] = []
        for group in _groups(change.fields):
            follows = all(same_value(each.field, each.before, ours[each.field]) for each in group)
            (fit if follows else left).extend(group)
        return fit, left

    def _made(
        self, change: CarriedChange, fit: Iterable[CarriedField], values: Mapping[str, Value]
    ) -> Iterator[FieldChange]:
        there = heads(self.connection, change.table, change.item)
        names = [each.field for each in fit]
        ours = current(self.connection, change.table, change.item, names, self.published_of)
        for field in names:
            if not same(ours[field], values[field]):
                base = there[field].seq if field in there else 0
                yield FieldChange(field, ours[field], values[field], base)

    def _how(self, change: CarriedChange) -> How:
        wants = bool(change.review) or self.wants_review
        return How(change.kind, self.seqs.get(change.undoes), wants, change.uid, self.act.at)

    def _decision(self, decision: CarriedDecision) -> None:
        if decision.uid in self.known:
            return
        if decision.uid in self.checked.refused:
            self.refused.append(self.checked.refused[decision.uid])
            return
        self.known.add(decision.uid)
        if not follow(self.connection, decision, self.published_of, self._how_decided(decision)):
            head = (decision.uid, decision.table, decision.item, decision.by, decision.at)
            told = [CarriedField(each.field, each.over, each.kept) for each in decision.fields]
            list_fields(self.connection, (*head, decision.why, ""), told, self.act.at)
            settle(self.connection, self.act, self.published_of)

    def _how_decided(self, decision: CarriedDecision) -> How:
        return How("merge", None, self.wants_review, decision.uid, self.act.at)

    def _review(self, review: CarriedReview) -> bool:
        """Take in a verdict on a change of which there is none here."""
        seq = self.seqs.get(review.change)
        wanted = select(CHANGES.c.wants_review).where(CHANGES.c.seq == seq)
        there = select(REVIEWS.c.seq).where(REVIEWS.c.seq == seq)
        if seq is None or not self.connection.scalar(wanted) or self.connection.scalar(there):
            return False
        row = {
            "uid": review.uid,
            "seq": seq,
            "verdict": review.verdict,
            "author": review.by,
            "made": review.at,
            "recorded": recorded(self.connection, self.act.at),
            "word": review.word,
        }
        self.connection.execute(insert(REVIEWS).values(row))
        return True


def _edit(change: CarriedChange) -> Edit:
    act = Act(change.by, time_of(change.at), change.why, change.document)
    return Edit(change.table, change.item, {}, act)


def _groups(fields: Iterable[CarriedField]) -> Iterator[list[CarriedField]]:
    told = list(fields)
    place = [each for each in told if each.field in PLACEMENT]
    if place:
        yield place
    yield from ([each] for each in told if each.field not in PLACEMENT)
