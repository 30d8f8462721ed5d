"""Rows of a CSV brought to one number of cells, nothing lost."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from geo.errors import DataError
from geo.incoming.model import Ask

MORE = "多出的单元格"
"""Column for the cells beyond the header's."""


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
        ask.limits.check_rows(ask.name, at + 1)
        extra = [cell for cell in row[width:] if cell.strip()]
        if len(row) < width or extra:
            uneven.append(at)
        longer = longer or bool(extra)
        writer.writerow([*row[:width], *[""] * (width - len(row)), " ".join(extra)])
    return Levelled(out.getvalue().encode(), longer, uneven)
