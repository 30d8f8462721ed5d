"""Times of the ledger as texts that sort as they follow: UTC to the microsecond."""

from datetime import UTC, datetime

from geo.errors import DataError


def text_of(when: datetime) -> str:
    """Return an aware time as `2026-01-31T08:00:00.000000Z`.

    Raises
    ------
    DataError
        If it does not say its zone.
    """
    if when.tzinfo is None:
        raise DataError(f"时间 {when} 没有时区；请给出带时区的时间")
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def time_of(text: str) -> datetime:
    """Return the time of such a text, in UTC."""
    return datetime.fromisoformat(text)
