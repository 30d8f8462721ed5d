"""One question of the life circles and all that it comes to, for page, command and report."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from geopandas import GeoDataFrame
from pandas import CategoricalDtype, DataFrame, Series

from geo.distance import DistanceModel
from geo.lifecircle.demand_weights import checked_weights
from geo.lifecircle.facility_kinds import widened
from geo.lifecircle.gaps import GapResult
from geo.lifecircle.question import LifeCircleSettings, Question, Supply
from geo.lifecircle.rules import preset_rules
from geo.lifecircle.services import matching
from geo.lifecircle.shares import shares, target_of
from geo.lifecircle.supply import Counted
from geo.scenario.effect import effects
from geo.zoning import zone_of


@dataclass(frozen=True, eq=False)
class Case:
    """A question answered; frames in METRIC.

    Parameters
    ----------
    settings
        The question.
    demand_m
        Demand points.
    rules
        Of the chosen preset, the chosen one with the planner's metres; see `rules_asked`.
    model
        How distance is measured.
    supply, base_supply
        Facilities that count, and those that they are compared with.
    now, base
        Gaps with either.
    zones
        Zone id of each demand point by its id (text), see `zones_of`.
    zone_names
        Name of each zone by its id.
    """

    settings: LifeCircleSettings
    demand_m: GeoDataFrame
    rules: DataFrame
    model: DistanceModel
    supply: Counted
    base_supply: Counted
    now: GapResult
    base: GapResult
    zones: Series
    zone_names: Mapping[str, str]

    @property
    def rule(self) -> Series | None:
        """The chosen rule; None where all kinds are asked."""
        rule_id = self.settings.question.rule_id
        return self.rules.loc[rule_id] if rule_id else None

    @property
    def demand_label(self) -> str:
        """What a demand point is called."""
        return "需求点" if self.settings.question.demand else "小区"

    @cached_property
    def added_m(self) -> GeoDataFrame:
        """Facilities that count and are not among those compared with."""
        whole = self.supply.facilities_m
        return whole[~whole.index.isin(self.base_supply.facilities_m.index)]

    @cached_property
    def weight(self) -> Series | None:
        """People or dwellings of each demand point by its id, None where none are known."""
        column = self.settings.weight
        if not column or column not in self.demand_m.columns:
            return None
        weights = checked_weights(self.demand_m, column)
        return weights.set_axis(self.demand_m.index.astype(str))

    def shares(self) -> DataFrame:
        """Share of each zone, and of all, that each rule is met for; see `shares.shares`."""
        target = target_of(self.settings.target)
        return shares(self.now, self.zones, weight=self.weight, target=target)

    def of_rule(self, rule: Series) -> tuple[GeoDataFrame, GeoDataFrame]:
        """Facilities that a rule counts: those compared with, and those added."""
        matches = str(rule["matches"])
        stand, added = (
            frame[matching(frame, matches).to_numpy()]
            for frame in (self.base_supply.facilities_m, self.added_m)
        )
        return stand, added

    def effects(self, rule: Series) -> DataFrame:
        """Effect of each facility that is added and counts for a rule, on its own."""
        stand, added = self.of_rule(rule)
        radius_m = float(rule["radius_m"])
        return effects(self.demand_m, stand, added, radius_m=radius_m, model=self.model)


def rules_asked(
    rules: DataFrame, question: Question, supply: Supply, kinds: frozenset[str] = frozenset()
) -> DataFrame:
    """Rules of the chosen preset, the chosen one with the planner's metres.

    A kind that only an imported layer has is matched by that layer.

    Parameters
    ----------
    rules
        Of every standard, see `rules.load_rules`.
    question, supply
        What is asked.
    kinds
        Kinds of the facilities of imported layers.

    Raises
    ------
    DataError
        If there is no such preset.
    """
    instead = {kind for use in supply.own if use.instead for _, kind, _ in use.terms}
    chosen = widened(preset_rules(rules, question.preset), kinds, instead)
    if question.rule_id and question.walk_m:
        metres = chosen["radius_m"].mask(chosen.index == question.rule_id, question.walk_m)
        chosen = chosen.assign(radius_m=metres)
    return chosen


def sources(question: Question, supply: Supply) -> str:
    """Imported layers that figures rest on, in words; "" where there are none."""
    demand = question.demand
    told = [f"需求为导入图层“{demand.layer.title}”"] if demand else []
    for use in supply.own:
        how = "代替同类现状设施" if use.instead else "与现状设施合并"
        told.append(f"设施含导入图层“{use.layer.title}”（{how}）")
    return "；".join(told)


def zones_of(demand_m: GeoDataFrame, zones_m: GeoDataFrame) -> Series:
    """Zone of each demand point by its id (text); missing in none; categories: all zones in order.

    A zone without demand points keeps its row, and points beyond all zones count in none.
    """
    order = CategoricalDtype(zones_m.index.astype("str"))
    found = zone_of(demand_m, zones_m)
    found = found.mask(found == "").astype(order)
    return found.set_axis(demand_m.index.astype(str))
