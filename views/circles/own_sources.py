"""What the own layers in use are to the analysis, as frozen values; the useless are let go."""

from collections.abc import Callable, Mapping

from geopandas import GeoDataFrame

from geo.crs import to_metric
from geo.errors import DataError
from geo.lifecircle.brought import points_of, words_of
from geo.lifecircle.imported import rows_of
from geo.lifecircle.kinds import offered, terms_of
from geo.lifecircle.question import Own, OwnDemand, OwnNetwork, OwnServices, Supply
from geo.scenario.edits import Scenario
from views import catalogue, shelf
from views.circles import own_state, uses, work
from views.circles.uses import CANDIDATES, CAPACITY, DEMAND, NETWORK, SERVICES, Use
from views.notes import note
from views.sessions.memory import remembered
from views.state import lifecircle
from views.state.lifecircle import NOTES, RULES, UNSTATED


def supply(plan: tuple[str, ...] = (), scenario: Scenario | None = None) -> Supply:
    """Services that count: those that stand, the planner's layers, plan projects, a scenario."""
    own = tuple(services_of(use) for use in uses.of_role(SERVICES))
    return Supply(plan, UNSTATED.get(), scenario, own)


def scenario_supply(name: str) -> Supply:
    """Services that count in a scenario."""
    kept = own_state.scenarios().get(name, {})
    plan = own_state.plan_on() if kept.get("on_plan") else ()
    return supply(plan, own_state.scenario(name) if kept else None)


def services_of(use: Use) -> OwnServices:
    """Layer as services, its words looked up among the kinds of the standards."""
    layer = own(use)
    rules = work.parts().standard(RULES.get())
    if use.column:
        known = terms_of(words(layer, use.column, use.stage), rules)
    else:
        term = offered(rules).get(use.kind)
        known = {"": term} if term else {}
    terms = tuple((word, term.kind, term.stage) for word, term in known.items())
    return OwnServices(layer, terms, use.column, use.stage, use.instead)


def demand() -> OwnDemand | None:
    """Layer of demand, None for the estates."""
    use = uses.the(DEMAND)
    return OwnDemand(own(use), use.spacing_m) if use else None


def network() -> str | OwnNetwork:
    """Layer or file of the network, "" for the main roads."""
    use = uses.the(NETWORK)
    return OwnNetwork(own(use), use.tolerance_m) if use else lifecircle.NETWORK.get()


def layer_as(role: str) -> Own | None:
    """Layer in a role that one layer has, None for none."""
    use = uses.the(role)
    return own(use) if use else None


def own(use: Use) -> Own:
    """Layer of a use with its filter, under the title it has now.

    Raises
    ------
    DataError
        If the layer was removed.
    """
    layer = catalogue.record_of(f"own-{use.layer}")
    if layer is None:
        raise DataError("已移除")
    return Own(use.layer, layer.title, layer.wanted)


def features(layer: Own) -> GeoDataFrame:
    """Features that the filter leaves, EPSG:4326.

    Raises
    ------
    DataError
        If the layer is gone.
    """
    return rows_of(shelf.get(layer.token), layer)


@remembered(most=32)
def words(layer: Own, column: str, stage_column: str) -> tuple[str, ...]:
    """Different words of the column that says what each row is."""
    return tuple(words_of(features(layer), column, stage_column).unique())


@remembered(most=8)
def points(layer: Own) -> GeoDataFrame:
    """Features with a place as points, METRIC, with all their columns."""
    frame = to_metric(features(layer))
    return frame.set_geometry(points_of(frame), crs=frame.crs)


_BACK = {
    SERVICES: "不再计入设施",
    DEMAND: "需求改回居住小区",
    NETWORK: "路网改回主干路骨架",
    CAPACITY: "不再用于供需比",
    CANDIDATES: "不再作候选点",
}
_TRIALS: Mapping[str, Callable[[Use], object]] = {
    SERVICES: lambda use: work.parts().imported(services_of(use)),
    DEMAND: lambda use: work.parts().demand(OwnDemand(own(use), use.spacing_m)),
    NETWORK: lambda use: work.parts().network(OwnNetwork(own(use), use.tolerance_m)),
    CAPACITY: lambda use: features(own(use)),
    CANDIDATES: lambda use: features(own(use)),
}
"""Each role tried; the result is cached and serves the page."""


def check() -> None:
    """Let go of what is gone or cannot be used, and note why."""
    troubles = {use: why for use in uses.all_uses() if (why := _trouble(use))}
    if troubles:
        uses.keep(use for use in uses.all_uses() if use not in troubles)
    told = [f"导入图层“{use.title}”：{why}；{_BACK[use.role]}。" for use, why in troubles.items()]
    note(NOTES, told)


def _trouble(use: Use) -> str:
    """Why a layer cannot be used, "" where it can."""
    try:
        _TRIALS[use.role](use)
    except DataError as error:
        return str(error)
    return ""
