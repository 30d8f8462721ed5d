"""Weights of demand (people, dwellings): which columns can be one, and what a value may be."""

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from geo.errors import DataError, MissingColumnError
from geo.text import fold

_PEOPLE = (
    *("people", "population", "pop", "persons", "residents"),
    *("人口", "常住人口", "户籍人口", "人数"),
)
_HOMES = ("dwellings", "households", "units", "户数", "总户数", "住户数", "套数")

COMMON = (*_PEOPLE, *_HOMES)
"""Usual names of such columns, likeliest first; case and width do not matter."""

NEVER = ("accuracy_m", "lon", "lat", "x", "y", "id", "fid", "objectid")
"""Numbers that are not amounts."""

SHOWN = 10
"""How many bad rows one message names."""


def weight_columns(layer: DataFrame) -> tuple[str, ...]:
    """Columns that can weigh demand, those of a usual name first.

    Parameters
    ----------
    layer
        (n,) rows. May be empty.

    Returns
    -------
    tuple[str, ...]
        Names of columns that hold at least one number and nothing that `checked_weights` refuses;
        of the others in the layer's order. May be empty.
    """
    usable = [str(name) for name in layer.columns if _usable(layer, name)]
    rank = {name: COMMON.index(fold(name)) for name in usable if fold(name) in COMMON}
    return (*sorted(rank, key=rank.__getitem__), *(name for name in usable if name not in rank))


def checked_weights(layer: DataFrame, column: str) -> Series:
    """Weights of every row as numbers.

    Parameters
    ----------
    layer
        (n,) rows. May be empty.
    column
        Its column of weights: numbers or texts that are numbers, finite, >= 0; or blank.

    Returns
    -------
    Series
        (n,) floats, indexed as `layer`; NaN where blank (not known, never guessed).

    Raises
    ------
    MissingColumnError
        If there is no such column.
    DataError
        If a value is not such a number; the message names the rows.
    """
    if column not in layer.columns:
        have = "、".join(str(name) for name in layer.columns if name != "geometry")
        raise MissingColumnError(f'缺少列 "{column}" (现有: {have}); 请补上该列或改选其他列')
    numbers, bad = _read(layer[column])
    if bad.any():
        _refuse(layer[column][bad])
    return numbers


def _read(values: Series) -> tuple[Series, Series]:
    """Numbers (NaN where blank or bad), and which are bad."""
    texts = values.astype(object).where(values.notna(), "").astype(str).str.strip()
    numbers = pd.to_numeric(texts, errors="coerce").astype(float)
    truth = values.map(lambda value: isinstance(value, (bool, np.bool_))).astype(bool)
    bad = truth | ((texts != "") & ~(np.isfinite(numbers) & (numbers >= 0)))
    return numbers.rename(values.name), bad


def _usable(layer: DataFrame, name: str) -> bool:
    values = layer[name]
    if fold(str(name)) in NEVER or values.dtype == "geometry":
        return False
    numbers, bad = _read(values)
    return bool(numbers.notna().any() and not bad.any())


def _refuse(values: Series) -> None:
    told = [f'编号 {where}: "{value}"' for where, value in values.iloc[:SHOWN].items()]
    more = f" 等 {len(values)} 行" if len(values) > SHOWN else ""
    raise DataError(
        f'"{values.name}" 列有不能作权重的值: {"; ".join(told)}{more}; '
        "请改为不小于 0 的数字, 不知道的留空"
    )
