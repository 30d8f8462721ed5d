"""How cells of a form look: each look is made once and shared by all cells that have it."""

import re
from collections.abc import Iterator
from copy import copy
from datetime import date
from typing import Any, Final

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from geo.ledger.model import Value
from geo.spreadsheet_formulas import is_risky

FONT: Final = "宋体"
DAY: Final = "yyyy-mm-dd"
SUM: Final = "#,##0.00"

_THIN: Final = Side("thin", color="9AA5B1")
_BORDER: Final = Border(_THIN, _THIN, _THIN, _THIN)
_LOCKED: Final = PatternFill("solid", fgColor="EDF0F3")
_HEAD: Final = PatternFill("solid", fgColor="D9E2EC")
_CERTAIN: Final = re.compile("[A-Za-z0-9\u4e00-\u9fff]")
"""Begins a text that no spreadsheet takes for a formula."""

_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class CellLook:
    """A look of cells of a sheet; `quoted` is the same for a text that begins like a formula."""

    def __init__(  # noqa: PLR0913 - each is a part of the look
        self,
        sheet: Worksheet,
        *,
        locked: bool = True,
        head: bool = False,
        bold: bool = False,
        size: float = 10,
        format_: str = "General",
        wrap: bool = True,
        bare: bool = False,
        centred: bool = False,
    ) -> None:
        cell = Cell(sheet)
        cell.font = Font(name=FONT, size=size, bold=bold or head)
        cell.alignment = Alignment(
            horizontal="center" if head or centred else None,
            vertical="center",
            wrap_text=wrap,
        )
        cell.number_format = format_
        cell.protection = Protection(locked=locked)
        if head:
            cell.border = _BORDER
        if not bare and (head or locked):
            cell.fill = _HEAD if head else _LOCKED
        self._sheet = sheet
        # Shared by all cells: to give each its fonts and fills anew takes ten times as long.
        self._plain = cell._style
        cell._style = copy(cell._style)
        cell.quotePrefix = True
        self._quoted = cell._style

    def cell(self, value: Value | date) -> Cell:
        """Return a new cell; a text is never a formula."""
        made = Cell(self._sheet)
        made._style = self._plain
        if isinstance(value, str):
            made._value = _text(value)
            made.data_type = "s"
            if not _CERTAIN.match(value) and is_risky(value):
                made._style = self._quoted
        elif isinstance(value, date):
            made._value = value
            made.data_type = "d"
        elif value is not None:
            made._value = value
        return made

    def of_column(self, letters: str) -> None:
        """Give the look to cells of a column that are not written."""
        self._sheet.column_dimensions[letters]._style = self._plain

    def row(self, values: Iterator[Value]) -> list[Cell]:
        """Return cells of this look."""
        return [self.cell(each) for each in values]


def put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    """Put a cell into its place; of rows whose cells mostly stay empty nothing else is made."""
    cell.row, cell.column = row, column
    sheet._cells[row, column] = cell


def _text(text: str) -> str:
    """A text as a workbook holds it: what looks like an escaped letter is none."""
    if "_x" in text:
        text = _ESCAPED.sub("_x005F_", text)
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def set_print(sheet: Worksheet, *, wide: bool, head: str, subject: str) -> None:
    """Print a sheet across the paper, its head on each page, with page numbers."""
    setup: Any = sheet.page_setup
    setup.orientation = "landscape"
    setup.paperSize = 8 if wide else 9  # A3, A4
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.print_title_rows = head
    sheet.print_options.gridLines = True
    sheet.oddFooter.left.text = subject.replace("&", "&&")
    sheet.oddFooter.right.text = "第 &P 页，共 &N 页"


def protect(sheet: Worksheet) -> None:
    """Keep locked cells from slips, without a password; sorting, filters and widths stay free."""
    told: Any = sheet.protection
    told.sheet = True
    for name in ("sort", "autoFilter", "formatColumns", "formatRows", "formatCells"):
        setattr(told, name, False)  # of the file format: False is what is not kept from
