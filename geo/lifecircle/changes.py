"""Tables of what plan and scenario change, under Chinese headers as those of `outputs`."""

from collections.abc import Mapping

import pandas as pd
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.lifecircle.gaps import GapResult
from geo.lifecircle.headers import COMPARED, EFFECTS, called, needs, told
from geo.lifecircle.scores import SEPARATOR
from geo.scenario.compare import Comparison


def comparison_table(comparison: Comparison, result: GapResult) -> DataFrame:
    """What a change of facilities does, a row a rule; `result` is that after the change."""
    named = called(result.names)
    rules = result.rules[["level_min", "required", "radius_m"]]
    table = comparison.rules.join(rules.assign(required=needs(rules["required"])))
    table["saved_m"] = table["walk_before_m"] - table["walk_after_m"]
    for column in ("newly_met", "newly_known", "lost", "still_unmet"):
        table[f"n_{column}"] = table[column].map(len).astype(int)
        table[column] = _joined(table[column], named)
    table.index = table.index.astype("str")
    return told(table.rename_axis("rule_id").reset_index(), COMPARED, result.told)


def effect_table(
    effects: Mapping[str, DataFrame], facilities_m: GeoDataFrame, result: GapResult
) -> DataFrame:
    """What each added facility does on its own, a row a facility and rule it counts for.

    Parameters
    ----------
    effects
        From `geo.scenario.effect.effects`, by rule id. May be empty.
    facilities_m
        Facilities that the effects are of, with columns stage and origin.
    result
        Analysis of the same demand and rules.
    """
    named = called(result.names)
    tables = [
        table.rename_axis("facility_id").reset_index().assign(rule_id=rule)
        for rule, table in effects.items()
        if len(table)
    ]
    if not tables:
        return told(DataFrame(columns=list(EFFECTS)), EFFECTS, result.told)
    whole = pd.concat(tables, ignore_index=True)
    more = facilities_m[["stage", "origin"]].loc[whole["facility_id"]]
    rules = result.rules[["level_min", "kind", "required", "radius_m"]]
    whole = whole.assign(stage=more["stage"].to_numpy(), origin=more["origin"].to_numpy())
    whole = whole.join(rules.assign(required=needs(rules["required"])), on="rule_id")
    whole["newly_served"] = _joined(whole["newly_served"], named)
    return told(whole, EFFECTS, result.told)


def _joined(lists: Series, named: Series) -> list[str]:
    """Names of the demand points of each list, joined."""
    return [SEPARATOR.join(named.loc[list(ids)]) for ids in lists]
