"""Clocks that go wrong do not turn the history round, and hide nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from geo.ledger import Act, Edit, Ledger

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
ITEM = ("projects", "P5-1-01")


@pytest.fixture
def ledger(store_url):
    made = Ledger(store_url)
    yield made
    made.close()


def edit(values, minutes):
    return Edit(*ITEM, values, Act("张三", NOON + timedelta(minutes=minutes), "现场核实"))


def values(ledger, at):
    state = ledger.state("projects", at)
    return dict(zip(zip(state["item"], state["field"], strict=True), state["value"], strict=True))


def test_a_clock_that_goes_back_does_not_turn_the_history_round(ledger):
    ledger.write(edit({"status": "前期"}, minutes=10), {})
    late = ledger.write(edit({"status": "在建"}, minutes=0), {})
    assert late.at == NOON
    assert late.recorded == NOON + timedelta(minutes=10)
    assert values(ledger, NOON + timedelta(minutes=10))[ITEM[1], "status"] == "在建"


def test_a_clock_that_was_far_ahead_hides_nothing_that_follows(ledger):
    day = 24 * 60
    ledger.write(edit({"status": "前期"}, minutes=400 * day), {})
    made = [ledger.write(edit({"progress": n}, minutes=n), {}) for n in (1, 2)]
    told = [values(ledger, NOON + timedelta(minutes=each)) for each in (0, 1, 2)]
    assert [each.get((ITEM[1], "progress")) for each in told] == [None, 1, 2]
    assert told[2][ITEM[1], "status"] == "前期"
    assert [each.recorded for each in made] == [each.at for each in made]


def test_clocks_of_two_writers_that_differ_do_not_change_the_order(ledger, store_url):
    """One is 40 minutes ahead: numbers tell the order, and a state at a time what was known."""
    other = Ledger(store_url)
    ahead, late = 40, 0
    ledger.write(edit({"status": "前期"}, minutes=ahead), {})
    other.write(edit({"status": "在建"}, minutes=late + 1), {})
    ledger.write(edit({"status": "停缓建"}, minutes=ahead + 2), {})
    other.write(edit({"status": "完工"}, minutes=late + 3), {})
    told = ledger.history()
    assert [each.seq for each in told] == [1, 2, 3, 4]
    assert [each.fields[0].after for each in told] == ["前期", "在建", "停缓建", "完工"]
    assert [(each.at - NOON).seconds // 60 for each in told] == [40, 1, 42, 3]
    assert [(each.recorded - NOON).seconds // 60 for each in told] == [40, 40, 42, 42]
    found = [
        values(other, NOON + timedelta(minutes=each)).get((ITEM[1], "status"))
        for each in (3, 40, 41, 42)
    ]
    assert found == [None, "在建", "在建", "完工"]
    assert values(other, None)[ITEM[1], "status"] == "完工"
    other.close()
