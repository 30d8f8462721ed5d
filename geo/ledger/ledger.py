"""The ledger of a plan: what an office adds to it, with a history that loses nothing."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from uuid import uuid4

from pandas import DataFrame
from sqlalchemy import Connection, insert, select

from geo.errors import DataError
from geo.ledger import history, present_state
from geo.ledger.appending import How, Published, append_dated, recorded
from geo.ledger.bounds import require_act
from geo.ledger.database import Database
from geo.ledger.entries import entries, no_entries
from geo.ledger.model import (
    DRAFT,
    RETURNED,
    Act,
    Change,
    Edit,
    Kind,
    Verdict,
)
from geo.ledger.reversing import one, reverse, unknown
from geo.ledger.tables import CHANGES, REVIEWS
from geo.ledger.times import text_of


class Ledger:
    """A store over the published plan: changes are added, everything else is read from them.

    Parameters
    ----------
    url
        `sqlite:///FILE` or `postgresql+psycopg://…`; a file is made at the first write.
    reviewed
        Whether changes are drafts until somebody reviews them.

    Every method raises `DataError`, in words, where the database cannot be used.
    """

    def __init__(self, url: str, *, reviewed: bool = False) -> None:
        self.database = Database(url)
        self.reviewed = reviewed

    def version(self) -> int:
        """Return a number that grows with every change and every review; 0 for none."""
        with self.database.reading() as connection:
            return history.version(connection) if connection else 0

    def state(self, table: str, at: datetime | None = None) -> DataFrame:
        """Return the last value of each changed field; see `geo.ledger.present_state.state`."""
        with self.database.reading() as connection:
            if connection is None:
                return present_state.empty()
            return present_state.state(connection, table, at)

    def entries(
        self,
        table: str,
        fields: Collection[str] | None = None,
        *,
        since: int = 0,
        at: datetime | None = None,
    ) -> DataFrame:
        """Return every entry of a table's items; see `geo.ledger.entries.entries`."""
        with self.database.reading() as connection:
            if connection is None:
                return no_entries()
            return entries(connection, table, fields, since, at)

    def write(self, edit: Edit, published: Published) -> Change:
        """Write an edit; `published` holds what the data folder says of its fields.

        Raises
        ------
        ConflictError
            If a field was changed since it was seen, to another value than is asked for.
        UnchangedError
            If everything holds already.
        """
        return self.write_all([edit], lambda _edit: published)[0]

    def write_all(
        self,
        edits: Iterable[Edit],
        published_of: Callable[[Edit], Published],
        *,
        kind: Kind = "edit",
        then: Callable[[Connection, list[Change]], None] = lambda *_: None,
    ) -> list[Change]:
        """Write edits together with what `then` writes, or none of it; raises as `write`.

        Returns the changes, in their order; figures of an earlier day (`Act.as_of`) are followed
        by what was known of a later one, which holds still.
        """
        how = How(kind, wants_review=self.reviewed)
        with self.database.writing() as connection:
            made = [
                change
                for edit in edits
                for change in append_dated(connection, edit, published_of(edit), how)
            ]
            then(connection, made)
            return made

    def history(  # noqa: PLR0913 - each narrows what is asked for
        self,
        table: str | None = None,
        item: str | None = None,
        *,
        by: str | None = None,
        made: history.Period = history.EVER,
        since: int = 0,
        most: int | None = None,
    ) -> list[Change]:
        """Return changes, oldest first.

        Parameters
        ----------
        table, item
            Of one table, of one item; None for all.
        by, made
            By one person, and made in a period.
        since
            Those with a greater number alone.
        most
            The newest so many; None for all.
        """
        asked = select(CHANGES.c.seq).where(CHANGES.c.seq > since, *made.conditions())
        named = {CHANGES.c.of_table: table, CHANGES.c.item: item, CHANGES.c.author: by}
        told = [column == wanted for column, wanted in named.items() if wanted is not None]
        asked = asked.where(*told).order_by(CHANGES.c.seq.desc())
        with self.database.reading() as connection:
            return history.changes(connection, asked.limit(most)) if connection else []

    def drafts(self, most: int | None = None) -> list[Change]:
        """Return the changes that wait for a review, or the first so many, oldest first."""
        with self.database.reading() as connection:
            waiting = history.waiting().order_by(CHANGES.c.seq).limit(most)
            return history.changes(connection, waiting) if connection else []

    def waiting(self) -> int:
        """Return how many changes wait for a review."""
        with self.database.reading() as connection:
            return history.count(connection, history.waiting()) if connection else 0

    def minutes(self) -> list[datetime]:
        """Return the minutes in which this store heard of changes, aware, oldest first."""
        with self.database.reading() as connection:
            return history.minutes(connection) if connection else []

    def people(self) -> list[str]:
        """Return who has written, by name."""
        with self.database.reading() as connection:
            return history.people(connection) if connection else []

    def last_names(self, table: str, items: Iterable[str]) -> dict[str, str]:
        """Return the last name of items that the history tells one of, by id."""
        with self.database.reading() as connection:
            return history.last_names(connection, table, items) if connection else {}

    def change(self, seq: int) -> Change:
        """Return a change.

        Raises
        ------
        DataError
            If there is none of that number.
        """
        with self.database.reading() as connection:
            if connection is None:
                raise unknown(seq)
            return one(connection, seq)

    def undo(self, seq: int, act: Act) -> Change:
        """Take a change back by another one; a change that took one back is taken back likewise.

        Raises
        ------
        ConflictError
            If a field of it was changed since.
        DataError
            If there is none of that number.
        """
        with self.database.writing() as connection:
            undone = one(connection, seq)
            own_draft = undone.waits and undone.by == act.by
            wants_review = self.reviewed and not own_draft  # nothing that counts comes of it
            return reverse(connection, undone, act, "undo", wants_review=wants_review)

    def review(self, seq: int, verdict: Verdict, act: Act) -> Change:
        """Accept a draft, or send it back with the word `act.why`: what it changed is taken back.

        Returns the reviewed change.

        Raises
        ------
        ConflictError
            If it is sent back and a field of it was changed since.
        DataError
            If it does not wait for a review.
        """
        require_act(act, needed=False)
        with self.database.writing() as connection:
            judged = one(connection, seq)
            if judged.review != DRAFT:
                why = f"已审核（{judged.review}）" if judged.review else "不需要审核"
                raise DataError(f"改动 {seq} {why}；请刷新后查看")
            if judged.taken_back:
                raise DataError(f"改动 {seq} 已被撤回（改动 {judged.taken_back}），不须再审核")
            row = {
                "uid": uuid4().hex,
                "seq": seq,
                "verdict": verdict,
                "author": act.by,
                "made": text_of(act.at),
                "recorded": recorded(connection, act.at),
                "word": act.why,
            }
            connection.execute(insert(REVIEWS).values(row))
            if verdict == RETURNED:
                reverse(connection, judged, act, "return", wants_review=False)
            return one(connection, seq)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()
