"""What the history holds, as the panel asks for it; kept for all sessions until it changes."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from geo.errors import DataError
from geo.ledger import Change
from geo.ledger.history import Period
from views import cache
from views.edition import STORE, by_edition
from views.local_time import zone


class Wanted(NamedTuple):
    """Which changes: of one item, by one person, in a period; None for all."""

    table: str | None = None
    item: str | None = None
    by: str | None = None
    period: Period = Period()


def period_of(first: date | None, last: date | None) -> Period:
    """Return the days from the first to the last, as the reader's clock has them; None for open.

    Raises
    ------
    DataError
        If the last lies before the first.
    """
    if first and last and last < first:
        raise DataError(f"自 {first} 至 {last}：起日在止日之后；请对调")
    start = None if first is None else _midnight(first)
    return Period(start, None if last is None else _midnight(last + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), zone()).astimezone(UTC)


@by_edition(most=64)
def changes(wanted: Wanted, most: int) -> tuple[Change, ...]:
    """Return the newest so many changes, the newest first."""
    if STORE.ledger is None:
        return ()
    found = STORE.ledger.history(
        wanted.table, wanted.item, by=wanted.by, made=wanted.period, most=most
    )
    return tuple(reversed(found))


@by_edition(most=8)
def drafts(most: int) -> tuple[Change, ...]:
    """Return the first so many changes that wait for a review, oldest first."""
    return tuple(STORE.ledger.drafts(most)) if STORE.ledger else ()


@by_edition()
def waiting() -> int:
    """Return how many changes wait for a review."""
    return STORE.ledger.waiting() if STORE.ledger else 0


@by_edition()
def people() -> tuple[str, ...]:
    """Return who has written."""
    return tuple(STORE.ledger.people()) if STORE.ledger else ()


@by_edition(most=8)
def newest(table: str) -> dict[tuple[str, str], int]:
    """Return the number of the last change of each field, by item and field."""
    state = cache.states().get(table)
    if state is None or state.empty:
        return {}
    return dict(zip(zip(state["item"], state["field"], strict=True), state["seq"], strict=True))
