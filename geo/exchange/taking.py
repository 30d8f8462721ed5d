"""A file of changes taken in: what follows is written, what does not is listed, nothing is lost."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from geo.district import DISTRICT
from geo.errors import DataError
from geo.exchange.carried_attachments import take_in, take_withdrawals
from geo.exchange.change_file import CarriedChange, CarriedDecision, CarriedReview, ChangeFile
from geo.exchange.conflicts import OpenConflict, open_conflicts, settle
from geo.exchange.door import Refusal
from geo.exchange.held import held, known_uids, require_same
from geo.exchange.taking_changes import BEFORE_IS_MISSING, ChangeTaker, Taker
from geo.exchange.verdicts import Verdicts
from geo.ledger.model import Act, Value
from geo.overlay.published import published_values
from geo.store import PlanStore

__all__ = ["BEFORE_IS_MISSING", "Taken", "take"]


class Taken(NamedTuple):
    """What became of a file: numbers of changes, what was refused, and what waits in this store."""

    written: int
    repeated: int
    listed: int
    reviews: int
    attached: int
    refused: tuple[Refusal, ...]
    waiting: tuple[OpenConflict, ...]


def take(store: PlanStore, file: ChangeFile, act: Act, *, others_only: bool) -> Taken:
    """Take in a file of changes, all of it in one transaction.

    A change is written as it is, under its own uid, author, time and reason, if its values before
    are those of this store. Other fields of it are listed as conflicts. What was taken before is
    passed over, so that a file may be sent twice and both ways. What may not be written here, what
    says otherwise than this store has it, and what comes without its predecessor is refused and
    not kept, so that it is new when it comes again.

    Parameters
    ----------
    store
        Takes it.
    file
        Read in a child (`geo.guarded.reading.changes`).
    act
        Who takes it in, when, and why.
    others_only
        Whether a change has to be judged by somebody else than its author.

    Raises
    ------
    DataError
        If it is of another plan, or the store has no ledger.
    """
    ledger = store.writable()
    if file.plan != DISTRICT.plan.title:
        raise DataError(f"改动文件属于另一份规划（{file.plan[:60]}）；请核对文件")
    published = store.published()

    def published_of(table: str, item: str, fields: Iterable[str]) -> Mapping[str, Value]:
        return published_values(published, table, item, fields)

    with ledger.database.writing() as connection:
        verdicts = Verdicts(connection, file, others_only=others_only)
        settle(connection, act, published_of)
        taker = Taker(published, published_of, act, verdicts, wants_review=ledger.reviewed)
        return _Taking(connection, file, taker).all()


class _Taking:
    """One file taken in, within a transaction."""

    def __init__(self, connection: Connection, file: ChangeFile, taker: Taker) -> None:
        self.connection, self.file, self.taker = connection, file, taker
        self.known = known_uids(connection)
        self.came = {each.uid for each in file.changes}
        told = self.came | {each.uid for each in file.decisions}
        self.held = held(connection, self.known & told)
        self.changes = ChangeTaker(connection, taker, self.known)
        self.refused: list[Refusal] = []

    def all(self) -> Taken:
        connection, file, taker = self.connection, self.file, self.taker
        new = [each for each in file.changes if each.uid not in self.held]
        for decision in file.decisions:
            if decision.follows not in self.came:
                self._decision(decision)
        written = sum([self._step(each) for each in file.changes])
        listed = sum(each.uid in self.known for each in new) - written
        reviews = sum([self._review(each) for each in file.reviews])
        settle(connection, taker.act, taker.published_of)
        attached, refused = take_in(
            connection, file.attachments, taker.published_of, self.known, taker.act.at
        )
        take_withdrawals(connection, file.withdrawals, taker.act.at)
        return Taken(
            written=written,
            repeated=len(file.changes) - len(new),
            listed=listed,
            reviews=reviews,
            attached=attached,
            refused=(*self.refused, *refused),
            waiting=tuple(open_conflicts(connection, taker.published_of)),
        )

    def _step(self, change: CarriedChange) -> bool:
        """Take a change and what was decided after it; return whether all of it was written."""
        done = False
        try:
            if change.uid in self.held:
                require_same(self.held[change.uid], change)
            else:
                done = self.changes.take(change)
        except DataError as error:
            self.refused.append(Refusal(change.uid, change.item, str(error)))
        for decision in self.file.decisions:
            if decision.follows == change.uid:
                self._decision(decision)
        return done

    def _decision(self, decision: CarriedDecision) -> None:
        try:
            if decision.uid in self.held:
                require_same(self.held[decision.uid], decision)
            elif decision.follows and decision.follows not in self.known | self.came:
                raise DataError(BEFORE_IS_MISSING)
            else:
                self.changes.decide(decision)
        except DataError as error:
            self.refused.append(Refusal(decision.uid, decision.item, str(error)))

    def _review(self, review: CarriedReview) -> bool:
        try:
            return self.taker.verdicts.keep(review, self.known, self.taker.act)
        except DataError as error:
            item = self.taker.verdicts.item(review)
            self.refused.append(Refusal(review.uid, item, str(error)))
            return False
