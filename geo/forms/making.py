"""A form made: an Excel workbook of the items of a unit, with what the ledger says of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from pandas import isna

from geo.district import DISTRICT
from geo.errors import DataError
from geo.exporting.file_names import plain_name, told_apart
from geo.exporting.model import File
from geo.forms import layout
from geo.forms.choosing import EVERYTHING, all_items, items_of, matters_of, units_in_use
from geo.forms.figures import Figures
from geo.forms.filled_sheet import FilledSheet
from geo.forms.layout import FormColumn
from geo.forms.model import ITEMS, LEDGER, MATTERS, MONTHLY, FormIdentity, FormKind, month_words
from geo.forms.side_sheets import Lists, about_sheet, identity_sheet
from geo.gc_pause import uncollected
from geo.ledger.model import Value
from geo.schema import PROJECTS

NEW_ROWS: Final = 20
"""Rows for new matters."""

MOST_ITEMS: Final = 20_000


@dataclass(frozen=True)
class FormRequest:
    """Which form is asked for.

    Parameters
    ----------
    unit
        Whose items; "" for all of the plan.
    month
        Such as 2023-05 for a 月报, "" for the whole ledger.
    funds
        Sources of funds with columns; () for those in use.
    """

    unit: str = ""
    month: str = ""
    funds: tuple[str, ...] = ()

    @property
    def kind(self) -> FormKind:
        """月报 or 台账."""
        return MONTHLY if self.month else LEDGER

    @property
    def subject(self) -> str:
        """Whose it is, in words."""
        return self.unit.strip() or EVERYTHING


def request(unit: str, month: str, *, all_funds: bool) -> FormRequest:
    """Return what is asked for, with columns of every source of funds or of those in use."""
    return FormRequest(unit, month, layout.all_funds() if all_funds else ())


def make_form(known: Figures, asked: FormRequest, at: datetime, last: tuple[int, str]) -> File:
    """Return the workbook.

    Parameters
    ----------
    known
        What the ledger says, for a 月报 as figures of the month's last day.
    asked
        Which form.
    at
        When, aware.
    last
        Number and uid of the ledger's last change; 0 and "" for none.

    Raises
    ------
    DataError
        If the unit has no items.
    """
    items = items_of(known.plan, asked.unit) if asked.unit.strip() else all_items(known.plan)
    if len(items) > MOST_ITEMS:
        raise DataError(f"{len(items):,} 个项目，一张表至多 {MOST_ITEMS:,} 个；请按单位分发")
    identity = _identity(asked, at, last)
    with uncollected():  # a cell is an object; nothing of them is rubbish before the end
        content = _Making(known, asked, identity, items).workbook()
    return File(f"{plain_name(identity.description)}.xlsx", content)


def all_forms(
    known: Figures, asked: FormRequest, at: datetime, last: tuple[int, str]
) -> Iterator[File]:
    """Give the form of every unit, each under a name of its own."""
    units = list(units_in_use(known.plan))
    if not units:
        raise DataError("还没有项目填写责任单位；请先填写，或发全部项目的一张表")
    names = told_apart([plain_name(unit) for unit in units])
    end = f"{month_words(asked.month)}{asked.kind}.xlsx"
    for unit, name in zip(units, names, strict=True):
        made = make_form(known, FormRequest(unit, asked.month, asked.funds), at, last)
        yield replace(made, name=f"{name} {end}")


def _identity(asked: FormRequest, at: datetime, last: tuple[int, str]) -> FormIdentity:
    told = FormIdentity(
        plan=DISTRICT.plan.title,
        unit=asked.unit.strip(),
        subject=asked.subject,
        kind=asked.kind,
        month=asked.month,
        made=at.isoformat(timespec="microseconds"),
        change=last[0],
        uid=last[1],
        mark="",
    )
    return told._replace(mark=sha256(repr(told).encode()).hexdigest()[:12])


class _Making:
    """One form on its way."""

    def __init__(
        self, known: Figures, asked: FormRequest, identity: FormIdentity, items: Sequence[str]
    ) -> None:
        self.known, self.items = known, items
        services = bool(set(items) & set(map(str, known.plan.services.index)))
        funds = asked.funds or layout.funds_in_use(known.plan)
        self.columns = layout.item_columns(asked.kind, funds, services=services)
        told = (*self.columns, *layout.matter_columns())
        fields = ",".join(each.field for each in told if not each.locked)
        self.identity = identity._replace(fields=fields)
        self.seen: dict[str, dict[str, dict[str, int]]] = {ITEMS: {}, MATTERS: {}}
        self.names = _names(known, items)

    def workbook(self) -> bytes:
        """Return the bytes of the file."""
        book = Workbook()
        first = book.active
        first.title = layout.FILLED
        lists = Lists(book.create_sheet(layout.LISTS))
        heads = self._items(FilledSheet(first, self.columns, *self._heads()), lists)
        matters = book.create_sheet(layout.MATTERS_SHEET, 1)
        heads += self._matters(matters, lists)
        about_sheet(book.create_sheet(layout.ABOUT, 2), self.identity, len(self.items))
        identity_sheet(book.create_sheet(layout.IDENTITY), self.identity, self.seen, heads)
        book.properties.creator = DISTRICT.district.app
        book.properties.title = self.identity.description
        out = BytesIO()
        book.save(out)
        return out.getvalue()

    def _heads(self) -> tuple[str, str]:
        day = "、截至本月底" if self.identity.month else ""
        unit = "金额单位：万元（1 亿元 = 10 000 万元）"
        note = f"{self.identity.plan}　{unit}　白底的栏填写{day}，写法见“说明”"
        return self.identity.description, note

    def _items(self, sheet: FilledSheet, lists: Lists) -> list[str]:
        frame = self.known.plan.projects
        told = {
            each.field: dict(zip(map(str, frame.index), _plain(frame[each.field]), strict=True))
            for each in self.columns
            if each.locked and each.field != PROJECTS.key
        }
        for item in self.items:
            sheet.add([self._value(each, item, told) for each in self.columns])
        units = tuple(units_in_use(self.known.plan))
        sheet.finish(
            lists.range_of,
            frozen="C5",
            subject=self.identity.description,
            choices={"lead_unit": units},
        )
        return list(self._heads())

    def _value(self, column: FormColumn, item: str, told: dict[str, dict[str, Value]]) -> Value:
        if column.locked:
            return item if column.field == PROJECTS.key else told[column.field][item]
        return self._figure(ITEMS, item, column)

    def _figure(self, table: str, item: str, column: FormColumn) -> Value:
        figure, seen = self.known.figure(table, item, column.field), self.seen[table]
        fields = seen.setdefault(item, {})
        if figure.seq:
            fields[column.field] = figure.seq
        return figure.value if column.prefilled else None

    def _matters(self, sheet: object, lists: Lists) -> list[str]:
        columns, names = layout.matter_columns(), self.names
        note = "已有事项更新办理状态、结果；新的写在“新增”各行，并选所属项目"
        made = FilledSheet(sheet, columns, f"{self.identity.description}　问题与协调事项", note)
        for matter in matters_of(self.known.plan, self.items):
            values = [self._figure(MATTERS, matter, each) for each in columns[1:]]
            told = dict(zip([each.field for each in columns[1:]], values, strict=True))
            told["item"] = names.get(str(told["item"]), told["item"])
            made.add([matter, *told.values()])
        for number in range(1, NEW_ROWS + 1):
            made.add([f"{layout.NEW}{number}", *([None] * (len(columns) - 1))])
        made.finish(
            lists.range_of,
            frozen="B5",
            subject=self.identity.description,
            choices={"item": tuple(names.values())},
        )
        return [f"{self.identity.description}　问题与协调事项", note]


def _names(known: Figures, items: Iterable[str]) -> dict[str, str]:
    """Id and name of items, as a list shows them."""
    names = known.plan.projects["name"]
    return {item: f"{item} {names[item]}" for item in items}


def _plain(values: Iterable[object]) -> list[Value]:
    return [None if value is None or value == "" or isna(value) else str(value) for value in values]
