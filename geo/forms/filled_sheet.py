"""The sheets of a form that are filled in: heads, rows, lists to choose from."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from geo.forms.layout import FormColumn
from geo.forms.styles import DAY, SUM, CellLook, protect, put, set_print
from geo.ledger.model import Value

HEAD_ROWS: Final = 4
"""Title, note, groups, headers."""

_WIDE: Final = 190.0
"""Letters of all columns together beyond which a sheet is printed on A3."""

_FREE: Final = 200
"""Rows behind the last one in which lists can still be chosen from."""

_LINE_PT: Final = 13.5
_MOST: Final = 12
"""Lines that a row is high at most."""

Row = Sequence[Value]
ListOf = Callable[[Sequence[str]], str]
"""Gives the range that holds words to choose from."""


class FilledSheet:
    """One sheet, row after row."""

    def __init__(
        self, sheet: Worksheet, columns: Sequence[FormColumn], title: str, note: str
    ) -> None:
        self.sheet, self.columns = sheet, columns
        self._title, self._note = title, note
        self._looks = [_look(sheet, each) for each in columns]
        self._count = 0
        self._head()

    def _head(self) -> None:
        sheet, bare = self.sheet, CellLook(self.sheet, bare=True, wrap=False)
        sheet.append([CellLook(sheet, bare=True, bold=True, size=14, wrap=False).cell(self._title)])
        sheet.append([bare.cell(self._note)])
        group, head = CellLook(sheet, head=True, wrap=False), CellLook(sheet, head=True)
        last, cells = "", []
        for each in self.columns:
            cells.append(group.cell(each.group if each.group != last else None))
            last = each.group or last
        sheet.append(cells)
        sheet.append([head.cell(each.header) for each in self.columns])
        sheet.row_dimensions[1].height = 24
        sheet.row_dimensions[HEAD_ROWS - 1].hidden = not last
        sheet.row_dimensions[HEAD_ROWS].height = 48
        for number, (each, look) in enumerate(zip(self.columns, self._looks, strict=True), 1):
            letters = get_column_letter(number)
            sheet.column_dimensions[letters].width = each.width
            look.of_column(letters)

    def add(self, values: Row) -> None:
        """Add a row."""
        self._count += 1
        row, lines = HEAD_ROWS + self._count, 1
        looks = zip(self.columns, self._looks, values, strict=True)
        for number, (each, look, value) in enumerate(looks, 1):
            if value is not None:  # any other cell looks as its column does
                put(self.sheet, row, number, _cell(look, each, value))
                lines = max(lines, _lines(each, value))
        if lines > 1:
            self.sheet.row_dimensions[row].height = _LINE_PT * min(lines, _MOST)

    def finish(
        self, list_of: ListOf, *, frozen: str, subject: str, choices: Mapping[str, Sequence[str]]
    ) -> None:
        """Put lists, panes, filter, print and protection on the sheet.

        Parameters
        ----------
        list_of
            Where words to choose from stand.
        frozen
            Cell left of and above which nothing moves.
        subject
            Stands at the foot of each page.
        choices
            Words to choose from by field, beside those that a column tells itself.
        """
        sheet, last = self.sheet, HEAD_ROWS + self._count
        for number, each in enumerate(self.columns, 1):
            if not each.locked:
                rule = _rule(each, choices.get(each.field, ()), list_of)
                if rule is not None:
                    letters = get_column_letter(number)
                    rule.add(f"{letters}{HEAD_ROWS + 1}:{letters}{last + _FREE}")
                    sheet.add_data_validation(rule)
        end = get_column_letter(len(self.columns))
        sheet.freeze_panes = frozen
        sheet.auto_filter.ref = f"A{HEAD_ROWS}:{end}{max(last, HEAD_ROWS + 1)}"
        sheet.print_area = f"A1:{end}{max(last, HEAD_ROWS + 1)}"
        wide = sum(each.width for each in self.columns) > _WIDE
        set_print(sheet, wide=wide, head=f"{HEAD_ROWS - 1}:{HEAD_ROWS}", subject=subject)
        protect(sheet)


def _look(sheet: Worksheet, column: FormColumn) -> CellLook:
    number = {"date": DAY, "number": SUM if column.is_sum else "General"}
    format_ = number.get(column.column.type, "@" if not column.column.allowed else "General")
    return CellLook(
        sheet,
        locked=column.locked,
        format_=format_,
        centred=column.column.type == "date" or bool(column.column.allowed),
    )


def _lines(column: FormColumn, value: Value) -> int:
    """Lines that a text takes in its column; a Chinese letter is two wide."""
    if not isinstance(value, str) or (2 * len(value) < column.width and "\n" not in value):
        return 1
    return sum(
        1 + int(len(each.encode("gbk", "replace")) / column.width) for each in value.split("\n")
    )


def _cell(look: CellLook, column: FormColumn, value: Value) -> Cell:
    if column.column.type == "date" and isinstance(value, str):
        return look.cell(date.fromisoformat(value))
    return look.cell(value)


def _rule(column: FormColumn, more: Sequence[str], list_of: ListOf) -> DataValidation | None:
    words = tuple(column.column.allowed) or tuple(more)
    if words:
        made = DataValidation("list", formula1=list_of(words), allow_blank=True)
        return _told(made, column, "请从列表中选择", strict=bool(column.column.allowed))
    if column.column.type == "date":
        made = DataValidation("date", "32874", "73415", operator="between", allow_blank=True)
        return _told(made, column, "请填日期，如 2023-05-31")
    if column.column.type == "number":
        span = column.column.span
        low, high = (span.low, span.high) if span else (-1e15, 1e15)
        made = DataValidation(
            "decimal", f"{low:.15g}", f"{high:.15g}", operator="between", allow_blank=True
        )
        sums = "单位万元；也可写明单位，如 1.2亿元"
        return _told(made, column, sums if column.is_sum else f"请填 {low:g} 到 {high:g} 的数")
    return None


def _told(
    rule: DataValidation, column: FormColumn, words: str, *, strict: bool = False
) -> DataValidation:
    rule.errorStyle = "stop" if strict else "warning"
    rule.showErrorMessage = rule.showInputMessage = True
    rule.errorTitle = rule.promptTitle = column.header[:32]
    rule.error = rule.prompt = words
    return rule
