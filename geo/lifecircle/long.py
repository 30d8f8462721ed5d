"""Figures by demand point and rule, written as one long table."""

import numpy as np
import pandas as pd
from geopandas import GeoDataFrame
from pandas import Categorical, DataFrame, Index, Series

from geo.errors import DataError

SPOKEN = ("kind", "level_min", "radius_m", "required")
"""Columns of a rule that its rows repeat."""


def names_of(frame: DataFrame) -> Series:
    """Name of each row ("" where it has none; its id where there is no column), by id as text."""
    ids = frame.index.astype(str)
    names = frame["name"].fillna("").astype(str).to_numpy() if "name" in frame else ids
    return Series(names, index=Index(ids, name="demand_id"), dtype="str", name="demand_name")


def refuse_repeats(ids: Index, what: str) -> None:
    """Raise `DataError` unless the ids, taken as text, are unique."""
    texts = ids.astype(str)
    if not texts.is_unique:
        twice = "、".join(texts[texts.duplicated()].unique()[:5])
        raise DataError(f"{what}的编号重复: {twice}; 每个编号只能用一次, 请改成新的编号")


def long_table(
    demand_m: GeoDataFrame,
    facilities_m: GeoDataFrame,
    rules: DataFrame,
    place: np.ndarray,
    figures: dict[str, np.ndarray],
) -> DataFrame:
    """One row a demand point and rule.

    Parameters
    ----------
    demand_m, facilities_m, rules
        As for `gaps.analyse_gaps`.
    place
        (n, r) positions of facilities, -1 where none.
    figures
        Further columns, (n, r) each.

    Returns
    -------
    DataFrame
        n x r rows, by demand point, then rule; texts are categorical.
    """
    names = names_of(demand_m)
    demand = np.repeat(np.arange(len(names)), len(rules))
    rule = np.tile(np.arange(len(rules)), len(names))
    chosen = place.ravel() + 1
    columns = {
        "demand_id": Categorical.from_codes(demand, categories=names.index),
        "demand_name": _coded(names, demand),
        "rule_id": Categorical.from_codes(rule, categories=rules.index),
        **{column: _repeated(rules[column], rule) for column in SPOKEN},
        "facility_id": _coded(["", *facilities_m.index.astype(str)], chosen),
        "facility_name": _coded(["", *facilities_m["name"].astype(str)], chosen),
    }
    return DataFrame(columns | {name: values.ravel() for name, values in figures.items()})


def _coded(texts: object, codes: np.ndarray) -> Categorical:
    """Texts picked by position; equal ones share a category."""
    which, categories = pd.factorize(np.asarray(texts, dtype=object))
    return Categorical.from_codes(which[codes], categories=categories)


def _repeated(values: Series, codes: np.ndarray) -> Categorical | np.ndarray:
    text = not pd.api.types.is_numeric_dtype(values)
    return _coded(values, codes) if text else values.to_numpy()[codes]
