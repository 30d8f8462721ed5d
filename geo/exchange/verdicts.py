"""Verdicts of a file of changes: who gave them, on what, and with which change that sends back."""

from collections.abc import Iterable, Set
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from geo.errors import DataError
from geo.exchange.change_file import CarriedChange, CarriedReview, ChangeFile
from geo.exchange.held import held
from geo.ledger.appending import recorded
from geo.ledger.model import RETURNED, Act
from geo.ledger.tables import CHANGES, REVIEWS
from geo.people import same_person


class Verdicts:
    """The verdicts of one file, judged before its changes are taken, kept after them.

    Parameters
    ----------
    others_only
        Whether this installation wants a change judged by somebody else than its author.
    """

    def __init__(self, connection: Connection, file: ChangeFile, *, others_only: bool) -> None:
        self._connection, self._others_only = connection, others_only
        self._file = {each.uid: each for each in file.changes}
        self._known = held(connection, [each.change for each in file.reviews])
        self._sent_back = _sent_back(connection, file.changes)
        self._here = _here(connection, file)
        self._reviews = {each.change: each for each in file.reviews}
        self.wrong = dict(self._judged(file.reviews))

    def item(self, review: CarriedReview) -> str:
        """Return the item that a verdict is about, "" where it is not known."""
        if review.change in self._known:
            return self._known[review.change].head[1]
        return self._file[review.change].item if review.change in self._file else ""

    def require_returned(self, change: CarriedChange) -> None:
        """Raise `DataError` unless a change that sends back comes with its verdict."""
        told = self._reviews.get(change.undoes)
        if told is None or told.verdict != RETURNED or told.by != change.by:
            raise DataError(f"退回改动 {change.undoes} 没有相应的审核意见；请在对方重新导出")
        if change.undoes in self.wrong:
            raise DataError(self.wrong[change.undoes])

    def keep(self, review: CarriedReview, known: Set[str], act: Act) -> bool:
        """Write a verdict on a change of which there is none here; return whether.

        Raises
        ------
        DataError
            If it may not be given, or the change that sends back did not come in.
        """
        if review.change in self.wrong:
            raise DataError(self.wrong[review.change])
        row = self._change(review)
        if row is None or not row.wants_review or review.change in self._here:
            return False
        if review.verdict == RETURNED and self._sent_back.get(review.change, "") not in known:
            raise DataError(f"改动 {review.change} 被退回，但撤回它的改动没有并入")
        told = {
            "uid": review.uid,
            "seq": row.seq,
            "verdict": review.verdict,
            "author": review.by,
            "made": review.at,
            "recorded": recorded(self._connection, act.at),
            "word": review.word,
        }
        self._connection.execute(insert(REVIEWS).values(told))
        return True

    def _judged(self, reviews: Iterable[CarriedReview]) -> Iterable[tuple[str, str]]:
        for review in reviews:
            if words := self._flaw(review):
                yield review.change, words

    def _flaw(self, review: CarriedReview) -> str:
        here = self._here.get(review.change) or self._here.get(review.uid)
        if here is not None:
            return _differing(here, review)
        row, told = self._change(review), self._file.get(review.change)
        if row is not None and not row.wants_review:
            return ""
        if review.change not in self._known and told is None:
            return f"所审核的改动 {review.change} 未到；请先并入较早的改动文件，再并入本文件"
        known = self._known.get(review.change)
        author = known.head[2] if known is not None else told.by if told is not None else ""
        if self._others_only and same_person(author, review.by):
            return f"改动 {review.change} 由 {review.by} 自己审核；按本单位的设置须由他人审核"
        listed = known is not None and not known.seq
        if review.verdict == RETURNED and review.change not in self._sent_back and not listed:
            return f"改动 {review.change} 被退回，但文件中没有撤回它的改动；请在对方重新导出"
        return ""

    def _change(self, review: CarriedReview) -> Row[Any, Any] | None:
        asked = select(CHANGES.c.seq, CHANGES.c.wants_review).where(CHANGES.c.uid == review.change)
        return self._connection.execute(asked).first()


def _sent_back(connection: Connection, changes: Iterable[CarriedChange]) -> dict[str, str]:
    """Changes that send back, here and in a file, by the uid of what they send back."""
    undone = CHANGES.alias()
    asked = (
        select(undone.c.uid.label("undone"), CHANGES.c.uid)
        .join(undone, undone.c.seq == CHANGES.c.undoes)
        .where(CHANGES.c.kind == "return")
    )
    here = {row.undone: row.uid for row in connection.execute(asked)}
    return {each.undoes: each.uid for each in changes if each.kind == "return"} | here


def _here(connection: Connection, file: ChangeFile) -> dict[str, Row[Any]]:
    """Verdicts of this store that a file speaks of, by their own uid and by that of the change."""
    asked = select(REVIEWS, CHANGES.c.uid.label("change")).join(
        CHANGES, CHANGES.c.seq == REVIEWS.c.seq
    )
    uids, changes = {each.uid for each in file.reviews}, {each.change for each in file.reviews}
    found: dict[str, Row[Any]] = {}
    for row in connection.execute(asked):
        if row.uid in uids or row.change in changes:
            found[row.uid] = found[row.change] = row
    return found


def _differing(here: Row[Any], told: CarriedReview) -> str:
    if here.uid == told.uid:
        same = (here.change, here.verdict, here.author, here.made, here.word)
        if same != (told.change, told.verdict, told.by, told.at, told.word):
            return f"审核意见 {told.uid} 与本库已有的内容不同；请与对方核对是谁改过文件"
    elif here.verdict != told.verdict:
        return (
            f"改动 {told.change} 在本库已由 {here.author} 审核（{here.verdict}），"
            f"与文件中的（{told.verdict}）不同；请与对方商定"
        )
    return ""
