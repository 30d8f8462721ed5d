"""What counts: plan, scenarios, layers of one's own as frozen values; the useless are let go."""

from collections.abc import Callable, Mapping

from geopandas import GeoDataFrame

from geo.crs import to_metric
from geo.errors import DataError
from geo.lifecircle.facility_kinds import offered, terms_of
from geo.lifecircle.imported import points_of, rows_of, words_of
from geo.lifecircle.question import Own, OwnDemand, OwnNetwork, OwnServices, Supply
from geo.scenario.edits import Scenario
from geo.scenario.storing import from_dict
from views import cache, layer_registry, layer_store
from views.lifecircle import cached_analysis, layer_roles
from views.lifecircle.layer_roles import CANDIDATES, CAPACITY, DEMAND, NETWORK, SERVICES, Use
from views.page_notes import note
from views.sessions.memory import remembered
from views.state import lifecircle
from views.state.lifecircle import IN_PLAN, NOTES, SCENARIOS, UNSTATED

TODAY, PLANNED = "现状", "规划后"
"""What may count beside a scenario, in words."""


def supply(plan: tuple[str, ...] = (), scenario: Scenario | None = None) -> Supply:
    """Services that count: those that stand, the planner's layers, plan projects, a scenario."""
    own = tuple(services_of(use) for use in layer_roles.of_role(SERVICES))
    return Supply(plan, UNSTATED.get(), scenario, own)


def plan_on() -> tuple[str, ...]:
    """Plan projects that count as built."""
    services = cache.plan().services
    return tuple(name for name in services.index if IN_PLAN.key(str(name)).get())


def scenario(name: str) -> Scenario:
    """Return a scenario of the session by name; an empty one where there is none."""
    kept = SCENARIOS.get().get(name)
    return from_dict(kept["scenario"]) if kept else Scenario(name)


def scenario_supply(name: str) -> Supply:
    """Services that count in a scenario."""
    kept = SCENARIOS.get().get(name, {})
    plan = plan_on() if kept.get("on_plan") else ()
    return supply(plan, scenario(name) if kept else None)


def services_of(use: Use) -> OwnServices:
    """Layer as services, its words looked up among the kinds of the standards."""
    layer = _own(use)
    rules = cached_analysis.rules()
    if use.column:
        known = terms_of(_words(layer, use.column, use.stage), rules)
    else:
        term = offered(rules).get(use.kind)
        known = {"": term} if term else {}
    terms = tuple((word, term.kind, term.stage) for word, term in known.items())
    return OwnServices(layer, terms, use.column, use.stage, use.instead)


def demand() -> OwnDemand | None:
    """Layer of demand, None for the estates."""
    use = layer_roles.the(DEMAND)
    return OwnDemand(_own(use), use.spacing_m) if use else None


def network() -> str | OwnNetwork:
    """Layer or file of the network, "" for the main roads."""
    use = layer_roles.the(NETWORK)
    return OwnNetwork(_own(use), use.tolerance_m) if use else lifecircle.NETWORK.get()


def layer_as(role: str) -> Own | None:
    """Layer in a role that one layer has, None for none."""
    use = layer_roles.the(role)
    return _own(use) if use else None


def _own(use: Use) -> Own:
    """Layer of a use with its filter, under the title it has now; refused if it was removed."""
    layer = layer_registry.record_of(f"own-{use.layer}")
    if layer is None:
        raise DataError("已移除")
    return Own(use.layer, layer.title, layer.wanted)


def _features(layer: Own) -> GeoDataFrame:
    """Features that the filter leaves, EPSG:4326; refused if the layer is gone."""
    return rows_of(layer_store.get(layer.token), layer)


@remembered(most=32)
def _words(layer: Own, column: str, stage_column: str) -> tuple[str, ...]:
    """Different words of the column that says what each row is."""
    return tuple(words_of(_features(layer), column, stage_column).unique())


@remembered(most=8)
def points(layer: Own) -> GeoDataFrame:
    """Features with a place as points, METRIC, with all their columns."""
    frame = to_metric(_features(layer))
    return frame.set_geometry(points_of(frame), crs=frame.crs)


_BACK = {
    SERVICES: "不再计入设施",
    DEMAND: "需求改回居住小区",
    NETWORK: "路网改回主干路骨架",
    CAPACITY: "不再用于供需比",
    CANDIDATES: "不再作候选点",
}
_TRIALS: Mapping[str, Callable[[Use], object]] = {
    SERVICES: lambda use: cached_analysis.parts().imported(services_of(use)),
    DEMAND: lambda use: cached_analysis.parts().demand(OwnDemand(_own(use), use.spacing_m)),
    NETWORK: lambda use: cached_analysis.parts().network(OwnNetwork(_own(use), use.tolerance_m)),
    CAPACITY: lambda use: _features(_own(use)),
    CANDIDATES: lambda use: _features(_own(use)),
}
"""Each role tried; the result is cached and serves the page."""


def check() -> None:
    """Let go of what is gone or cannot be used, and note why."""
    troubles = {use: why for use in layer_roles.all_uses() if (why := _trouble(use))}
    if troubles:
        layer_roles.keep(use for use in layer_roles.all_uses() if use not in troubles)
    told = [f"导入图层“{use.title}”：{why}；{_BACK[use.role]}。" for use, why in troubles.items()]
    note(NOTES, told)


def _trouble(use: Use) -> str:
    """Why a layer cannot be used, "" where it can."""
    try:
        _TRIALS[use.role](use)
    except DataError as error:
        return str(error)
    return ""
