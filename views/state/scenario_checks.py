"""Checks of what a planner made on the page 生活圈: scenarios, and the edited table of rules."""

from typing import Any, Final

from geo.project_file.checks import flag, named, refuse
from geo.scenario.storing import from_dict, to_dict

MAX_SCENARIOS: Final = 50
MAX_RULES: Final = 1_000_000
"""Letters of the table of rules; that of the data has 6 000."""


def scenarios(value: object, where: str) -> dict[str, Any]:
    """Scenarios by name, oldest first, each with its edits and whether it is on top of the plan."""
    found: dict[str, Any] = named(_scenario, MAX_SCENARIOS)(value, where)
    for name, kept in found.items():
        if kept["scenario"]["name"] != name:
            raise refuse(f"{where}.{name}", "与名称相同的方案", kept["scenario"]["name"])
    return found


def _scenario(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != {"scenario", "on_plan"}:
        raise refuse(where, "有 scenario、on_plan 两项的对象", value)
    scenario = to_dict(from_dict(value["scenario"]))
    return {"scenario": scenario, "on_plan": flag(value["on_plan"], f"{where}.on_plan")}
