"""What a filled form says, beside what it was given out with and what the ledger says by now."""

from datetime import date, datetime
from typing import Final, Literal, NamedTuple

from geo.forms.model import FormIdentity
from geo.ledger.model import Value

FormVerdict = Literal["改动", "清空", "冲突", "读不懂"]
CHANGED: Final[FormVerdict] = "改动"
EMPTIED: Final[FormVerdict] = "清空"
CLASHING: Final[FormVerdict] = "冲突"
UNREAD: Final[FormVerdict] = "读不懂"
VERDICTS: Final = (CLASHING, UNREAD, EMPTIED, CHANGED)
"""What may be said of a cell; cells that say nothing new are counted alone."""


class FormDifference(NamedTuple):
    """A cell that says otherwise than the ledger.

    Parameters
    ----------
    table, item, field
        What it is of; a new matter has the id that it is to get.
    cell
        Where it stands, as 填报!D7.
    base, theirs, ours
        The value that the form was given out with, that of the cell, that of the ledger by now.
    verdict
        清空 where the cell is empty now; 冲突 where the ledger changed meanwhile.
    note
        How the cell was read, or why somebody should look; "" for nothing.
    wrong
        Why it cannot be taken and what to do, "" where it can.
    seq, by, at
        Change of the ledger's last word on the field, whose it is, and of when.
    last, later
        That last word and its day, where it is of a later day than the form's month.
    is_new
        Whether the matter is to be added: its fields go together.
    """

    table: str
    item: str
    field: str
    cell: str
    base: Value
    theirs: Value
    ours: Value
    verdict: FormVerdict
    note: str = ""
    wrong: str = ""
    seq: int = 0
    by: str = ""
    at: datetime | None = None
    last: Value = None
    later: date | None = None
    is_new: bool = False

    @property
    def key(self) -> str:
        """What tells it from the others of its form."""
        return f"{self.table}|{self.item}|{self.field}"


class OddRow(NamedTuple):
    """A row that belongs to nothing: where it stands, what it says, why nothing is offered."""

    cell: str
    text: str
    why: str


class BesideText(NamedTuple):
    """A unit's own note: of which item ("" for none), where it stands, what it says and is."""

    item: str
    cell: str
    text: str
    told: str


class FormComparison(NamedTuple):
    """All of a filled form, compared.

    Parameters
    ----------
    identity
        Which form it is, None where that is lost.
    differences
        In the order of the rows.
    odd_rows, beside
        Rows that belong to nothing, and what stands beside the form.
    missing
        Items that the form had and that have no row any more.
    same, both, kept
        Cells that nobody changed, that both changed alike, and that the ledger alone changed since.
    reporting
        Of a 月报, the items with a row of which the ledger does not say that they were reported,
        each with the change of its last word on that.
    notes
        What has to be known of the whole, in words.
    """

    identity: FormIdentity | None
    differences: tuple[FormDifference, ...] = ()
    odd_rows: tuple[OddRow, ...] = ()
    beside: tuple[BesideText, ...] = ()
    missing: tuple[str, ...] = ()
    same: int = 0
    both: int = 0
    kept: int = 0
    reporting: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()

    def of(self, verdict: FormVerdict) -> tuple[FormDifference, ...]:
        """Return the differences of a verdict."""
        return tuple(each for each in self.differences if each.verdict == verdict)
