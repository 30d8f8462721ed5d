"""A filled form compared cell by cell: who changed what, what cannot be read, what is beside."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from geo.entering.model import Read
from geo.errors import DataError
from geo.exchange.comparing import CONFLICT, OURS, SAME, verdict_of
from geo.forms import layout
from geo.forms.bases import Base, Bases, month_of
from geo.forms.comparison import (
    CHANGED,
    CLASHING,
    EMPTIED,
    UNREAD,
    BesideText,
    FormComparison,
    FormDifference,
    FormVerdict,
)
from geo.forms.figures import Figures
from geo.forms.form_notes import notes_of
from geo.forms.layout import FormColumn
from geo.forms.model import ITEMS, MATTERS, MONTHLY, REPORT_DAY, Raw, SentForm, last_day
from geo.forms.rows import FormRow, FormRows
from geo.forms.values import CellAbout, needed, parse_cell
from geo.ledger import Ledger
from geo.ledger.model import Value
from geo.overlay.checking import check_edit

_GREAT: int = 1_000
"""A sum so many times as large was perhaps told in 元."""


def compare_form(form: SentForm, known: Figures, ledger: Ledger | None) -> FormComparison:
    """Compare a form with what it was given out with, and with what the ledger says by now.

    Parameters
    ----------
    form
        As it was read in a child.
    known
        What the ledger says now, as figures of the last day of the month of a 月报
        (`geo.forms.bases.month_of`).
    ledger
        Of the store, None where there is none.

    Raises
    ------
    DataError
        If the form is of another plan.
    """
    return _Comparing(form, known, Bases(form, known, ledger)).all()


class _Cell(NamedTuple):
    """A cell of a row, with what is known of it."""

    place: str
    raw: Raw
    header: str


class _Comparing:
    """One form."""

    def __init__(self, form: SentForm, known: Figures, bases: Bases) -> None:
        self.form, self.known, self.bases = form, known, bases
        self.rows = FormRows(form, known.plan, bases)
        self.counts: Counter[str] = Counter()
        self.formulas, self.percents = frozenset(form.formulas), frozenset(form.percents)
        self.errors, self.merged = frozenset(form.errors), frozenset(form.merged)

    def all(self) -> FormComparison:
        found: list[FormDifference] = []
        for table, columns in self._columns.items():
            by_item: dict[str, list[FormRow]] = defaultdict(list)
            for row in self.rows.of(table):
                by_item[row.item].append(row)
            for rows in by_item.values():
                found += self._checked(list(self._item(rows, columns)))
        missing = [
            item
            for item in self.bases.items.get(ITEMS, {})
            if item not in self.rows.there and item in self.known.plan.projects.index
        ]
        return FormComparison(
            identity=self.bases.identity,
            differences=tuple(found),
            odd_rows=tuple(self.rows.odd),
            beside=tuple(self._beside()),
            missing=tuple(missing),
            same=self.counts[""],
            both=self.counts[SAME],
            kept=self.counts[OURS],
            reporting=tuple(self._reporting()),
            notes=tuple(notes_of(self.form, self.known, self.bases, self.rows.there)),
        )

    @cached_property
    def _columns(self) -> Mapping[str, Mapping[str, FormColumn]]:
        identity = self.bases.identity
        kind = identity.kind if identity else "台账"
        own = layout.item_columns(kind, layout.all_funds()) if kind == MONTHLY else ()
        items = (*layout.item_columns("台账", layout.all_funds()), *own)
        told = {ITEMS: items, MATTERS: layout.matter_columns()}
        return {
            table: {each.field: needed(each) for each in columns if not each.locked}
            for table, columns in told.items()
        }

    def _item(
        self, rows: list[FormRow], columns: Mapping[str, FormColumn]
    ) -> Iterator[FormDifference]:
        """Compare the row of an item, or its rows where somebody copied one."""
        cells: dict[str, list[_Cell]] = defaultdict(list)
        for row in rows:
            for each, raw in zip(row.columns, row.cells, strict=True):
                place = f"{row.sheet}!{each.letters}{row.number}"
                cells[each.field].append(_Cell(place, raw, each.header))
        for field, column in columns.items():
            if field in cells:
                found = self._field(rows[0], column, cells[field])
                if found is not None:
                    yield found

    def _field(self, row: FormRow, column: FormColumn, cells: list[_Cell]) -> FormDifference | None:
        base = self.bases.of(row.table, row.item, column.field)
        told = [(cell, self._read(row, column, cell, base)) for cell in cells]
        if not column.prefilled or layout.NEWS in cells[0].header:
            told = [each for each in told if each[1].value is not None or each[1].wrong]
        if not told:
            self.counts[""] += 1
            return None
        cell, read = told[0]
        if any(each.value != read.value for _, each in told[1:]):
            others = "、".join(each.place for each, _ in told[1:])
            read = Read(wrong=f"同一编号有几行，值不同（另见 {others}）；请只留一行")
        elif row.doubt and not read.wrong:
            read = read._replace(wrong=row.doubt)
        return self._difference(row, column, cell, (base, read))

    def _difference(
        self, row: FormRow, column: FormColumn, cell: _Cell, told: tuple[Base, Read]
    ) -> FormDifference | None:
        base, read = told
        of = (row.table, row.item, column.field)
        figure, last = self.known.figure(*of), self.known.last(*of)
        outcome = verdict_of(column.field, base.value, read.value, figure.value)
        verdict: FormVerdict = UNREAD
        readable = not read.wrong or read.wrong == row.doubt
        if readable and outcome in (None, SAME, OURS):
            self.counts[outcome or ""] += 1
            return None
        if not read.wrong:
            verdict = CLASHING if outcome == CONFLICT else CHANGED
            if verdict == CHANGED and read.value is None:
                verdict = EMPTIED
        overtaken = self.known.is_overtaken(*of)
        return FormDifference(
            *of,
            cell.place,
            base.value,
            read.value,
            figure.value,
            verdict,
            "；".join(filter(None, [read.note, _great(column, figure.value, read.value)])),
            read.wrong,
            last.seq,
            last.by,
            last.at,
            last.value if overtaken else None,
            last.as_of if overtaken else None,
            row.is_new,
        )

    def _read(self, row: FormRow, column: FormColumn, cell: _Cell, base: Base) -> Read:
        if row.table == MATTERS and column.field == "item":
            return self.rows.item_named(cell.raw)
        about = CellAbout(
            header=cell.header,
            held=base.value,
            percent=cell.place in self.percents,
            formula=cell.place in self.formulas,
            error=cell.place in self.errors,
            merged=cell.place in self.merged,
            from_1904=self.form.from_1904,
        )
        return parse_cell(column, cell.raw, about)

    def _checked(self, found: list[FormDifference]) -> list[FormDifference]:
        """Say of what may not be written why; a new matter is written whole or not at all."""
        asked = {each.field: each.theirs for each in found if each.verdict != UNREAD}
        if not asked:
            return found
        first = found[0]
        words = self._refusal(first, asked)
        if not words:
            return found
        if first.is_new:
            return [each._replace(verdict=UNREAD, wrong=each.wrong or words) for each in found]
        return [self._checked_alone(each) for each in found]

    def _checked_alone(self, each: FormDifference) -> FormDifference:
        words = "" if each.verdict == UNREAD else self._refusal(each, {each.field: each.theirs})
        return each._replace(verdict=UNREAD, wrong=words) if words else each

    def _refusal(self, of: FormDifference, values: Mapping[str, Value]) -> str:
        try:
            check_edit(self.known.plan, of.table, of.item, values)
        except DataError as error:
            return str(error).splitlines()[0]
        return ""

    def _reporting(self) -> Iterator[tuple[str, int]]:
        """Items of a 月报 of which the ledger does not say yet that its month was reported."""
        month = month_of(self.bases.identity)
        if not month:
            return
        day = last_day(month).isoformat()
        for item in self.rows.there:
            if self.known.figure(ITEMS, item, REPORT_DAY).value != day:
                yield item, self.known.last(ITEMS, item, REPORT_DAY).seq

    def _beside(self) -> Iterator[BesideText]:
        yield from self.rows.locked_changes
        for each in self.form.beside:
            place = f"{each.sheet}!{each.cell}" if each.cell else each.sheet
            yield BesideText(
                self.rows.at.get((each.sheet, each.row), ""), place, each.text, each.told
            )


def _great(column: FormColumn, ours: Value, theirs: Value) -> str:
    if not column.is_sum or not isinstance(ours, float | int) or not isinstance(theirs, float):
        return ""
    great = ours > 0 and theirs >= ours * _GREAT
    return "比现有的大一千倍以上，是否以元计？请核对单位" if great else ""
