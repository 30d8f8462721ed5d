"""Conflicts of carried changes: listed three ways, decided by a person, the decision carried on."""

import pytest

from geo.errors import DataError
from geo.exchange.comparing import CONFLICT
from geo.exchange.deciding import decide, waiting

ITEM = "P5-1-01"


def open_of(office):
    return [(each.difference[1:], each.by) for each in waiting(office.store, office.plan)]


def test_a_conflict_is_listed_three_ways_and_nothing_is_lost(offices):
    inside, outside = offices
    inside.set(ITEM, status="前期")
    outside.take(inside.file())
    inside.set(ITEM, status="在建", remark="开工")
    outside.set(ITEM, status="停缓建")
    told = outside.take(inside.file())
    assert (told.written, told.listed) == (0, 1)
    assert open_of(outside) == [((ITEM, "status", "前期", "在建", "停缓建", CONFLICT), "内网")]
    assert outside.values()["projects", ITEM, "status"] == "停缓建"
    assert outside.values()["projects", ITEM, "remark"] == "开工"
    outside.take(inside.file())
    assert len(open_of(outside)) == 1


def test_theirs_taken_is_an_ordinary_change_and_both_agree(offices):
    inside, outside = offices
    inside.meets(outside, ITEM)
    (made,) = decide(outside.store, waiting(outside.store), "theirs", outside.act("内网核实过"))
    assert (made.kind, made.by, made.why) == ("merge", "外网", "内网核实过")
    assert open_of(outside) == []
    told = inside.take(outside.file())
    assert told.waiting == ()
    assert inside.values() == outside.values() == {("projects", ITEM, "status"): "在建"}


def test_ours_kept_is_carried_with_who_and_why(offices):
    inside, outside = offices
    inside.meets(outside, ITEM)
    assert decide(outside.store, waiting(outside.store), "ours", outside.act("已下停工令")) == []
    assert open_of(outside) == []
    assert inside.take(outside.file()).waiting == ()
    last = inside.ledger.history()[-1]
    assert (last.kind, last.by, last.why) == ("merge", "外网", "已下停工令")
    assert inside.values() == outside.values() == {("projects", ITEM, "status"): "停缓建"}
    for one, other in ((inside, outside), (outside, inside), (inside, outside)):
        assert one.take(other.file()).waiting == ()
    assert inside.values() == outside.values()


def test_after_a_decision_both_go_on(offices):
    inside, outside = offices
    inside.meets(outside, ITEM)
    decide(outside.store, waiting(outside.store), "ours", outside.act("已下停工令"))
    outside.set(ITEM, status="完工")
    assert inside.take(outside.file()).waiting == ()
    inside.set(ITEM, status="投用")
    assert outside.take(inside.file()).waiting == ()
    assert inside.values() == outside.values() == {("projects", ITEM, "status"): "投用"}


def test_two_opposite_decisions_wait_for_a_third(offices):
    inside, outside = offices
    inside.set(ITEM, status="在建")
    outside.set(ITEM, status="停缓建")
    first, second = inside.file(), outside.file()
    outside.take(first)
    inside.take(second)
    decide(outside.store, waiting(outside.store), "ours", outside.act("已下停工令"))
    decide(inside.store, waiting(inside.store), "ours", inside.act("已复工"))
    first, second = inside.file(), outside.file()
    outside.take(first)
    inside.take(second)
    assert outside.values()["projects", ITEM, "status"] == "停缓建"
    assert inside.values()["projects", ITEM, "status"] == "在建"
    (open_one,) = waiting(outside.store)
    assert (open_one.difference.theirs, open_one.why) == ("在建", "已复工")
    decide(outside.store, [open_one], "theirs", outside.act("以内网为准"))
    inside.take(outside.file())
    assert inside.values() == outside.values() == {("projects", ITEM, "status"): "在建"}


def test_a_decision_needs_who_why_and_what_was_shown(offices):
    inside, outside = offices
    inside.meets(outside, ITEM)
    shown = waiting(outside.store)
    with pytest.raises(DataError, match="理由"):
        decide(outside.store, shown, "ours", outside.act(" "))
    outside.set(ITEM, status="完工")
    for choice in ("ours", "theirs"):
        with pytest.raises(DataError, match="刷新"):
            decide(outside.store, shown, choice, outside.act("a"))
    assert [each.difference.ours for each in waiting(outside.store)] == ["完工"]
