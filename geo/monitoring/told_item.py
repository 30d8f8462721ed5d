"""The values of one item as rules read them: numbers, days, words; what is not told is None."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import isnan
from typing import Literal, NamedTuple

from geo.ledger.model import Value
from geo.monitoring.amounts import parts_of
from geo.schema import UNREPORTED
from geo.schema.model import Measure

Severity = Literal["矛盾", "提醒"]
"""Of what a rule says: values that cannot hold together; something to look at."""


class Remark(NamedTuple):
    """What a rule says of an item: words, and the fields beside which they stand."""

    words: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class ToldItem:
    """One item on a day.

    Parameters
    ----------
    values
        By field, as the ledger has them or as they are typed: "", None and NaN for none.
    day
        On which it is judged.
    timing
        Whether it keeps its dates then (`geo.timing`).
    earlier
        Numbers of the report before, by field.
    open_matters
        How many of its 问题与协调事项 are not settled.
    """

    values: Mapping[str, Value]
    day: date
    timing: str = UNREPORTED
    earlier: Mapping[str, float] = field(default_factory=dict)
    open_matters: int = 0

    def text(self, name: str) -> str:
        """Return a text, "" for none."""
        value = self.values.get(name)  # noqa: PD011 - a mapping
        return value.strip() if isinstance(value, str) and value != UNREPORTED else ""

    def number(self, name: str) -> float | None:
        """Return a number, None for none."""
        return _number(self.values.get(name))  # noqa: PD011 - a mapping

    def date(self, name: str) -> date | None:
        """Return a day, None for none and for what is no day."""
        try:
            return date.fromisoformat(self.text(name))
        except ValueError:
            return None

    @property
    def status(self) -> str:
        """The state, 未填报 for none."""
        return self.text("status") or UNREPORTED

    def sum(self, measure: Measure, year: int | None = None) -> float | None:
        """Return the sum of a measure over the sources of funds, None where none is told."""
        told = [self.number(name) for name in parts_of(measure, year)]
        given = [each for each in told if each is not None]
        return sum(given) if given else None

    def given(self, measure: Measure, year: int | None = None) -> tuple[str, ...]:
        """Return the fields of a measure that are told."""
        return tuple(each for each in parts_of(measure, year) if self.number(each) is not None)

    def before(self, name: str) -> float | None:
        """Return a number of the report before, None for none."""
        return _number(self.earlier.get(name))


@dataclass(frozen=True)
class Rule:
    """Something that speaks up, and keeps nobody from writing.

    Parameters
    ----------
    id, severity, title
        A word for programs, how grave it is, and what it is about in a few words.
    speak
        Gives what is to be said of an item, mostly nothing.
    """

    id: str
    severity: Severity
    title: str
    speak: Callable[[ToldItem], Iterator[Remark]]


def _number(value: Value) -> float | None:
    if isinstance(value, str) or value is None or isnan(value):
        return None
    return float(value)
