"""The filter in force, in words: for the chips and for the sheet."""

from typing import NamedTuple

from geo.filtering import Criteria
from geo.plan_data import PlanData
from views.filter_keys import KEYS, PLACED_WORDS

_MANY = ("columns", "clauses", "kinds", "works", "zones")


class Chip(NamedTuple):
    """One value of one criterion, with its words."""

    field: str
    value: str
    words: str


def chips_of(plan: PlanData, criteria: Criteria) -> list[Chip]:
    """Return a chip for each value in force."""
    chips = [
        Chip(field, value, f"{KEYS[field].title}：{_word(plan, field, value)}")
        for field in _MANY
        for value in getattr(criteria, field)
    ]
    if criteria.placed != "all":
        chips.append(Chip("placed", criteria.placed, PLACED_WORDS[criteria.placed]))
    if criteria.text.strip():
        chips.append(Chip("text", "", f"文字：{criteria.text.strip()[:20]}"))
    return chips


def sentence(plan: PlanData, criteria: Criteria) -> str:
    """Return the filter as one line, "" where none is in force."""
    return "；".join(chip.words for chip in chips_of(plan, criteria))


def _word(plan: PlanData, field: str, value: str) -> str:
    return str(plan.zones["name"].get(value, value)) if field == "zones" else value
