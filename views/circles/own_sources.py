"""What the own layers in use are to the analysis: services, demand, network, as frozen values."""

from geo.errors import DataError
from geo.lifecircle.kinds import offered, terms_of
from geo.lifecircle.question import Own, OwnDemand, OwnNetwork, OwnServices, Supply
from geo.scenario.edits import Scenario
from views import catalogue
from views.circles import own_frames, own_state, uses, work
from views.circles.uses import CANDIDATES, CAPACITY, DEMAND, NETWORK, SERVICES, Use


def supply(plan: tuple[str, ...] = (), scenario: Scenario | None = None) -> Supply:
    """Services that count: those that stand, the planner's layers, plan projects, a scenario."""
    own = tuple(services_of(use) for use in uses.of_role(SERVICES))
    return Supply(plan, own_state.unstated(), scenario, own)


def scenario_supply(name: str) -> Supply:
    """Services that count in a scenario."""
    kept = own_state.scenarios().get(name, {})
    plan = own_state.plan_on() if kept.get("on_plan") else ()
    return supply(plan, own_state.scenario(name) if kept else None)


def services_of(use: Use) -> OwnServices:
    """Layer as services, its words looked up among the kinds of the standards."""
    layer = own(use)
    rules = work.parts().standard(own_state.edited_rules())
    if use.column:
        known = terms_of(own_frames.words(layer, use.column, use.stage), rules)
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
    return OwnNetwork(own(use), use.tolerance_m) if use else own_state.network_token()


def capacity() -> Own | None:
    """Layer of services with a capacity, None for none."""
    use = uses.the(CAPACITY)
    return own(use) if use else None


def candidates() -> Own | None:
    """Layer of places where something may be built, None for none."""
    use = uses.the(CANDIDATES)
    return own(use) if use else None


def own(use: Use) -> Own:
    """Layer of a use with its filter, under the title it has now.

    Raises
    ------
    DataError
        If the layer was removed.
    """
    record = catalogue.record_of(f"own-{use.layer}")
    if record is None:
        raise DataError("已移除")
    return Own(use.layer, str(record["title"]), catalogue.filter_of(record))
