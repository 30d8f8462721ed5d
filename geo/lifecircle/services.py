"""Facilities in one shape, and which of them count for a rule."""

import numpy as np
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.lifecircle.kind_filter import parse_matches

EXISTING, PLANNED = "现状", "规划"
"""Where a facility comes from, the column `origin`."""

COLUMNS = ["name", "kind", "stage", "accuracy_m", "origin", "geometry"]
"""Columns of every frame of facilities, indexed by their ids."""


def matching(facilities: DataFrame, matches: str) -> Series:
    """Tell which facilities count for a rule.

    Parameters
    ----------
    facilities
        (n,) rows with columns kind and stage. May be empty.
    matches
        As in the column `matches` of the rules.

    Returns
    -------
    Series
        (n,) bools, indexed as `facilities`; all False where `matches` is empty.

    Raises
    ------
    DataError
        As `parse_matches`.
    """
    found = np.zeros(len(facilities), dtype=bool)
    kinds, stages = (facilities[column].to_numpy(dtype=object) for column in ("kind", "stage"))
    for term in parse_matches(matches):
        found |= (kinds == term.kind) & ((stages == term.stage) | (not term.stage))
    return Series(found, index=facilities.index, name="matching")


def existing(facilities: GeoDataFrame) -> GeoDataFrame:
    """Facilities that stand (data/facilities.csv), as `COLUMNS`; any CRS, which is kept."""
    return facilities.assign(origin=EXISTING)[COLUMNS]
