"""The series of a table that is kept: read once, then continued by what was written since."""

from collections.abc import Collection
from datetime import datetime
from threading import Lock
from typing import Protocol

from pandas import DataFrame

from geo.monitoring.series import FigureSeries


class EntriesSource(Protocol):
    """What gives the entries of a table: a ledger, or the store of a plan."""

    def entries(
        self,
        table: str,
        fields: Collection[str] | None = None,
        *,
        since: int = 0,
        at: datetime | None = None,
    ) -> DataFrame:
        """See `geo.ledger.Ledger.entries`."""


class HeldSeries:
    """The series of one table, as it was read last."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._held = FigureSeries.of(DataFrame())
        self._turn = Lock()

    def read(self, source: EntriesSource) -> FigureSeries:
        """Return the series as it is now: only what is new is read.

        The last change that is held is asked for again: where the source has another one under its
        number, or none, it is another history (a backup was restored), and is read from its start.
        """
        with self._turn:
            held = self._held
            new = source.entries(self._table, since=max(held.last - 1, 0))
            if not held.ends_with(new[new["seq"] <= held.last]):
                held = FigureSeries.of(source.entries(self._table))
            else:
                held = held.appended(new[new["seq"] > held.last])
            self._held = held
            return held
