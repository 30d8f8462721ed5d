"""What the ledger holds, as plain frozen values: edits asked for, and changes that were made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, NamedTuple

from geo.errors import DataError

Value = str | float | int | None
"""Of a field; None for none. A geometry is WKT in EPSG:4326, longitude first."""

Verdict = Literal["通过", "退回"]
ACCEPTED: Final[Verdict] = "通过"
RETURNED: Final[Verdict] = "退回"
DRAFT: Final = "草稿"
"""What a review may say, and what is said of a change that waits for one."""

Kind = Literal["edit", "undo", "return", "merge"]
"""How a change came about: entered, taken back, sent back by a review, brought from elsewhere."""

WORDS: Final[Mapping[Kind, str]] = {
    "edit": "填报",
    "undo": "撤销",
    "return": "退回",
    "merge": "并入",
}


class Act(NamedTuple):
    """Who does something, when (aware), why, and by which document ("" for none).

    `as_of` is the day to which the figures belong, as in a report of a month; None for that on
    which it is done.
    """

    by: str
    at: datetime
    why: str
    document: str = ""
    as_of: date | None = None


class Edit(NamedTuple):
    """New values of fields of one item.

    Parameters
    ----------
    table, item
        A word of `geo.schema.TABLES`, and the id of a row, or of a new one.
    values
        By field; those that hold already are passed over.
    act
        Who, when, why.
    seen
        By field the number of the change whose value was seen, 0 for the published one; a field
        that is not named was seen as published. None takes whatever is there.
    """

    table: str
    item: str
    values: Mapping[str, Value]
    act: Act
    seen: Mapping[str, int] | None = None


class FieldChange(NamedTuple):
    """One field of a change; `base` is the number of the change before, 0 for the published."""

    field: str
    before: Value
    after: Value
    base: int


@dataclass(frozen=True)
class Change:
    """One act on one item, as it stands in the history for ever.

    `seq` is its number in this store, `uid` the same wherever it is carried, `at` when it was
    made and `recorded` when this store heard of it. `review` is "" where none is wanted, else
    草稿, 通过 or 退回; then `reviewer`, `reviewed` and `word` say who judged it, when and why.
    `taken_back` is the number of the change that took it back, 0 for none; `as_of` as in `Act`, of
    an undo that of what it undoes.
    """

    seq: int
    uid: str
    table: str
    item: str
    by: str
    at: datetime
    recorded: datetime
    why: str
    document: str
    kind: Kind
    undoes: int | None
    review: str
    fields: tuple[FieldChange, ...]
    reviewer: str = ""
    reviewed: datetime | None = None
    word: str = ""
    taken_back: int = 0
    as_of: date | None = None

    @property
    def waits(self) -> bool:
        """Whether it waits for a review: a draft that was taken back does not."""
        return self.review == DRAFT and not self.taken_back


class Conflict(NamedTuple):
    """A field that somebody else changed: my value, and theirs with who, when and which change."""

    field: str
    mine: Value
    theirs: Value
    by: str
    at: datetime
    seq: int


class ConflictError(DataError):
    """Somebody changed the same fields meanwhile; `conflicts` holds both values of each."""

    def __init__(self, item: str, conflicts: tuple[Conflict, ...]) -> None:
        who = "、".join(dict.fromkeys(each.by for each in conflicts))
        fields = "、".join(each.field for each in conflicts)
        super().__init__(
            f"“{item}”的 {fields} 已被 {who} 改动，与您看到的不同；请对照双方的值后再保存"
        )
        self.conflicts = conflicts


class UnchangedError(DataError):
    """All that was asked for holds already; nothing was written."""

    def __init__(self, item: str) -> None:
        super().__init__(f"“{item}”没有改动：所填的值与现有的相同")
