"""What is asked of the history: by whom, when, what waits."""

from datetime import UTC, datetime, timedelta

import pytest

from geo.ledger import ACCEPTED, Act, Edit, Ledger
from geo.ledger.history import Period

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


def act(by="张三", minutes=0):
    return Act(by, NOON + timedelta(minutes=minutes), "现场核实")


def edit(values, by="张三", minutes=0):
    return Edit("projects", "P5-1-01", values, act(by, minutes))


@pytest.fixture
def ledger(store_url):
    made = Ledger(store_url)
    yield made
    made.close()


def test_history_by_person_and_period(ledger):
    for minutes, by in enumerate(("张三", "李四", "张三")):
        ledger.write(edit({"progress": minutes}, by, minutes), {})
    later = NOON + timedelta(minutes=1)
    assert [each.seq for each in ledger.history(by="张三")] == [1, 3]
    assert [each.seq for each in ledger.history(made=Period(later, None))] == [2, 3]
    assert [each.seq for each in ledger.history(made=Period(None, later))] == [1]
    assert [each.seq for each in ledger.history(by="张三", made=Period(later, None))] == [3]
    assert ledger.people() == ["张三", "李四"]


def test_nobody_has_written_yet(ledger):
    assert (ledger.people(), ledger.waiting(), ledger.drafts()) == ([], 0, [])


def test_what_waits_is_counted(ledger):
    ledger.reviewed = True
    made = [ledger.write(edit({"progress": each}, minutes=each), {}) for each in range(3)]
    ledger.review(made[0].seq, ACCEPTED, act("赵六", 5))
    assert ledger.waiting() == 2
    assert [each.seq for each in ledger.drafts()] == [2, 3]
    assert [each.seq for each in ledger.drafts(1)] == [2]
