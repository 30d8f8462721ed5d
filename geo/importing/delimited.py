"""CSV and TXT: encoding, delimiter and header found, then read in one go by Arrow."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.csv as pv

from geo.errors import DataError
from geo.importing.cell_types import typed
from geo.importing.encodings import as_utf8, encoding_of, text_of
from geo.importing.header_rows import LOOKED_AT, header_of, unique
from geo.importing.model import FIRST, Ask, Issue, Raw

DELIMITERS = (",", "\t", ";", "|", "，", "；", " ")
"""Tried in this order; the last stands for any blanks."""

_SAMPLE = 65_536
_BEGINNING = 2**22
"""Bytes of which the first rows are taken."""

_BLOCK = 2**24
"""No row is longer."""

_BLANKS = re.compile(r"[ \t\u3000]+")

MORE = "多出的单元格"
"""Column for the cells beyond the header's."""


class _Cut(NamedTuple):
    """A text cut into header and rows: names, a delimiter of one byte, the bytes of the rows."""

    names: tuple[str, ...]
    delimiter: str
    body: bytes


def delimiter_of(path: Path, ask: Ask) -> str:
    """The delimiter as chosen or found; " " stands for any blanks."""
    return _delimiter(_text(path, ask)[:_SAMPLE], ask)


def read(path: Path, ask: Ask) -> Raw:
    """Read the table; rows with more or fewer cells than the header are levelled, and told.

    Raises
    ------
    DataError
        If the encoding is wrong, a quote is left open, or the table goes beyond the limits.
    """
    cut = _cut(_text(path, ask), ask)
    ask.limits.check(ask.name, columns=len(cut.names))
    if cut.body.count(b'"') % 2:  # Arrow takes a quote left open for a long cell
        return _ragged(cut, ask)
    try:
        return Raw(typed(_table(cut, ask)))
    except pa.ArrowInvalid:
        return _ragged(cut, ask)


def _text(path: Path, ask: Ask) -> bytes:
    """Return the text as UTF-8, or its first lines where only some rows are asked for."""
    if ask.rows is None:
        raw = path.read_bytes()
        return text_of(raw, ask.choices.encoding, ask.name)
    with path.open("rb") as file:
        raw = file.read(_BEGINNING)
    encoding = ask.choices.encoding or encoding_of(path.read_bytes())
    text = as_utf8(raw, encoding, ask.name, whole=len(raw) < _BEGINNING)
    return text[: text.rfind(b"\n") + 1] if len(raw) == _BEGINNING else text


def _cut(text: bytes, ask: Ask) -> _Cut:
    delimiter = _delimiter(text[:_SAMPLE], ask)
    if delimiter not in DELIMITERS[:4]:
        text, delimiter = _with_tabs(text, delimiter), "\t"
    lines = _lines(text[:_SAMPLE])
    rows = list(csv.reader(lines, delimiter=delimiter))[:LOOKED_AT]
    header = header_of(rows, ask.choices.header)
    start = len("".join(lines[: _lines_of(lines, delimiter, header.rows)]).encode())
    return _Cut(header.names, delimiter, text[start:])


def _lines(sample: bytes) -> list[str]:
    """Whole lines of the beginning of a text; the last is left out where it is cut."""
    lines = list(io.StringIO(sample.decode("utf-8", "ignore"), newline=""))
    return lines[:-1] if len(sample) == _SAMPLE and len(lines) > 1 else lines


def _lines_of(lines: Sequence[str], delimiter: str, rows: int) -> int:
    """How many lines the first rows take: a quoted cell may hold line ends."""
    reader = csv.reader(lines, delimiter=delimiter)
    for _ in range(rows):
        next(reader, None)
    return reader.line_num


def _delimiter(sample: bytes, ask: Ask) -> str:
    if ask.choices.delimiter:
        return ask.choices.delimiter
    lines = _lines(sample)[:LOOKED_AT]
    return max(DELIMITERS, key=lambda mark: _agreeing(lines, mark))


def _agreeing(lines: Sequence[str], delimiter: str) -> int:
    """How many rows have the most usual number of cells, if that is more than one."""
    if delimiter == " ":
        lines, delimiter = [_BLANKS.sub("\t", line.strip()) for line in lines], "\t"
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return rows if width > 1 else 0


def _with_tabs(text: bytes, delimiter: str) -> bytes:
    """A text delimited by blanks or by a character of several bytes, delimited by tabs."""
    words = text.decode("utf-8")
    if delimiter != " ":
        return words.replace(delimiter, "\t").encode()
    return "\n".join(_BLANKS.sub("\t", line.strip()) for line in words.splitlines()).encode()


def _table(cut: _Cut, ask: Ask) -> pa.Table:
    """Rows as text, batch by batch, so that a table too long is refused before it is held."""
    if not cut.body.strip():
        return pa.table({name: pa.array([], pa.string()) for name in cut.names})
    batches, rows = [], 0
    with pv.open_csv(pa.BufferReader(cut.body), **_options(cut)) as stream:
        for batch in stream:
            rows += batch.num_rows
            batches.append(batch)
            if ask.rows is not None and rows >= ask.rows:
                break
            ask.limits.check(ask.name, rows=rows, cells=rows * len(cut.names))
        return pa.Table.from_batches(batches, stream.schema).slice(0, ask.rows)


def _options(cut: _Cut) -> dict[str, object]:
    texts = {name: pa.string() for name in cut.names}
    quoted = b'"' in cut.body
    return {
        "read_options": pv.ReadOptions(column_names=list(cut.names), block_size=_BLOCK),
        "parse_options": pv.ParseOptions(delimiter=cut.delimiter, newlines_in_values=quoted),
        "convert_options": pv.ConvertOptions(column_types=texts, strings_can_be_null=False),
    }


def _ragged(cut: _Cut, ask: Ask) -> Raw:
    level = levelled(cut.body, cut.delimiter, len(cut.names), ask)
    even = _Cut(unique([*cut.names, MORE]), ",", level.body)
    try:
        table = _table(even, ask)
    except pa.ArrowInvalid as error:
        raise DataError(f"{ask.name} 无法按表格读取；请另存为 CSV UTF-8") from error
    frame = typed(table if level.longer else table.drop_columns(even.names[-1]))
    if not level.rows:
        return Raw(frame)
    text = f"单元格数与表头不同的行，已补空或移到“{MORE}”列"
    first = frame.iloc[[row for row in level.rows[:FIRST] if row < len(frame)]]
    return Raw(frame, issues=(Issue("ragged", text, len(level.rows), first),))


class Levelled(NamedTuple):
    """A CSV of even rows and one column more; whether that holds anything; rows that were not."""

    body: bytes
    longer: bool
    rows: list[int]


def levelled(body: bytes, delimiter: str, width: int, ask: Ask) -> Levelled:
    """Fill short rows up with empty cells; put what long rows have more into one more column.

    Raises
    ------
    DataError
        If a quote is left open, a cell is longer than a cell may be, or there are too many rows.
    """
    lines = io.StringIO(body.decode("utf-8"), newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        return _levelled(reader, width, ask)
    except csv.Error as error:
        raise DataError(
            f"{ask.name} 第 {reader.line_num} 行（不计表头）附近无法解析；"
            "请检查双引号是否成对，或重新导出"
        ) from error


def _levelled(reader: Iterator[list[str]], width: int, ask: Ask) -> Levelled:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # so that a cell with either is quoted
    uneven: list[int] = []
    longer = False
    filled = (row for row in reader if any(cell.strip() for cell in row))
    for at, row in enumerate(filled):
        ask.limits.check(ask.name, rows=at + 1)
        extra = [cell for cell in row[width:] if cell.strip()]
        if len(row) < width or extra:
            uneven.append(at)
        longer = longer or bool(extra)
        writer.writerow([*row[:width], *[""] * (width - len(row)), " ".join(extra)])
    return Levelled(out.getvalue().encode(), longer, uneven)
