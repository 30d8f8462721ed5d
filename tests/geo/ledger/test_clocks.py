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
