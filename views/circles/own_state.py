"""Plan projects and scenarios that count, as the session of the page 生活圈 holds them."""

from typing import Any

from geo.lifecircle.shares import TARGET as USUAL
from geo.scenario.edits import Scenario
from geo.scenario.storing import from_dict, to_dict
from views import access, cache
from views.state.lifecircle import IN_PLAN, SCENARIOS, TARGET

TODAY, PLANNED = "现状", "规划后"
"""What may count beside a scenario, in words."""


def target() -> float:
    """Share that should have a kind within reach."""
    percent = TARGET.get()
    return percent / 100 if percent else USUAL.share


def plan_on() -> tuple[str, ...]:
    """Plan projects that count as built."""
    services = cache.plan().services
    return tuple(name for name in services.index if IN_PLAN.key(str(name)).get())


def scenarios() -> dict[str, Any]:
    """Scenarios of the session by name, as dicts."""
    return SCENARIOS.get()


def scenario_names() -> list[str]:
    """Names of the scenarios, oldest first."""
    return list(scenarios())


def scenario(name: str) -> Scenario:
    """Return a scenario by name; an empty one where there is none."""
    kept = scenarios().get(name)
    return from_dict(kept["scenario"]) if kept else Scenario(name)


@access.writing
def keep_scenario(value: Scenario, *, on_plan: bool) -> None:
    """Keep a scenario under its name; `on_plan`: on top of the plan's projects."""
    kept = {"scenario": to_dict(value), "on_plan": on_plan}
    SCENARIOS.set(scenarios() | {value.name: kept})


def drop_scenario(name: str) -> None:
    """Forget a scenario."""
    SCENARIOS.set({key: value for key, value in scenarios().items() if key != name})
