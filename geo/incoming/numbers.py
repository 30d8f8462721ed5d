"""Numbers as people write coordinates: 110.9, １１０.９, 110.9°E, 110°54′36″, "110.9,30.6"."""

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import Series

from geo.text import fold

_DEGREES = re.compile(r"(\d+(?:\.\d+)?)°(?:(\d+(?:\.\d+)?)')?(?:(\d+(?:\.\d+)?)\")?")
_MARKS = str.maketrans("度º分′’″秒”", "°°'''\"\"\"")
_SIDES = re.compile(r"[东经北纬enm米\s,]")
_BETWEEN = r"[,，;；\s]+"


def numbers(column: Series) -> NDArray[np.float64]:
    """(n,) numbers of cells; NaN where there is none. `inf` stays infinite."""
    if column.dtype.kind in "iufb":
        return column.to_numpy("float64")
    found = pd.to_numeric(column, errors="coerce").to_numpy("float64").copy()
    hard = np.isnan(found) & (column.astype("str").str.strip() != "").to_numpy()
    found[hard] = [_number(cell) for cell in column[hard]]
    return found


def pairs(column: Series) -> NDArray[np.float64]:
    """(n, 2) numbers of cells such as "110.9,30.6"; NaN where there are not two."""
    parts = column.astype("str").str.strip().str.strip("()（）[]").str.split(_BETWEEN, regex=True)
    two = parts.str.len() == 2
    places = np.full((len(column), 2), np.nan)
    places[two.to_numpy()] = np.array(
        [[_plain(cell) for cell in cells] for cells in parts[two]], dtype=float
    ).reshape(-1, 2)
    return places


def _plain(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return np.nan


def _number(cell: object) -> float:
    text = _SIDES.sub("", fold(str(cell).translate(_MARKS))).replace("''", '"')
    degrees = _DEGREES.fullmatch(text)
    if not degrees:
        return _plain(text)
    whole, minutes, seconds = (float(part or 0) for part in degrees.groups())
    return whole + minutes / 60 + seconds / 3600
