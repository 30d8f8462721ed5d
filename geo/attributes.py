"""Filter of a layer whose columns nobody knows beforehand: words, values, ranges."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame, Series
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from geo.text import rows_with

EMPTY = "（空）"
"""Stands for a missing value."""

MOST_COLUMNS = 6
"""Columns that a layer is filtered by at once."""

MOST_VALUES = 200
"""Values of a column that are offered to choose from."""


class AttributeRule(NamedTuple):
    """What a column must hold: one of some texts, or a number within [low, high].

    `one_of` are texts as `texts_of` writes them; where there are some, the range is not looked at.
    """

    column: str
    one_of: tuple[str, ...] = ()
    low: float = -np.inf
    high: float = np.inf


class AttributeFilter(NamedTuple):
    """Words that some column must hold, each of them, and rules that all must be met."""

    text: str = ""
    rules: tuple[AttributeRule, ...] = ()


def matching(frame: DataFrame, wanted: AttributeFilter) -> NDArray[np.bool_]:
    """Tell which rows pass.

    Parameters
    ----------
    frame
        (n,) rows, any columns; a geometry column is not searched. May be empty.
    wanted
        What to keep. A rule for a column that is not there is met by every row.

    Returns
    -------
    NDArray
        (n,) booleans. A row without a number does not lie within a range.
    """
    masks = [_meets(frame[rule.column], rule) for rule in wanted.rules if rule.column in frame]
    if wanted.text.strip():
        masks.append(rows_with(wanted.text, _searched(frame)))
    return np.logical_and.reduce([np.ones(len(frame), dtype=bool), *masks])


def texts_of(column: Series) -> Series:
    """Return the values as a planner reads them, (n,) texts; a missing one is `EMPTY`."""
    texts = column.astype("object").where(column.notna(), EMPTY).astype(str)
    return texts.where(texts != "", EMPTY)


def values_of(column: Series) -> list[str]:
    """Return the values of a column as texts, most frequent first; [] where there are too many."""
    counts = texts_of(column).value_counts()
    return [str(value) for value in counts.index] if len(counts) <= MOST_VALUES else []


def is_measured(column: Series) -> bool:
    """Tell whether a column holds numbers that a range can be asked of."""
    numeric = is_numeric_dtype(column) and not is_bool_dtype(column)
    return bool(numeric and np.isfinite(_numbers(column)).any())


def range_of(column: Series) -> tuple[float, float]:
    """Return the least and the largest number of a measured column."""
    numbers = _numbers(column)
    finite = numbers[np.isfinite(numbers)]
    return float(finite.min()), float(finite.max())


def _numbers(column: Series) -> NDArray[np.float64]:
    return column.to_numpy(dtype="float64", na_value=np.nan)


def _meets(column: Series, rule: AttributeRule) -> NDArray[np.bool_]:
    if rule.one_of:
        return texts_of(column).isin(rule.one_of).to_numpy()
    if not is_measured(column):
        return np.ones(len(column), dtype=bool)
    numbers = _numbers(column)
    return (numbers >= rule.low) & (numbers <= rule.high)


def _searched(frame: DataFrame) -> Iterator[list[str]]:
    """Yield each column as texts, missing values as nothing; at least one column."""
    yield [""] * len(frame)
    for name in frame.columns:
        if str(frame[name].dtype) != "geometry":
            yield frame[name].astype("object").where(frame[name].notna(), "").astype(str).tolist()
