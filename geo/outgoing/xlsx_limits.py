"""What a worksheet can hold, and how wide its columns look right."""

import re
import unicodedata

import pandas as pd
from pandas import DataFrame, Series

MAX_ROWS = 1_048_576
MAX_CELL = 32_767
"""Characters."""

_NARROWEST, _WIDEST, _SAMPLE = 8, 48, 200
_BAD = re.compile(r"[\[\]:*?/\\']")


def sheet_name(name: str) -> str:
    """Return `name` as Excel takes it: 31 characters, some of them not allowed."""
    return _BAD.sub("_", name)[:31].strip() or "数据"


def cut_cells(table: DataFrame) -> tuple[DataFrame, tuple[str, ...]]:
    """Texts cut to what a cell holds, and in words where that was done."""
    texts = [name for name in table.columns if isinstance(table[name].dtype, pd.StringDtype)]
    long = {name: int((table[name].str.len() > MAX_CELL).sum()) for name in texts}
    cut = {name: table[name].str.slice(stop=MAX_CELL) for name, count in long.items() if count}
    notes = [
        f"字段“{name}”有 {long[name]} 个值超过 Excel 单元格的 {MAX_CELL:,} 字，已截断；"
        "全文请用 CSV 或 GPKG"
        for name in cut
    ]
    return table.assign(**cut), tuple(notes)


def widths(table: DataFrame) -> list[float]:
    """(columns,) widths in characters; a Chinese one counts double."""
    return [_width(str(name), values) for name, values in table.items()]


def _width(name: str, values: Series) -> float:
    texts = [name, *(str(value) for value in values.head(_SAMPLE).dropna())]
    longest = max(_columns(line) for text in texts for line in text[:_WIDEST].split("\n"))
    return float(min(_WIDEST, max(_NARROWEST, longest + 3)))


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
