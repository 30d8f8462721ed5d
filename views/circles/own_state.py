"""What the panels of the page keep in the session: plain values under keys that begin lc-."""

from typing import Any

import streamlit as st

from geo.lifecircle.planned import UNSTATED, Unstated
from geo.lifecircle.shares import TARGET
from geo.project_file.fields import NETWORK
from geo.scenario.edits import Scenario
from geo.scenario.storing import from_dict, to_dict
from views import access, cache

SPEED, DETOUR_FACTOR = 60.0, 1.3
TODAY, PLANNED = "现状", "规划后"
"""What may count beside a scenario, in words."""


def _get(key: str, start: Any) -> Any:  # noqa: ANN401 - session values
    value = st.session_state.get(key)
    return start if value is None else value


def begin(key: str, value: str | float) -> None:
    """Give a widget its first value; one that code also sets must not carry a default itself."""
    if key not in st.session_state:
        st.session_state[key] = value


def edited_rules() -> str:
    """The planner's own table of rules as CSV, "" for that of the data."""
    return str(_get("lc-rules", ""))


def network_token() -> str:
    """Token of the network, "" for the main roads."""
    return str(_get(NETWORK, ""))


def speed() -> float:
    """Walking speed, metres a minute."""
    return float(_get("lc-speed", SPEED))


def delay() -> float:
    """Wait at each junction, seconds."""
    return float(_get("lc-delay", 0.0))


def detour() -> float:
    """Walked over straight distance."""
    return float(_get("lc-detour", DETOUR_FACTOR))


def unstated() -> Unstated:
    """What a planned school is taken for whose stage the plan does not state."""
    kept = _get("lc-unstated", UNSTATED[0])
    return next(each for each in UNSTATED if each == kept)


def weight() -> str:
    """Column of people or dwellings of the demand, "" for none."""
    return str(_get("lc-weight", ""))


def target() -> float:
    """Share that should have a kind within reach."""
    percent = st.session_state.get("lc-target")
    return float(percent) / 100 if percent else TARGET.share


def plan_on() -> tuple[str, ...]:
    """Plan projects that count as built."""
    services = cache.plan().services
    return tuple(name for name in services.index if _get(f"lc-plan-{name}", start=True))


def scenarios() -> dict[str, Any]:
    """Scenarios of the session by name, as dicts."""
    kept: dict[str, Any] = _get("lc-scenarios", {})
    return kept


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
    st.session_state["lc-scenarios"] = scenarios() | {value.name: kept}


def drop_scenario(name: str) -> None:
    """Forget a scenario."""
    st.session_state["lc-scenarios"] = {
        key: value for key, value in scenarios().items() if key != name
    }
