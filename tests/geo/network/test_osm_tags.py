"""Which ways are walked on: one line a rule."""

import pytest

from geo.network.osm_tags import CLOSED, FAST, FERRY, NO_ENTRY, NO_PATH, NOT_THERE, OPEN, why_not


@pytest.mark.parametrize("kind", sorted(OPEN))
def test_open_kinds(kind):
    assert why_not({"highway": kind}) == ""
    assert why_not({"highway": kind, "foot": "no"}) == NO_ENTRY


@pytest.mark.parametrize("kind", sorted(CLOSED))
def test_closed_kinds_need_a_word_for_walkers(kind):
    assert why_not({"highway": kind}) == FAST
    assert why_not({"highway": kind, "foot": "yes"}) == ""
    assert why_not({"highway": kind, "sidewalk": "both"}) == ""
    assert why_not({"highway": kind, "sidewalk": "no"}) == FAST


RULES = [
    ("highway=trunk", ""),
    ("highway=trunk motorroad=yes", FAST),
    ("highway=trunk motorroad=yes foot=designated", ""),
    ("highway=service access=private", NO_ENTRY),
    ("highway=service access=private foot=permissive", ""),
    ("highway=service access=destination", ""),
    ("highway=service access=customers", ""),
    ("highway=residential access=no", NO_ENTRY),
    ("highway=residential foot=private", NO_ENTRY),
    ("highway=residential foot=use_sidepath", NO_ENTRY),
    ("highway=residential oneway=yes", ""),
    ("highway=residential motor_vehicle=no vehicle=no", ""),
    ("highway=pedestrian area=yes", ""),
    ("highway=construction construction=residential", NOT_THERE),
    ("highway=construction foot=yes", NOT_THERE),
    ("highway=residential construction=yes", NOT_THERE),
    ("highway=proposed", NOT_THERE),
    ("highway=footway route=ferry", FERRY),
    ("highway=elevator", NO_PATH),
    ("railway=rail", NO_PATH),
    ("railway=platform", ""),
    ("public_transport=platform", ""),
    ("railway=platform access=no", NO_ENTRY),
    ("public_transport=station foot=yes", NO_PATH),
]


@pytest.mark.parametrize(("words", "reason"), RULES)
def test_rules(words, reason):
    assert why_not(dict(word.split("=") for word in words.split())) == reason
