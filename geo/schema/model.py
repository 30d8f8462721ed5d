"""How a table is described: its columns, each told once, and what must hold between its cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Cells = Mapping[str, str]

Use = Literal["card", "export", "searched"]
"""Where a column stands besides tables and filters: card, exported file, search for text."""


class Span(NamedTuple):
    """A closed range of numbers."""

    low: float
    high: float

    def holds(self, number: float) -> bool:
        """Tell whether `number` lies in the range; NaN never does."""
        return self.low <= number <= self.high


Measure = Literal["goal", "total", "done", "planned", "value", "source", "note"]
"""What a column that stands once for each year, or source of funds, holds."""


class Breakdown(NamedTuple):
    """What one such column is of: a measure, a year (0 for none), an id of `DISTRICT.funds`."""

    measure: Measure
    year: int = 0
    fund: str = ""


@dataclass(frozen=True)
class Column:
    """One column, all that is known of it: what a cell may hold, and where it is shown.

    Parameters
    ----------
    name
        In the file and in the frame.
    type
        Of its cells; a date is an ISO text such as 2023-05-31.
    required
        Cells may not be empty.
    span
        Of numbers.
    allowed
        A closed list; an empty cell passes unless required.
    pattern
        Regular expression for the whole cell.
    may_lack
        A file may be without the column; its cells are empty then.
    derived
        Made of other columns (`geo.derived`), not in the file.
    ledger, traced
        Filled in by the office (`geo.ledger`), not in the file; traced: by the act of filling in.
    fixed
        Word of the plan itself, which no ledger changes.
    blank
        What an empty cell is called; "" for nothing.
    title, unit
        Chinese words for it, everywhere; "" for a column that is not shown.
    uses
        Where it stands, under its title.
    table, unplaced
        Place among the columns of the table of items, and of the list of those without a place; 0
        for not there.
    report
        Width of its column in the report's tables, millimetres of 170; 0 for not there.
    filter
        Key of its filter in the URL, in project files and in commands; "" for none. Text alone.
    chart
        Words over the chart that counts its values; "" for none.
    group
        Heading under which a form has it; "" for the last one.
    long
        Whether its text may have several lines.
    part
        Of which year and source of funds it is, where there is one for each.
    """

    name: str
    type: Literal["text", "number", "flag", "date"] = "text"
    required: bool = False
    span: Span | None = None
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    may_lack: bool = False
    derived: bool = False
    ledger: bool = False
    traced: bool = False
    fixed: bool = False
    blank: str = ""
    title: str = ""
    unit: str = ""
    uses: tuple[Use, ...] = ("card", "export")
    table: int = 0
    unplaced: int = 0
    report: float = 0.0
    filter: str = ""
    chart: str = ""
    group: str = ""
    long: bool = False
    part: Breakdown | None = None

    @property
    def header(self) -> str:
        """Title with the unit, as a file has it."""
        return f"{self.title}_{self.unit}" if self.unit else self.title

    def stands(self, use: Use) -> bool:
        """Tell whether it is shown there."""
        return bool(self.title) and use in self.uses


@dataclass(frozen=True)
class RowRule:
    """A condition between the cells of one row; `broken` tells whether the row violates it."""

    column: str
    broken: Callable[[Cells], bool]
    wrong: str
    cure: str


@dataclass(frozen=True)
class TableSchema:
    """One file: its columns, its id, and how a row says where it is.

    Parameters
    ----------
    file, key
        Name of the file, and the column that holds the ids.
    columns
        In the order in which cards and exports have them.
    place
        `geometry` (GeoJSON), `wkt` or `lonlat` (CSV columns) or `none`.
    shapes
        Geometry types allowed.
    optional
        A file that may be missing: it has no rows then. One that is not must have some.
    title
        Chinese name of the layer; "" for a table that is none.
    credit
        Where it comes from, in the metadata of an export.
    colour
        Of an export, `#rrggbb`.
    exported
        Whether it may leave by `planmap export`.
    """

    file: str
    key: str
    columns: tuple[Column, ...]
    place: Literal["geometry", "wkt", "lonlat", "none"]
    shapes: tuple[str, ...] = ()
    rules: tuple[RowRule, ...] = ()
    optional: bool = False
    title: str = ""
    credit: str = ""
    colour: str = "#5b5b5b"
    exported: bool = True

    @property
    def in_file(self) -> tuple[Column, ...]:
        """Columns that the file has."""
        return tuple(each for each in self.columns if not (each.derived or each.ledger))

    @property
    def in_ledger(self) -> tuple[Column, ...]:
        """Columns that the office fills in."""
        return tuple(each for each in self.columns if each.ledger and not each.derived)

    def column(self, name: str) -> Column | None:
        """Return a column, None where there is none of the name."""
        return next((each for each in self.columns if each.name == name), None)

    def headers(self) -> dict[str, str]:
        """Header by column of what is exported, the id first."""
        told = {each.name: each.header for each in self.columns if each.stands("export")}
        return {self.key: told.pop(self.key, self.key), **told}

    def ranked(self, where: Literal["table", "unplaced"]) -> dict[str, str]:
        """Title by column of what a table of the page shows, in its order."""
        shown = [each for each in self.columns if getattr(each, where)]
        return {
            each.name: each.title for each in sorted(shown, key=lambda each: getattr(each, where))
        }
