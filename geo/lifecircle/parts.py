"""The parts of a case, worked out of a plan; whoever asks often may remember them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar, cast

from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.distance import DistanceModel, StraightLine
from geo.errors import DataError
from geo.lifecircle import imported
from geo.lifecircle.case import Case, rules_asked, sources, zones_of
from geo.lifecircle.gaps import GapResult, analyse_gaps
from geo.lifecircle.imported import ImportedServices, replaced
from geo.lifecircle.question import (
    METHODS,
    NETWORK,
    STRAIGHT,
    LifeCircleSettings,
    OwnDemand,
    OwnNetwork,
    OwnServices,
    Question,
    Supply,
    Ways,
)
from geo.lifecircle.rules import parse_rules
from geo.lifecircle.services import existing
from geo.lifecircle.supply import Counted, counted
from geo.network.build import skeleton, streets_of
from geo.network.graph import WalkNetwork
from geo.network.walking import Walking

T = TypeVar("T")


def _nothing(token: str) -> Any:  # noqa: ANN401 - a layer is a frame or a network
    raise KeyError(token)


class Parts:
    """What a case is made of.

    Parameters
    ----------
    frames_m
        Frames of the plan, METRIC, see `geo.plan_data.in_metric`.
    services
        What its projects add, `PlanData.services`.
    standard
        Rules of every standard, see `rules.load_rules`.
    layers
        Gives an imported layer (a frame in any CRS) or a network by its token.
    """

    def __init__(
        self,
        frames_m: Mapping[str, GeoDataFrame],
        services: DataFrame,
        standard: DataFrame,
        layers: Callable[[str], Any] = _nothing,
    ) -> None:
        """Take what is given."""
        self._frames_m, self._services = frames_m, services
        self._standard, self._layers = standard, layers

    def keep(self, name: str, key: object, make: Callable[[], T]) -> T:  # noqa: ARG002
        """Work a part out; `name` and `key` say which, for those who remember it."""
        return make()

    def case(self, settings: LifeCircleSettings) -> Case:
        """Return the question with all it comes to.

        Raises
        ------
        DataError
            If it cannot be answered; the message says why.
        """
        question, supply = settings.question, settings.supply
        names = self._frames_m["zones"]["name"]
        return Case(
            settings=settings,
            demand_m=self.demand(question.demand),
            rules=self.rules(question, supply),
            model=self.model(settings.ways),
            supply=self.supply(supply),
            base_supply=self.supply(supply.standing),
            now=self.gaps(settings),
            base=self.gaps(replace(settings, supply=supply.standing)),
            zones=self.zones(question.demand),
            zone_names={str(zone): str(name) for zone, name in names.items()},
        )

    def standard(self, edited: str) -> DataFrame:
        """Every rule: of the data, or as a planner edited them."""
        if not edited:
            return self._standard
        return self.keep("rules", edited, lambda: parse_rules(edited.encode(), "我的标准表"))

    def rules(self, question: Question, supply: Supply) -> DataFrame:
        """Rules that are asked, see `case.rules_asked`."""
        frames = [self.imported(use).facilities_m for use in supply.own]
        kinds = frozenset(str(kind) for frame in frames for kind in frame["kind"].unique())
        return rules_asked(self.standard(question.edited), question, supply, kinds)

    def demand(self, source: OwnDemand | None) -> GeoDataFrame:
        """Demand points, METRIC: estates in the district, or an imported layer."""
        if source is None:
            whole = self._frames_m["communities"]
            return self.keep("estates", "", lambda: whole[whole["in_district"]])
        token = source.layer.token
        return self.keep("demand", source, lambda: imported.demand_of(self._layers(token), source))

    def zones(self, source: OwnDemand | None) -> Series:
        """Zone of each demand point, see `case.zones_of`."""
        demand_m = self.demand(source)
        return self.keep("zones", source, lambda: zones_of(demand_m, self._frames_m["zones"]))

    def imported(self, use: OwnServices) -> ImportedServices:
        """Facilities of an imported layer, METRIC."""
        token = use.layer.token
        return self.keep("imported", use, lambda: imported.facilities_of(self._layers(token), use))

    def replaced_by(self, use: OwnServices) -> list[str]:
        """Ids of the facilities that stand and whose place an imported layer takes."""
        return replaced(existing(self._frames_m["facilities"]), self.imported(use).facilities_m)

    def supply(self, supply: Supply) -> Counted:
        """Facilities that count, METRIC, and what does not."""
        return self.keep("supply", supply, lambda: self._supply(supply))

    def _supply(self, supply: Supply) -> Counted:
        frames = [self.imported(use).facilities_m for use in supply.own]
        return counted(self._frames_m, self._services, supply, frames)

    def network(self, source: str | OwnNetwork) -> WalkNetwork:
        """Return the main roads, a network by its token, or an imported layer of lines."""
        if isinstance(source, OwnNetwork):
            token = source.layer.token
            return self.keep(
                "network", source, lambda: imported.network_of(self._layers(token), source)
            )
        if source:
            found: WalkNetwork = self._layers(source)
            return found
        if not self.has_network(source):
            raise DataError(
                "没有道路数据，不能按路网步行；请补充 roads.geojson、另给路网，或改按直线距离"
            )
        return self.keep("network", "", lambda: skeleton(self._frames_m["roads"]))

    def has_network(self, source: str | OwnNetwork = "") -> bool:
        """Whether there is a network to walk on: one that is given, or main roads of the plan."""
        return bool(source) or not streets_of(self._frames_m["roads"]).empty

    def methods(self, source: str | OwnNetwork = "") -> tuple[str, ...]:
        """Return how distance can be measured; the first is the usual way."""
        return METHODS if self.has_network(source) else METHODS[1:]

    def model(self, ways: Ways) -> DistanceModel:
        """Return the model that measures distance as chosen."""
        walked = partial(self.network, ways.network)
        return self.keep("model", ways, lambda: measured_by(ways, walked))

    def walking(self, ways: Ways) -> Walking:
        """Return the model that walks on the chosen network, however distance is measured."""
        return cast("Walking", self.model(replace(ways, method=NETWORK)))

    def gaps(self, settings: LifeCircleSettings) -> GapResult:
        """Every demand point against every rule, with the imported layers it rests on."""
        key = (settings.question.of_rules, settings.ways, settings.supply)
        return self.keep("gaps", key, lambda: self._gaps(settings))

    def _gaps(self, settings: LifeCircleSettings) -> GapResult:
        question, supply = settings.question, settings.supply
        found = analyse_gaps(
            self.demand(question.demand),
            self.supply(supply).facilities_m,
            self.rules(question, supply),
            self.model(settings.ways),
            speed_m_per_min=settings.ways.speed_m_per_min,
        )
        return replace(found, sources=sources(question, supply))


def measured_by(ways: Ways, network: Callable[[], WalkNetwork]) -> DistanceModel:
    """Return the model that measures distance as chosen; `network` is asked where it walks."""
    if ways.method == NETWORK:
        return Walking(network(), ways.pace)
    if ways.method == STRAIGHT or ways.detour == 1:
        return StraightLine()
    return StraightLine(ways.detour, f"直线距离筛查（绕行系数 {ways.detour:g}）")
