"""A filled form read into plain rows: values of cells, never formulas. In a child alone."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from geo.errors import DataError
from geo.forms import workbook_parts
from geo.forms.headers import FoundHeaders, found_headers
from geo.forms.identity_text import SUM_KEY, about_lines, checksum
from geo.forms.model import (
    ITEMS,
    TABLES_OF_FORMS,
    Beside,
    FormWanted,
    SentColumn,
    SentForm,
    SentRows,
    SheetWanted,
    identity_of,
)
from geo.forms.sheet_cells import LIMITS, Grid, Sheet, sheets_of
from geo.forms.sheet_text import shown
from geo.forms.workbook_parts import Parts, letters_of
from geo.importing.archive import unpacking
from geo.importing.file_types import kind_of
from geo.importing.xlsx_xml import check_sheets

MOST_BESIDE: Final = 2_000
"""Texts beside that are told one by one."""


def read_form(path: Path, name: str, wanted: FormWanted) -> SentForm:
    """Read a filled form.

    Raises
    ------
    DataError
        If it is no workbook of the kind .xlsx, is broken, or has no sheet of a form.
    """
    parts = _parts(path, name)
    return _Reading(parts, sheets_of(path, name), wanted, name).form()


def _parts(path: Path, name: str) -> dict[str, bytes]:
    LIMITS.check_file(name, path.stat().st_size)
    if kind_of(path, name) != "zip":
        raise DataError(f"{name} 不是 .xlsx 工作簿；请在 Excel 或 WPS 中另存为 .xlsx 后再交")
    check_sheets(path, name, LIMITS)
    with unpacking(path, name, LIMITS) as (archive, members):
        found = {str(each.place).lstrip("/"): archive.read(each.info) for each in members}
    if "xl/workbook.xml" not in found:
        open_document = b"opendocument" in found.get("mimetype", b"")
        what = "是 .ods 表格" if open_document else "不是 .xlsx 工作簿"
        raise DataError(f"{name} {what}；请在 Excel、WPS 或 LibreOffice 中另存为 .xlsx 后再交")
    return found


class _Reading:
    """One workbook."""

    def __init__(
        self, parts: Parts, sheets: dict[str, Sheet], wanted: FormWanted, name: str
    ) -> None:
        self.parts, self.sheets, self.wanted, self.name = parts, sheets, wanted, name
        self.about: dict[str, str] = {}
        self.seen: dict[str, dict[str, dict[str, int]]] = {}
        self.known: set[str] = set()
        self.beside: list[Beside] = []
        self.notes: list[str] = []

    def form(self) -> SentForm:
        """Return what it holds."""
        intact = self._identity()
        found = {name: self._of(sheet.grid) for name, sheet in self.sheets.items()}
        rows = [
            self._rows(name, *told)
            for name, told in found.items()
            if told is not None and name != self.wanted.identity
        ]
        if not any(each.numbers for each in rows):
            raise DataError(
                f"{self.name} 里没有填报表：找不到“编号”等栏的表头；请交回发出的那份表格"
            )
        quiet = {self.wanted.identity, self.wanted.lists}
        if identity_of(self.about) is None:
            quiet.add(self.wanted.about)  # what it said when it was given out is not known
        for name, sheet in self.sheets.items():
            if found[name] is None and name not in quiet:
                self._beside(name, sheet.grid, 0, len(sheet.grid))
        formulas, percents, errors = self._marked()
        self._texts()
        self.notes += [f"{self.name} {told}" for told in workbook_parts.what_might_run(self.parts)]
        return SentForm(
            about=self.about,
            intact=intact,
            seen=self.seen,
            rows=tuple(rows),
            formulas=tuple(formulas),
            percents=tuple(percents),
            errors=tuple(errors),
            merged=tuple(self._merged()),
            beside=tuple(self._counted()),
            from_1904=workbook_parts.counts_from_1904(self.parts),
            notes=tuple(self.notes),
        )

    def _identity(self) -> bool:
        """Read which form it is; return whether that is as it was written."""
        sheet = self.sheets.get(self.wanted.identity)
        if sheet is None:
            return False
        rows = [tuple(shown(cell) for cell in row if cell is not None) for row in sheet.grid]
        rows = [row for row in rows if row]
        told = [row for row in rows if row[0] != SUM_KEY]
        for row in told:
            if row[0] in TABLES_OF_FORMS and len(row) == 3:
                self.seen.setdefault(row[0], {})[row[1]] = _numbers(row[2])
            else:
                self.about[row[0]] = row[1] if len(row) > 1 else ""
        self.known = {text for key, text in self.about.items() if key.startswith("head")}
        identity = identity_of(self.about)
        if identity is not None:
            lines = about_lines(identity, len(self.seen.get(ITEMS, {})))
            self.known |= {identity.description, *(words for line in lines for words in line)}
        return any(row[0] == SUM_KEY and row[1:] == (checksum(told),) for row in rows)

    def _of(self, grid: Grid) -> tuple[SheetWanted, FoundHeaders] | None:
        """Which sheet of a form it is: that of whose headers it has more."""
        texts = [[shown(cell) for cell in row] for row in grid[:60]]
        told = [
            (each, found)
            for each in self.wanted.sheets
            if (found := found_headers(texts, each.headers)) is not None
        ]
        return max(told, key=lambda each: sum(map(bool, each[1].fields)), default=None)

    def _rows(self, name: str, wanted: SheetWanted, found: FoundHeaders) -> SentRows:
        grid = self.sheets[name].grid
        places = [at for at, field in enumerate(found.fields) if field]
        header = [shown(cell) for cell in grid[found.row]]
        columns = [SentColumn(found.fields[at], letters_of(at + 1), header[at]) for at in places]
        self.known |= set(wanted.groups)
        self._beside(name, grid, 0, found.row)
        begin = found.row + 1
        kept = [
            at
            for at in range(begin, len(grid))
            if any(grid[at][place] is not None for place in places)
        ]
        others = [at for at in range(len(header)) if not found.fields[at]]
        for at in range(found.row, len(grid)):
            self._cells(name, grid, at, others, headed=header)
        fields = dict.fromkeys(field for field, _ in wanted.headers)
        return SentRows(
            name,
            wanted.table,
            tuple(columns),
            tuple(at + 1 for at in kept),
            tuple([grid[at][place] for place in places] for at in kept),
            tuple(field for field in fields if field not in found.fields),
        )

    def _beside(self, name: str, grid: Grid, start: int, end: int) -> None:
        for at in range(start, end):
            self._cells(name, grid, at, range(len(grid[at])))

    def _cells(
        self, name: str, grid: Grid, at: int, places: Sequence[int], headed: Sequence[str] = ()
    ) -> None:
        """Note what stands in some cells of a row, with the header above, if it has one."""
        for place in places:
            text = shown(grid[at][place]) if place < len(grid[at]) else ""
            if text and text not in self.known:
                above = headed[place] if headed and headed[place] != text else ""
                told = f"“{above[:20]}”栏" if above else ""
                self.beside.append(
                    Beside(name, f"{letters_of(place + 1)}{at + 1}", text, at + 1, told)
                )

    def _counted(self) -> list[Beside]:
        if len(self.beside) > MOST_BESIDE:
            self.notes.append(
                f"表外内容有 {len(self.beside):,} 处，只列前 {MOST_BESIDE:,} 处；"
                "其余请在原文件中查看"
            )
        return self.beside[:MOST_BESIDE]

    def _marked(self) -> tuple[list[str], list[str], list[str]]:
        """Cells with formulas, percentages and errors."""
        told: tuple[list[str], list[str], list[str]] = [], [], []
        styles = workbook_parts.percent_styles(self.parts)
        for name, place in workbook_parts.sheet_places(self.parts).items():
            marked = workbook_parts.marked_cells(self.parts.get(place, b""), styles)
            for cells, more in zip(told, marked, strict=True):
                cells.extend(f"{name}!{cell}" for cell in more)
        return told

    def _texts(self) -> None:
        for name, place in workbook_parts.sheet_places(self.parts).items():
            for each in workbook_parts.texts_beside(self.parts, place):
                row = int("".join(filter(str.isdigit, each.cell)) or 0)
                self.beside.append(Beside(name, each.cell, each.text, row, each.told))

    def _merged(self) -> Iterator[str]:
        for name, sheet in self.sheets.items():
            for top, left, bottom, right in sheet.merged:
                for row in range(top, bottom + 1):
                    for column in range(left, right + 1):
                        yield f"{name}!{letters_of(column + 1)}{row + 1}"


def _numbers(text: str) -> dict[str, int]:
    with suppress(ValueError, RecursionError):
        told = json.loads(text)
        if isinstance(told, dict):
            return {str(key): each for key, each in told.items() if type(each) is int}
    return {}
