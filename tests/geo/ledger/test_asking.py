"""What is asked of the history: by whom, when, what waits."""

from datetime import UTC, datetime, timedelta

import pytest

from geo.errors import DataError
from geo.ledger import ACCEPTED, RETURNED, Act, Edit, Ledger
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


def waits(ledger):
    """Numbers of the list; the count says the same."""
    found = [each.seq for each in ledger.drafts()]
    assert ledger.waiting() == len(found)
    assert [each.seq for each in ledger.history() if each.waits] == found
    return found


def test_a_draft_taken_back_by_its_author_waits_no_longer_nor_does_the_taking_back(ledger):
    ledger.reviewed = True
    ledger.write(edit({"progress": 1}), {})
    ledger.undo(1, act(minutes=1))
    assert waits(ledger) == []
    assert (ledger.change(1).review, ledger.change(1).taken_back) == ("草稿", 2)
    with pytest.raises(DataError, match="已被撤回（改动 2）"):
        ledger.review(1, ACCEPTED, act("赵六", 2))
    ledger.undo(2, act(minutes=3))
    assert waits(ledger) == [3]  # what it says is there again
    assert ledger.state("projects")["value"].tolist() == [1]


def test_what_somebody_else_takes_back_waits_as_such_until_it_is_sent_back(ledger):
    ledger.reviewed = True
    ledger.write(edit({"progress": 1}), {})
    ledger.undo(1, act("李四", 1))
    assert waits(ledger) == [2]
    ledger.review(2, RETURNED, act("赵六", 2))
    assert waits(ledger) == [1]
    ledger.review(1, ACCEPTED, act("赵六", 3))
    assert waits(ledger) == []


def test_taking_back_what_was_accepted_waits(ledger):
    ledger.reviewed = True
    ledger.write(edit({"progress": 1}), {})
    ledger.review(1, ACCEPTED, act("赵六", 1))
    ledger.undo(1, act(minutes=2))
    assert waits(ledger) == [2]


def test_the_last_name_of_what_is_no_more(ledger):
    ledger.write(Edit("roads", "add-1", {"name": "新路"}, act()), {})
    ledger.write(Edit("roads", "add-1", {"name": "新新路"}, act()), {})
    ledger.write(Edit("roads", "add-1", {"name": None}, act()), {})
    ledger.write(Edit("roads", "r1", {"grade": "A"}, act()), {})
    assert ledger.last_names("roads", ["add-1", "r1", "x"]) == {"add-1": "新新路"}
