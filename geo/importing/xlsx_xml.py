"""The XML of a workbook's sheets, looked at before and after a library lays the cells out.

Before: two cells in opposite corners make a library lay out every cell between them, and a text
that stands in the workbook once is named by cells by its number, of which each gets a copy. After:
a formula without a stored result and an error leave nothing, yet something stands there.
"""

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import ParseError, fromstring

import numpy as np

from geo.errors import DataError
from geo.importing.archive import unpacking
from geo.importing.limits import ReadingLimits

LONGEST = 327_670
"""Bytes of one cell's text: Excel holds 32 767 letters, each of at most ten, as &#1234567; is."""

_LONG = re.compile(rb">[^<]{%d}" % (LONGEST + 1))
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_ROW_NUMBER = re.compile(rb"<(?:\w+:)?row\b[^>]*?\sr=[\"'](\d{1,9})")
_PLACE = re.compile(rb"\sr=[\"']([A-Z]{1,3})(\d{1,9})")
_CELL_BEGIN = re.compile(rb"<(?:\w+:)?c\b")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>/]*)>")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,9})[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*>([^<]*)<")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)<")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TEXT = re.compile(rb"<(?:\w+:)?si\b")
_TABLE = re.compile(rb"<(?:\w+:)?sst\b")
_NUMBERED = re.compile(rb"<(?:\w+:)?v\b[^>]*>\s*(\d{1,9})\s*<")
_VALUE_BEGIN = re.compile(rb"<(?:\w+:)?v\b")
_ODD = re.compile(rb"&#|<!")
"""Ways to write a number that the pattern does not see."""


class Mended(NamedTuple):
    """What stands in a cell (row and column from 0) that is laid out empty."""

    row: int
    column: int
    text: str


def check_sheets(path: Path, name: str, limits: ReadingLimits) -> None:
    """Raise `DataError` if laying out any sheet takes more cells, or more text, than allowed."""
    lengths: list[int] = []
    sheets = []
    with unpacking(path, name, limits) as (archive, members):
        for member in members:
            with archive.open(member.info) as file:
                text = file.read()
            if text[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
                raise DataError(f"{name} 内的 {member.place} 编码异常；请在 Excel 中另存为 .xlsx")
            if _LONG.search(text):
                raise DataError(
                    f"{name} 有单元格的文字超过 {LONGEST:,} 字节，超出 Excel 所能容纳；"
                    "请删去或拆分过长的内容后另存"
                )
            if b"sheetData" in text:
                limits.check(name, sheet_cells=_laid_out(text, limits))
                sheets.append(member)
            lengths = max(lengths, shared_lengths(text), key=sum)
        if max(lengths, default=0) * limits.max_sheet_cells > limits.max_bytes:
            for member in sheets:
                limits.check(name, bytes=texts_of(archive.read(member.info), lengths))


def _laid_out(text: bytes, limits: ReadingLimits) -> int:
    """Cells of the smallest rectangle that holds all of a sheet."""
    if text.count(b"<c ") > limits.max_sheet_cells:
        return text.count(b"<c ")
    parts = _ROW.split(text)
    places = _PLACE.findall(text)
    named = {row for _, row in places}.union(_ROW_NUMBER.findall(text))
    rows = max([len(parts) - 1, *map(int, named)])
    columns = max([1, *(_number(letters) for letters in {column for column, _ in places})])
    return rows * max(columns, *(len(_CELL_BEGIN.findall(part)) for part in parts))


def _number(letters: bytes) -> int:
    """Position of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def mended(path: Path, name: str, sheet: str, limits: ReadingLimits) -> Iterator[Mended]:
    """Yield formulas without a result as "=...", and errors as they stand, "#N/A"."""
    for about, content in _cells(_sheet(path, name, sheet, limits)):
        place, text = _REFERENCE.search(about), _standing(about, content)
        if place and text:
            yield Mended(int(place.group(2)) - 1, _number(place.group(1)) - 1, text)


def _cells(text: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield what each cell says of itself, and what it holds: from its end back to its beginning.

    The other way a beginning without an end would be looked for to the end of the text.
    """
    start = 0
    for end in _CELL_END.finditer(text):
        begin = None
        for begin in _CELL.finditer(text, start, end.start()):  # noqa: B007 - the last one counts
            pass
        if begin:
            yield begin.group(1), text[begin.end() : end.start()]
        start = end.end()


def _standing(about: bytes, content: bytes) -> str:
    value, formula = _VALUE.search(content), _FORMULA.search(content)
    if value:
        return _decoded(value) if b't="e"' in about else ""
    return f"={_decoded(formula)}" if formula else ""


def _decoded(found: re.Match[bytes]) -> str:
    return html.unescape(found.group(1).decode("utf-8", "replace"))


def _sheet(path: Path, name: str, sheet: str, limits: ReadingLimits) -> bytes:
    """XML of a sheet; b"" where the workbook does not say which it is, or nothing can be empty."""
    with unpacking(path, name, limits) as (archive, members):
        files = {str(member.place).lstrip("/"): member.info for member in members}
        try:
            book = fromstring(archive.read(files["xl/workbook.xml"]))
            links = fromstring(archive.read(files["xl/_rels/workbook.xml.rels"]))
            identity = next(e.get(_RELATION) for e in book.iter() if e.get("name") == sheet)
            target = next(e.get("Target", "") for e in links if e.get("Id") == identity)
            place = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            text = archive.read(files[place])
        except (KeyError, StopIteration, ParseError):
            return b""
    return text if re.search(rb"<(\w+:)?f\b|t=\"e\"", text) else b""


def shared_lengths(member: bytes) -> list[int]:
    """Bytes of each shared text; none where the member of the workbook is not their table."""
    if not _TABLE.search(member[:4096]):
        return []
    begins = [found.start() for found in _TEXT.finditer(member)]
    return np.diff([*begins, len(member)]).tolist() if begins else []


def texts_of(sheet: bytes, lengths: Sequence[int]) -> int:
    """Bytes of the shared texts of all cells at most: a plain number may be taken for a name."""
    longest = max(lengths, default=0)
    values = len(_VALUE_BEGIN.findall(sheet))
    if longest * values < 2**24:
        return longest * values
    named = np.array(_NUMBERED.findall(sheet), dtype="S9").astype(np.int64)
    known = named[named < len(lengths)]
    unseen = values - len(named) if _ODD.search(sheet) else 0
    return int(np.array(lengths, dtype=np.int64)[known].sum()) + unseen * longest
