"""A gap analysis by demand point: matrix, completeness by level, what is missing, who first."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from geo.lifecircle.gaps import MET, NO_DATA, OFF_NETWORK, UNMET, GapResult

SEPARATOR = "、"


class Matrix(NamedTuple):
    """Demand points by rules: index demand_id, columns rule_id; status (categorical), metres."""

    status: DataFrame
    distance_m: DataFrame


def matrix(result: GapResult) -> Matrix:
    """Gap analysis as a matrix; metres are inf where none can be reached, NaN if not evaluated."""
    axes = {"index": result.names.index, "columns": result.rules.index}
    frames = (DataFrame(result.wide(column), **axes) for column in ("status", "distance_m"))
    return Matrix(*frames)


def missing(result: GapResult) -> Series:
    """Kinds each demand point lacks: required, evaluated and not met.

    Returns
    -------
    Series
        (n,) tuples of kinds in the order of the rules, indexed by demand_id; () where none.
    """
    kinds = result.rules["kind"].to_numpy(dtype=object)
    lacking = result.has(UNMET) & _required(result)
    lists = [tuple(kinds[row]) for row in lacking]
    return Series(lists, index=result.names.index, dtype=object, name="missing")


def completeness(result: GapResult) -> DataFrame:
    """How complete each level is for each demand point, by required rules alone.

    Returns
    -------
    DataFrame
        One row a demand point and level of a preset, by demand point, then in the order of the
        rules: demand_id, demand_name, preset, level_min (NaN: no levels), required, evaluated,
        met (counts), share (met over evaluated, NaN where nothing is evaluated), no_data,
        off_network, undecided (counts), missing (kinds not met, joined).
    """
    tables = [
        _scored(result, columns).assign(preset=preset, level_min=level)
        for (preset, level), columns in _levels(result.rules)
    ]
    order = ["demand_id", "demand_name", "preset", "level_min", *_FIGURES]
    if not tables:
        return DataFrame({name: [] for name in order})
    whole = pd.concat(tables, ignore_index=True)
    turn = np.arange(len(whole)).reshape(len(tables), -1).T.ravel()
    return whole.loc[turn, order].reset_index(drop=True)


def worst_first(result: GapResult) -> DataFrame:
    """Demand points by how little they have, required rules of all levels together.

    Returns
    -------
    DataFrame
        (n,) rows indexed by demand_id: demand_name, required, evaluated, met, share, no_data,
        off_network, undecided, missing, short_m (metres on foot beyond the radii, summed over what
        is not met; inf where something cannot be reached). Smallest share first, then the most
        kinds missing, then the largest short_m; those never evaluated last.
    """
    table = _scored(result, np.ones(len(result.rules), dtype=bool))
    lacking = result.has(UNMET) & _required(result)
    beyond = result.wide("distance_m") - result.wide("radius_m")
    table["short_m"] = np.where(lacking, beyond, 0.0).sum(axis=1)
    table["lacking"] = table["evaluated"] - table["met"]
    keys = ["share", "lacking", "short_m"]
    table = table.sort_values(keys, ascending=[True, False, False], kind="stable")
    return table.drop(columns="lacking").set_index("demand_id")


_FIGURES = (
    *("required", "evaluated", "met", "share"),
    *("no_data", "off_network", "undecided", "missing"),
)


def _scored(result: GapResult, columns: np.ndarray) -> DataFrame:
    """Counts by demand point over some of the rules (a mask), required ones alone."""
    asked = columns & _required(result)
    met, unmet = result.has(MET) & asked, result.has(UNMET) & asked
    evaluated = (met | unmet).sum(axis=1)
    share = np.divide(
        met.sum(axis=1), evaluated, out=np.full(len(met), np.nan), where=evaluated > 0
    )
    figures = {
        "demand_id": result.names.index,
        "demand_name": result.names.to_numpy(),
        "required": asked.sum(),
        "evaluated": evaluated,
        "met": met.sum(axis=1),
        "share": share,
        "no_data": (result.has(NO_DATA) & asked).sum(axis=1),
        "off_network": (result.has(OFF_NETWORK) & asked).sum(axis=1),
        "undecided": (result.wide("undecided") & asked).sum(axis=1),
        "missing": _joined(unmet, result.rules["kind"]),
    }
    return DataFrame(figures)


def _joined(lacking: np.ndarray, kinds: Series) -> np.ndarray:
    """(n,) texts: the kinds whose column is True, joined."""
    texts = np.full(len(lacking), "", dtype=object)
    for column, kind in zip(lacking.T, kinds, strict=True):
        texts[column] += SEPARATOR + kind
    return np.array([text.removeprefix(SEPARATOR) for text in texts], dtype=object)


def _required(result: GapResult) -> np.ndarray:
    """(r,) bools: the rules that the standard demands."""
    return result.rules["required"].to_numpy(dtype=bool)


def _levels(rules: DataFrame) -> Iterator[tuple[tuple[str, float], np.ndarray]]:
    """Each level of each preset, in order of appearance, with the mask of its rules."""
    keys = rules[["preset", "level_min"]]
    which = keys.groupby(["preset", "level_min"], dropna=False, sort=False).ngroup().to_numpy()
    for number in range(which.max(initial=-1) + 1):
        mask = which == number
        preset, level = keys[mask].iloc[0]
        yield (str(preset), float(level)), mask
