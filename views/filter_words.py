"""The filter in force, in words: for the chips and for the sheet."""

from typing import NamedTuple

from geo.attributes import AttributeFilter, AttributeRule
from geo.filtering import Criteria
from geo.plan_data import PlanData
from views.filter_form import KEYS, NO_ZONE, NO_ZONE_WORDS, PLACED_WORDS
from views.map_choices import MapChoices

_MOST_SAID = 4
"""Values of an own layer's filter that are said one by one."""


class Chip(NamedTuple):
    """One value of one criterion, with its words."""

    field: str
    value: str
    words: str


def chips_of(plan: PlanData, criteria: Criteria) -> list[Chip]:
    """Return a chip for each value in force."""
    chips = [
        Chip(field, value, f"{KEYS[field].title}：{_word(plan, field, value)}")
        for field, values in (*criteria.values, ("zones", criteria.zones))
        for value in values
    ]
    if criteria.placed != "all":
        chips.append(Chip("placed", criteria.placed, PLACED_WORDS[criteria.placed]))
    if criteria.text.strip():
        chips.append(Chip("text", "", f"文字：{criteria.text.strip()[:20]}"))
    return chips


def sentence(plan: PlanData, criteria: Criteria) -> str:
    """Return the filter as one line, "" where none is in force."""
    return "；".join(chip.words for chip in chips_of(plan, criteria))


def all_words(plan: PlanData, choices: MapChoices) -> str:
    """Return the filters of plan and own layers as one line, "" where none is in force."""
    own = (
        f"{spec.title}（{filter_words(wanted)}）"
        for spec in choices.own
        if (wanted := choices.filter_of(spec))
    )
    return "；".join(filter(None, (sentence(plan, choices.criteria), *own)))


def filter_words(wanted: AttributeFilter) -> str:
    """Return the filter of an own layer in words."""
    text = [f"文字：{wanted.text.strip()[:20]}"] if wanted.text.strip() else []
    return "；".join([*text, *(_rule(rule) for rule in wanted.rules)])


def _rule(rule: AttributeRule) -> str:
    if not rule.one_of:
        return f"{rule.column}：{rule.low:g}—{rule.high:g}"
    more = f"等 {len(rule.one_of)} 项" if len(rule.one_of) > _MOST_SAID else ""
    return f"{rule.column}：{'、'.join(rule.one_of[:_MOST_SAID])}{more}"


def _word(plan: PlanData, field: str, value: str) -> str:
    if field == "zones" and value == NO_ZONE:
        return NO_ZONE_WORDS
    return str(plan.zones["name"].get(value, value)) if field == "zones" else value
