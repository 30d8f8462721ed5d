"""Which share of each zone, and of the district, has each kind within reach."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas import DataFrame, Index, Series

from geo.coverage import DISTRICT
from geo.errors import DataError
from geo.lifecircle.gaps import MET, UNMET, GapResult

ROUNDING = 1e-12
"""A share that misses its target by no more than this is rounded, not short."""


class Target(NamedTuple):
    """Share (0 to 1) that should have a kind within reach, and where that is written."""

    share: float
    source: str


TARGET = Target(0.85, "TD/T 1062-2021 社区生活圈规划技术指南，可调目标；上海 2025 年为 85%")


def target_of(share: float) -> Target:
    """Return the target of a share: that of the guide, or one that a planner sets."""
    return TARGET if share == TARGET.share else Target(share, "用户设定")


def shares(
    result: GapResult,
    zones: Series,
    *,
    weight: Series | None = None,
    target: Target = TARGET,
) -> DataFrame:
    """Share of demand points, and of their weight, that each rule is met for, by zone.

    Parameters
    ----------
    result
        From `gaps.analyse_gaps`.
    zones
        Zone id of each demand point, by the ids of the demand; "" or absent: in no zone, then
        counted nowhere, unless there are no zones at all: then all count. Zones come in the order
        of their categories, or of appearance.
    weight
        People or dwellings of each demand point, by the same ids, see
        `weights.checked_weights`; NaN: not known.
    target
        Share to reach, 0 to 1.

    Returns
    -------
    DataFrame
        One row a zone and rule, zone by zone, last the row `district` (all zones together):
        zone_id, rule_id, kind, level_min, required, evaluated, met (counts), share (0 to 1, NaN
        where nothing is evaluated), target, reached (NA where nothing is evaluated). With a weight
        also weight (of those evaluated), weight_met, weight_share, weight_reached, and
        weight_missing: how many of those evaluated have no known weight and are left out of these.

    Raises
    ------
    DataError
        If the target is not a share.
    Source: TD/T 1062-2021, usual results: share of residential area or population within reach.
    """
    if not 0 <= target.share <= 1:
        raise DataError(f"目标占比 {target.share} 无效, 应在 0–1 之间 (如 0.85); 请改填")
    ids, member = _members(zones, result.names.index)
    met = result.has(MET)
    evaluated = met | result.has(UNMET)
    counts = {"evaluated": member @ evaluated, "met": member @ met}
    counted = _frame(ids, result.rules).assign(
        **{name: count.ravel().astype(int) for name, count in counts.items()}
    )
    table = counted.assign(share=_ratio(counted["met"], counted["evaluated"]), target=target.share)
    table["reached"] = _reached(table["share"], target)
    if weight is None:
        return table
    amount = _aligned(weight, result.names.index).to_numpy(dtype=float)
    known = member * np.nan_to_num(amount)
    weighed = table.assign(
        weight=(known @ evaluated).ravel(),
        weight_met=(known @ met).ravel(),
        weight_missing=((member * np.isnan(amount)) @ evaluated).ravel().astype(int),
    )
    weighed["weight_share"] = _ratio(weighed["weight_met"], weighed["weight"])
    weighed["weight_reached"] = _reached(weighed["weight_share"], target)
    return weighed


def _members(zones: Series, demand: Index) -> tuple[list[str], np.ndarray]:
    """Ids of the zones and of the district, and (zone, demand) 1 where it lies in it, else 0."""
    zone = _aligned(zones, demand).astype(object).fillna("")
    order = zones.cat.categories if zones.dtype == "category" else zone.unique()
    ids = [str(name) for name in order if name != ""]
    rows = [(zone == name).to_numpy(dtype=float) for name in order if name != ""]
    inside = (zone != "").to_numpy(dtype=float) if ids else np.ones(len(zone))
    return [*ids, DISTRICT], np.array([*rows, inside])


def _aligned(values: Series, demand: Index) -> Series:
    return values.set_axis(values.index.astype(str)).reindex(demand)


def _frame(zones: list[str], rules: DataFrame) -> DataFrame:
    told = rules[["kind", "level_min", "required"]].rename_axis("rule_id").reset_index()
    table = pd.concat([told] * len(zones), ignore_index=True)
    table.insert(0, "zone_id", np.repeat(np.array(zones, dtype=object), len(rules)))
    return table


def _ratio(part: Series, whole: Series) -> Series:
    """Part of whole, NaN where the whole is nothing."""
    return part / whole.where(whole > 0)


def _reached(share: Series, target: Target) -> Series:
    """Whether a share is reached, NA where there is none."""
    return (share >= target.share - ROUNDING).astype("boolean").mask(share.isna())
