"""The sheets of a form that are not filled in: how to, words to choose from, its identity."""

from collections.abc import Sequence
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from geo.forms.identity_text import SUM_KEY, about_lines, checksum, identity_rows
from geo.forms.layout import LISTS
from geo.forms.model import FormIdentity, Seen
from geo.forms.styles import CellLook, protect, put, set_print

_WIDTHS: Final = (18.0, 100.0)


def about_sheet(sheet: Worksheet, identity: FormIdentity, count: int) -> None:
    """Write how the form is filled in."""
    title, words = CellLook(sheet, head=True), CellLook(sheet, bare=True)
    sheet.append(
        [CellLook(sheet, bare=True, bold=True, size=14, wrap=False).cell(identity.description)]
    )
    for name, told in about_lines(identity, count):
        sheet.append([title.cell(name), words.cell(told)])
    for letters, width in zip("AB", _WIDTHS, strict=True):
        sheet.column_dimensions[letters].width = width
    set_print(sheet, wide=False, head="1:1", subject=identity.subject)
    protect(sheet)


class Lists:
    """The sheet that holds words to choose from: a column for each list, the same one once."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._there: dict[tuple[str, ...], str] = {}
        sheet.sheet_state = "hidden"

    def range_of(self, words: Sequence[str]) -> str:
        """Return the range that holds words, which it writes where it does not."""
        told = tuple(words)
        if told not in self._there:
            number = len(self._there) + 1
            look = CellLook(self._sheet, bare=True, wrap=False)
            for row, word in enumerate(told, 1):
                put(self._sheet, row, number, look.cell(word))
            letters = get_column_letter(number)
            self._there[told] = f"'{LISTS}'!${letters}$1:${letters}${len(told)}"
        return self._there[told]


def identity_sheet(
    sheet: Worksheet, identity: FormIdentity, seen: Seen, heads: Sequence[str]
) -> None:
    """Write which form it is, and of which change each shown value came; nobody sees the sheet."""
    sheet.sheet_state = "veryHidden"
    rows = identity_rows(identity, seen, heads)
    look = CellLook(sheet, bare=True, wrap=False)
    for row in [*rows, (SUM_KEY, checksum(rows))]:
        sheet.append(look.row(iter(row)))
    protect(sheet)
