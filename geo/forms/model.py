"""What a form is of, and what a filled one holds: plain frozen values that travel."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, NamedTuple

from geo.errors import DataError

Raw = str | float | None
"""A cell as a workbook holds it: a day is an ISO text, a truth value a word."""

FormKind = Literal["台账", "月报"]
_MONTH: Final = re.compile(r"(19[5-9]\d|20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
LEDGER: Final[FormKind] = "台账"
MONTHLY: Final[FormKind] = "月报"

ITEMS: Final = "projects"
MATTERS: Final = "matters"
TABLES_OF_FORMS: Final = (ITEMS, MATTERS)
"""Tables that a form has rows of."""

REPORT_DAY: Final = "report_day"
"""Field that says to which day the last 月报 of an item goes; set by merging one."""

Seen = Mapping[str, Mapping[str, Mapping[str, int]]]
"""By table, item and field the change that a shown value came from; 0 is not named, items are."""


class FormIdentity(NamedTuple):
    """Which form it is.

    Parameters
    ----------
    plan
        Title of the plan.
    unit
        Whose items, "" for those of a scope.
    subject
        The unit, or the scope in words.
    kind, month
        `month` such as 2023-05, "" where it is no 月报.
    made
        When, as ISO text.
    change, uid
        The last change that the ledger had then; 0 and "" for none.
    mark
        Of this form alone.
    fields
        Of the columns that it was given out with, with , between.
    """

    plan: str
    unit: str
    subject: str
    kind: FormKind
    month: str
    made: str
    change: int
    uid: str
    mark: str
    fields: str = ""

    @property
    def description(self) -> str:
        """What it is called, such as 住建局 2023年5月月报."""
        return f"{self.subject} {month_words(self.month)}{self.kind}"


def identity_of(about: Mapping[str, str]) -> FormIdentity | None:
    """Return the identity that a form tells of itself, None where it is lost or makes no sense."""
    told = {name: about.get(name, "") for name in FormIdentity._fields}
    kind, number = told["kind"], told["change"]
    if kind not in (LEDGER, MONTHLY) or not told["mark"] or not number.isdecimal():
        return None
    if (kind == MONTHLY) != bool(_MONTH.fullmatch(told["month"])):
        return None
    return FormIdentity(**{**told, "change": int(number)})  # type: ignore[arg-type]


def last_day(month: str) -> date:
    """Return the last day of a month such as 2023-05.

    Raises
    ------
    DataError
        If it is none.
    """
    found = _MONTH.fullmatch(month)
    if found is None:
        raise DataError(f"“{month[:20]}”不是月份；请写作 2023-05")
    year, number = int(found[1]), int(found[2])
    return date(year, number, monthrange(year, number)[1])


def month_words(month: str) -> str:
    """Return 2023-05 as 2023年5月; "" stays."""
    year, _, number = month.partition("-")
    return f"{year}年{int(number)}月" if number else ""


class SheetWanted(NamedTuple):
    """What a sheet of a form looks like.

    Parameters
    ----------
    name, table
        Its name, and the table of its rows.
    headers
        Field and header of every column that a form may have; the first is that of the ids.
    groups
        Words that stand above the headers.
    """

    name: str
    table: str
    headers: tuple[tuple[str, str], ...]
    groups: tuple[str, ...] = ()


class FormWanted(NamedTuple):
    """What is known of the sheets of a form: those with rows, and the names of the others."""

    sheets: tuple[SheetWanted, ...]
    about: str
    lists: str
    identity: str


class SentColumn(NamedTuple):
    """A column that was found: its field, its letters, its header as it stands."""

    field: str
    letters: str
    header: str


class SentRows(NamedTuple):
    """Rows of a sheet.

    Parameters
    ----------
    sheet, table
        Where they stand, and what they are of.
    columns, numbers
        (c,) columns, (n,) numbers of the rows in the sheet.
    cells
        (n,) lists of (c,) cells.
    absent
        Fields that the form has and the sheet no longer.
    """

    sheet: str
    table: str
    columns: tuple[SentColumn, ...]
    numbers: tuple[int, ...]
    cells: tuple[list[Raw], ...]
    absent: tuple[str, ...] = ()


class Beside(NamedTuple):
    """Something that stands beside what the form asks for, and the number of its row, 0 for none.

    `told` says what it is where it is no cell: a comment, a text in a drawing.
    """

    sheet: str
    cell: str
    text: str
    row: int = 0
    told: str = ""


class SentForm(NamedTuple):
    """A filled form as it was read, nothing of it judged.

    Parameters
    ----------
    about
        Of its identity, by name; empty where that is lost.
    intact
        Whether the identity is as it was written.
    seen
        See `Seen`.
    rows
        Of each sheet that was found.
    formulas, percents, errors, merged
        Cells, as sheet!A1, that hold a formula, show a percentage, hold an error, are merged.
    beside
        What stands beside.
    from_1904
        Whether the workbook counts its days from 1904.
    notes
        What could not be read, in words.
    """

    about: dict[str, str]
    intact: bool
    seen: dict[str, dict[str, dict[str, int]]]
    rows: tuple[SentRows, ...]
    formulas: tuple[str, ...]
    percents: tuple[str, ...]
    errors: tuple[str, ...]
    merged: tuple[str, ...]
    beside: tuple[Beside, ...]
    from_1904: bool = False
    notes: tuple[str, ...] = ()


SENT: Final = (SentForm, SentRows, SentColumn, Beside)
ASKED: Final = (FormWanted, SheetWanted)
"""Classes that travel from a child, and to one."""
