"""Times of the ledger as texts that sort as they follow: UTC to the microsecond."""

from datetime import UTC, date, datetime
from typing import Final

from geo.errors import DataError

_FIRST: Final = datetime(1990, 1, 1, tzinfo=UTC)
_END: Final = datetime(2201, 1, 1, tzinfo=UTC)
"""Times between which something is written; the tables hold no others."""


def text_of(when: datetime) -> str:
    """Return an aware time as `2026-01-31T08:00:00.000000Z`.

    Raises
    ------
    DataError
        If it does not say its zone, or is none of the years in which a ledger is kept.
    """
    return bound_of(_possible(when))


def bound_of(when: datetime) -> str:
    """Return the text of an aware time to ask by; one out of those years is their first or end."""
    near = min(max(when, _FIRST), _END)
    return near.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def time_of(text: str) -> datetime:
    """Return the time of such a text, in UTC.

    Raises
    ------
    DataError
        If it is none, or as `text_of`.
    """
    try:
        when = datetime.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise DataError(
            f"“{str(text)[:40]}”不是台账的时间；请核对时间，或从备份恢复台账"
        ) from error
    return _possible(when)


def day_text(day: date | None) -> str | None:
    """Return a day as `2026-01-31`, None for none.

    Raises
    ------
    DataError
        If it is of none of the years in which a ledger is kept.
    """
    if day is not None and not _FIRST.date() <= day < _END.date():
        raise DataError(f"数据截至 {day} 不在 1990 年至 2200 年之间；请核对日期")
    return None if day is None else day.isoformat()


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar on which a ledger is kept."""
    try:
        day_text(date.fromisoformat(text))
    except (ValueError, DataError):
        return False
    return True


def day_of(text: str | None, made: datetime) -> date:
    """Return the day to which figures belong, that on which they were made where none is told."""
    return date.fromisoformat(text) if text else made.astimezone().date()


def _possible(when: datetime) -> datetime:
    if when.tzinfo is None:
        raise DataError(f"时间 {when} 没有时区；请给出带时区的时间")
    if not _FIRST <= when < _END:
        raise DataError(f"时间 {when.date()} 不在 1990 年至 2200 年之间；请核对日期和时钟")
    return when
