"""Figures over time: the value of any field of any item on any day, as known at any time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame, Index

_DAY_BITS, _ITEM_BITS = 20, 20
_DAYS = (1 << _DAY_BITS) - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NONE = np.array([None], object)


class Moment(NamedTuple):
    """What is looked at: the figures of a day, a year's plan, and what was known of both.

    `year` is that of the day where None is given; `known` is when the ledger is asked, None for
    now.
    """

    day: date
    year: int | None = None
    known: datetime | None = None

    @property
    def of_year(self) -> int:
        """The year whose plan is judged."""
        return self.day.year if self.year is None else self.year

    @property
    def last_day(self) -> date:
        """The day by which the year is judged: its end, or the day itself where that is before."""
        return min(self.day, date(self.of_year, 12, 31))


@dataclass(frozen=True)
class FigureSeries:
    """Every entry of one table of the ledger, put by field, item, day and number.

    Of a field of an item the value on a day is that of the entry with the greatest (as_of, seq)
    among those that are known and whose figures belong to that day or one before. Where that
    entry empties the field, or there is none, there is no value.
    """

    items: Index
    fields: Index
    key: NDArray[np.int64]
    seq: NDArray[np.int64]
    recorded: NDArray[np.int64]
    value: NDArray[np.object_]
    number: NDArray[np.float64]

    @classmethod
    def of(cls, entries: DataFrame) -> "FigureSeries":
        """Return the series of the entries of a table.

        Parameters
        ----------
        entries
            (n,) rows as `geo.ledger.Ledger.entries` gives them, oldest first. May be empty.
        """
        whole = np.empty(0, np.int64)
        nothing = cls(Index([]), Index([]), whole, whole, whole, np.empty(0, object), np.empty(0))
        return nothing.appended(entries)

    def appended(self, entries: DataFrame) -> "FigureSeries":
        """Return the series with newer entries: those after `last`, as the ledger gives them."""
        if entries.empty:
            return self
        items = self.items.append(Index(pd.unique(entries["item"])).difference(self.items))
        fields = self.fields.append(Index(pd.unique(entries["field"])).difference(self.fields))
        groups = _group(fields.get_indexer(entries["field"]), items.get_indexer(entries["item"]))
        key = np.concatenate([self.key, groups | _ordinals(entries["as_of"])])
        order = np.argsort(key, kind="stable")
        value = entries["value"].to_numpy(object)
        return FigureSeries(
            items,
            fields,
            key[order],
            np.concatenate([self.seq, entries["seq"].to_numpy(np.int64)])[order],
            np.concatenate([self.recorded, _microseconds(entries["recorded"])])[order],
            np.concatenate([self.value, value])[order],
            np.concatenate([self.number, _numbers(value)])[order],
        )

    @property
    def last(self) -> int:
        """Number of the newest entry, 0 for none."""
        return int(self.seq.max(initial=0))

    def ends_with(self, entries: DataFrame) -> bool:
        """Tell whether entries are those of the newest change, no more and no fewer."""
        there = self.seq == self.last
        whose = self.items[(self.key[there] >> _DAY_BITS) & ((1 << _ITEM_BITS) - 1)]
        what = self.fields[self.key[there] >> (_DAY_BITS + _ITEM_BITS)]
        rows = zip(whose, what, self.value[there], self.recorded[there], strict=True)
        columns = (entries[name] for name in ("item", "field", "value"))
        told = zip(*columns, _microseconds(entries["recorded"]), strict=True)
        return set(told) == set(rows)

    def on(self, items: Index, fields: Sequence[str], moment: Moment) -> DataFrame:
        """Return the values of fields of items, None for none.

        Parameters
        ----------
        items, fields
            (n,) ids and (m,) names; those of which nothing was entered have no values.
        moment
            The day, and what was known of it.

        Returns
        -------
        DataFrame
            (n,) rows of objects, indexed as `items`, a column a field.
        """
        kept, found = self._found(items, fields, _when(moment.day), moment.known)
        values = np.append(self.value[kept], _NONE)[found][:, :, 0]
        return DataFrame(values, index=items, columns=list(fields), dtype=object)

    def numbers(
        self,
        items: Index,
        fields: Sequence[str],
        days: Sequence[date],
        known: datetime | None = None,
    ) -> NDArray[np.float64]:
        """Return (items, fields, days) numbers, NaN where there is none; see `on`."""
        kept, found = self._found(items, fields, _when(*days), known)
        return np.append(self.number[kept], np.nan)[found]

    def since(self, items: Index, field: str, moment: Moment) -> list[date | None]:
        """Return the days to which the values of a field belong, None where there is no entry."""
        kept, found = self._found(items, [field], _when(moment.day), moment.known)
        days = np.append(self.key[kept] & _DAYS, 0)[found[:, 0, 0]]
        return [date.fromordinal(int(each)) if each else None for each in days]

    def steps(self, fields: Sequence[str], moment: Moment) -> DataFrame:
        """Return how the numbers of fields went until a day, report by report.

        Returns
        -------
        DataFrame
            (n,) rows: item, day, and a column a field, ordered by item and day. There is a row for
            each day to which an entry of one of the fields belongs, with the numbers of that day.
        """
        key = self.key[self._known(moment.known)]
        asked = np.isin(key >> (_DAY_BITS + _ITEM_BITS), self.fields.get_indexer(list(fields)))
        in_time = (key & _DAYS) <= moment.day.toordinal()
        pairs = np.unique(key[asked & in_time] & ((1 << (_DAY_BITS + _ITEM_BITS)) - 1))
        days, whose = pairs & _DAYS, self.items[pairs >> _DAY_BITS]
        kept, found = self._found(whose, fields, days[:, None, None], moment.known)
        numbers = np.append(self.number[kept], np.nan)[found][:, :, 0]
        told = {"item": whose, "day": [date.fromordinal(int(each)) for each in days]}
        return DataFrame(told | dict(zip(fields, numbers.T, strict=True)))

    def heard(
        self, items: Index, first: date, last: date, known: datetime | None = None
    ) -> NDArray[np.bool_]:
        """Tell of (n,) items whether anything was entered that belongs to a period of days."""
        key = self.key[self._known(known)]
        days = key & _DAYS
        within = key[(days >= first.toordinal()) & (days <= last.toordinal())]
        whose = np.unique((within >> _DAY_BITS) & ((1 << _ITEM_BITS) - 1))
        return np.isin(self.items.get_indexer(items), whose)

    def _known(self, known: datetime | None) -> NDArray[np.bool_]:
        """Which entries were known: all up to the last one that the ledger had heard of."""
        if known is None:
            return np.ones(len(self.seq), bool)
        return self.seq <= self.seq[self.recorded <= _microsecond(known)].max(initial=0)

    def _found(
        self, items: Index, fields: Sequence[str], when: NDArray[np.int64], known: datetime | None
    ) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
        """Which entries are known, and where among them each value asked for is, -1 for none."""
        kept = self._known(known)
        key = self.key[kept]
        whose = self.items.get_indexer(items)[:, None, None]
        what = self.fields.get_indexer(list(fields))[None, :, None]
        groups = _group(what, whose)
        found = np.searchsorted(key, groups | when, side="right") - 1
        same = (np.append(key, -1)[found] & ~_DAYS) == groups
        return kept, np.where(same & (whose >= 0) & (what >= 0), found, -1)


def _when(*days: date) -> NDArray[np.int64]:
    """Return (1, 1, n) numbers of days."""
    return np.array([each.toordinal() for each in days], np.int64)[None, None, :]


def _group(fields: NDArray[np.int64], items: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what all entries of a field of an item share; a day goes into its lowest bits."""
    return (fields.astype(np.int64) << (_DAY_BITS + _ITEM_BITS)) | (items << _DAY_BITS)


def _ordinals(days: pd.Series) -> NDArray[np.int64]:
    codes, unique = pd.factorize(days)
    return np.array([each.toordinal() for each in unique], np.int64)[codes]


def _microseconds(times: pd.Series) -> NDArray[np.int64]:
    codes, unique = pd.factorize(times)
    return np.array([_microsecond(each) for each in unique], np.int64)[codes]


def _microsecond(time: datetime) -> int:
    return (time - _EPOCH) // timedelta(microseconds=1)


def _numbers(values: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return the numbers among values; a text is none, whatever it looks like."""
    told = [float(each) if isinstance(each, int | float) else np.nan for each in values]
    return np.array(told, float)
