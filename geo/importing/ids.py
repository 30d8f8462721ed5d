"""Ids of features: text, unique, the file's own where it has them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame, Index, Series

from geo.errors import DataError
from geo.importing.header_rows import unique
from geo.text import fold

_NAMES = ("id", "编号", "代码", "编码", "要素编号", "项目编号", "唯一标识", "uid", "bsm", "标识码")
INDEX = "feature_id"


class Ids(NamedTuple):
    """(n,) unique ids, where they come from ("" for row numbers), which were there before."""

    index: Index
    column: str
    repeated: NDArray[np.bool_]


def ids_of(frame: DataFrame, chosen: str) -> Ids:
    """Take ids from a column: `chosen`, or the first with a usual name, or number the rows from 1.

    A repeated id gets _2, _3 ... behind it; an empty one is the row's number.

    Raises
    ------
    DataError
        If there is no column `chosen`.
    """
    if chosen and chosen not in frame:
        raise DataError(f"没有列“{chosen}”；请从 {'、'.join(map(str, frame.columns[:20]))} 中选择")
    column = chosen or next((name for name in frame if fold(name) in _NAMES), "")
    rows = Series(np.arange(1, len(frame) + 1), index=frame.index).astype("str")
    cells = _texts(frame[column]) if column else rows
    texts = cells.where(cells != "", rows)
    repeated = texts.duplicated().to_numpy()
    given = unique(list(texts)) if repeated.any() else texts
    return Ids(Index(given, dtype="str", name=INDEX), column, repeated)


def _texts(values: Series) -> Series:
    """Cells as text, 12.0 as 12, missing ones as ""."""
    text = values.astype("str").str.strip()
    if values.dtype.kind != "f":
        return text
    return text.str.removesuffix(".0").where(values.notna(), "")
