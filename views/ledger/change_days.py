"""The days on which the ledger changed, as the reader's clock has them."""

from bisect import bisect_left
from datetime import date, datetime
from zoneinfo import ZoneInfo

from views.edition import STORE, by_edition, ledger_edition
from views.local_time import zone


def today() -> date:
    """Return the day that it is for the reader."""
    return datetime.now(zone()).date()


def past() -> tuple[date, ...]:
    """Return the days before today on which the ledger changed, oldest first."""
    days = ever()
    return days[: bisect_left(days, today())]


def ever() -> tuple[date, ...]:
    """Return all days on which the ledger changed, oldest first; () where nothing was written."""
    return _days(str(zone() or ""))


@by_edition(most=8, of=ledger_edition)
def _days(clock: str) -> tuple[date, ...]:
    """Return them for the readers of one clock."""
    place = ZoneInfo(clock) if clock else None
    minutes = STORE.ledger.minutes() if STORE.ledger else []
    return tuple(sorted({each.astimezone(place).date() for each in minutes}))
