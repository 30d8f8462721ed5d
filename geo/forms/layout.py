"""Which columns a form has, in which order, under which headers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from geo.district import DISTRICT
from geo.entering.headings import KEY_WORDS, NAME_WORDS, aliases
from geo.entering.numbers import MONEY
from geo.forms.model import (
    ITEMS,
    MATTERS,
    MONTHLY,
    REPORT_DAY,
    FormKind,
    FormWanted,
    SheetWanted,
)
from geo.overlay.checking import writable
from geo.plan_data import PlanData
from geo.schema import PROJECTS, RECORD_TABLES, Column

FILLED: Final = "填报"
MATTERS_SHEET: Final = "问题与协调事项"
ABOUT: Final = "说明"
LISTS: Final = "选项"
IDENTITY: Final = "表单标识"

NEW: Final = "新增"
"""Begins what stands in the place of the id of a new matter."""

_UNSPLIT: Final = DISTRICT.funds[0].id
_NAMED: Final = ("project_id", "name", "column")
_SERVICES: Final = ("stage", "capacity")
_MONTHLY: Final = ("status", "progress", "actual_start", "actual_finish")
NEWS: Final = "本月进展"
"""Heads the column of what is new in a month, which is kept as the remark of that month."""

_NEWS: Final = "remark"
_NEWS_TITLE: Final = f"{NEWS}（记入备注）"
_OF_ITEM: Final = "item"
_ENDS: Final = ("finish", "due")
_WIDTHS: Final = {
    "project_id": 9.0,
    "name": 22.0,
    "column": 9.0,
    "status": 8.0,
    "progress": 9.0,
    "lead_unit": 13.0,
    "with_units": 14.0,
    "remark": 26.0,
    "matter_id": 12.0,
    "item": 30.0,
    "kind": 12.0,
    "told": 40.0,
    "unit_in_charge": 16.0,
    "state": 10.0,
    "result": 26.0,
}

_ALSO: Final = {"project_id": KEY_WORDS, "name": NAME_WORDS, "remark": (NEWS,)}


@dataclass(frozen=True)
class FormColumn:
    """A column of a form.

    Parameters
    ----------
    column
        Of the plan's table.
    title
        Where it is not that of the table.
    locked
        Whether it only says what a row is of.
    prefilled
        Whether the present value stands in it; where not, an empty cell changes nothing.
    """

    column: Column
    title: str = ""
    locked: bool = False
    prefilled: bool = True

    @property
    def field(self) -> str:
        """Name of the field."""
        return self.column.name

    @property
    def header(self) -> str:
        """Its header, with the unit."""
        if self.title:
            return self.title
        unit = self.column.unit
        return f"{self.column.title}（{unit}）" if unit else self.column.title

    @property
    def group(self) -> str:
        """Heading above it."""
        return self.column.group

    @property
    def width(self) -> float:
        """Width in letters."""
        if self.field in _WIDTHS:
            return _WIDTHS[self.field]
        if self.column.type == "date":
            return 10.5
        return 18.0 if self.column.long else 11.0 if self.column.type == "number" else 12.0

    @property
    def ends(self) -> bool:
        """Whether a month without a day is its last day."""
        return self.field.endswith(_ENDS)

    @property
    def is_sum(self) -> bool:
        """Whether it is a sum of money."""
        return self.column.type == "number" and self.column.unit == MONEY


def item_columns(
    kind: FormKind, funds: Collection[str], *, services: bool = True
) -> tuple[FormColumn, ...]:
    """Return the columns of the items of a form.

    Parameters
    ----------
    kind
        台账 or 月报.
    funds
        Ids of the sources of funds that have columns.
    services
        Whether the columns of services (学段、容量) are among them.
    """
    named = [FormColumn(_column(name), locked=True) for name in _NAMED]
    asked = [each for each in writable(ITEMS) if each.ledger and _is_of(each, funds)]
    if not services:
        asked = [each for each in asked if each.name not in _SERVICES]
    if kind == MONTHLY:
        return (*named, *_monthly(asked))
    return (*named, *(FormColumn(each) for each in asked))


def _monthly(asked: Iterable[Column]) -> Iterable[FormColumn]:
    known = {each.name: each for each in asked}
    yield from (FormColumn(known[name]) for name in _MONTHLY)
    for each in known.values():
        if each.part and each.part.measure == "done":
            yield FormColumn(each)
    yield FormColumn(known[_NEWS], _NEWS_TITLE, prefilled=False)


def _is_of(column: Column, funds: Collection[str]) -> bool:
    if column.name == REPORT_DAY:
        return False
    return column.part is None or not column.part.fund or column.part.fund in funds


def _column(name: str) -> Column:
    found = PROJECTS.column(name)
    if found is None:
        raise KeyError(name)
    return found


def matter_columns() -> tuple[FormColumn, ...]:
    """Return the columns of the matters of a form."""
    table = RECORD_TABLES[MATTERS]
    first = FormColumn(table.columns[0], "事项编号", locked=True)
    return (first, *(FormColumn(each) for each in table.columns[1:] if not each.derived))


def funds_in_use(plan: PlanData) -> tuple[str, ...]:
    """Return the sources of funds of which anything is entered, the unsplit one among them."""
    frame = plan.projects
    used = {
        each.part.fund
        for each in PROJECTS.columns
        if each.part and each.part.fund and each.name in frame and frame[each.name].notna().any()
    }
    return tuple(each.id for each in DISTRICT.funds if each.id in used | {_UNSPLIT})


def all_funds() -> tuple[str, ...]:
    """Return every source of funds."""
    return tuple(each.id for each in DISTRICT.funds)


def wanted() -> FormWanted:
    """Return what is known of any form, whatever columns it was given out with."""
    items = item_columns("台账", all_funds())
    news = FormColumn(_column(_NEWS), _NEWS_TITLE)
    return FormWanted(
        (
            _sheet(FILLED, ITEMS, (*items, news)),
            _sheet(MATTERS_SHEET, MATTERS, matter_columns()),
        ),
        ABOUT,
        LISTS,
        IDENTITY,
    )


def _sheet(name: str, table: str, columns: Iterable[FormColumn]) -> SheetWanted:
    told = list(columns)
    groups = dict.fromkeys(each.group for each in told if each.group)
    headers = [(each.field, each.header) for each in told]
    headers += [(each.field, word) for each in told for word in _other_headers(each)]
    return SheetWanted(name, table, tuple(headers), tuple(groups))


def _other_headers(column: FormColumn) -> Iterable[str]:
    """Headers that people shorten to, and that are no other column's."""
    unit = f"（{column.column.unit}）" if column.column.unit else ""
    yield from (f"{each}{unit}" for each in aliases(column.column))
    yield from _ALSO.get(column.field, ())
