"""Figures of an earlier day: told of that day alone, taken back from it, same as those of now."""

from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.data_folder import SHIPPED
from geo.errors import DataError
from geo.exchange.change_text import parsed, written
from geo.exchange.exporting import export
from geo.exchange.taking import take
from geo.ledger import RETURNED, Act, ConflictError, Edit, Ledger, UnchangedError
from geo.store import PlanStore

NOON = datetime(2024, 1, 1, 4, 0, tzinfo=UTC)
DAYS = {month: date(2023, month, 28) for month in range(1, 8)}


class Office:
    """A ledger in which one item's figures are told, each act an hour after the last."""

    def __init__(self, url, reviewed=False):
        self.ledger, self.acts = Ledger(url, reviewed=reviewed), 0

    def act(self, month=None):
        self.acts += 1
        when = NOON + timedelta(hours=self.acts)
        return Act("张三", when, "月报", as_of=month and DAYS[month])

    def tell(self, month, **values):
        edit = Edit("projects", "P5-1-01", values or {"done_bond": 1}, self.act(month))
        return self.ledger.write(edit, {"done_bond": None})

    def undo(self, change):
        return self.ledger.undo(change.seq, self.act())

    def days(self, field="done_bond"):
        """Value by month, by the rule: greatest (day, number) that is not after."""
        rows = self.ledger.entries("projects", [field]).itertuples()
        told = [(row.as_of, row.seq, row.value) for row in rows]
        found = {}
        for month, day in DAYS.items():
            until = [each for each in told if each[0] <= day]
            found[month] = max(until)[2] if until else None
        state = self.ledger.state("projects").set_index("field")["value"]
        now = max(told)[2] if told else None
        assert state.get(field) == now  # the map and the boards tell the same
        return found


@pytest.fixture
def office(store_url):
    made = Office(store_url)
    with closing(made.ledger):
        yield made


def told(*values):
    return dict(zip(DAYS, values, strict=True))


def test_a_late_figure_that_is_taken_back_gives_its_day_what_it_had(office):
    office.tell(5, done_bond=50)
    office.tell(6, done_bond=60)
    late = office.tell(5, done_bond=45)
    assert office.days() == told(None, None, None, None, 45, 60, 60)
    back = office.undo(late)
    assert office.days() == told(None, None, None, None, 50, 60, 60)
    assert office.ledger.change(late.seq).taken_back == back.seq
    again = office.undo(back)
    assert office.days() == told(None, None, None, None, 45, 60, 60)
    office.undo(again)
    assert office.days() == told(None, None, None, None, 50, 60, 60)


def test_what_is_told_again_is_not_taken_back_alone(office):
    office.tell(6, done_bond=60)
    late = office.tell(5, done_bond=45)
    with pytest.raises(DataError, match=f"改动 {late.seq + 1} 是补记以前的数时照旧记下的现值"):
        office.ledger.undo(late.seq + 1, office.act())
    office.undo(late)
    assert office.days() == told(None, None, None, None, None, 60, 60)


def test_a_late_figure_may_be_the_same_as_what_holds_now(office):
    office.tell(4, done_bond=40)
    office.tell(6, done_bond=60)
    late = office.tell(5, done_bond=60)
    assert office.days() == told(None, None, None, 40, 60, 60, 60)
    office.tell(5, done_bond=45)
    assert office.days() == told(None, None, None, 40, 45, 60, 60)
    with pytest.raises(UnchangedError):
        office.tell(5, done_bond=45)
    with pytest.raises(ConflictError):
        office.undo(late)


def test_a_late_figure_that_was_the_same_is_taken_back(office):
    office.tell(4, done_bond=40)
    office.tell(6, done_bond=60, remark="六月")
    late = office.tell(5, done_bond=60, remark="五月")
    assert office.days("remark") == told(None, None, None, None, "五月", "六月", "六月")
    office.undo(late)
    assert office.days() == told(None, None, None, 40, 40, 60, 60)
    assert office.days("remark") == told(None, None, None, None, None, "六月", "六月")


def test_who_changed_since_keeps_a_late_figure(office):
    office.tell(6, done_bond=60)
    late = office.tell(5, done_bond=45)
    office.tell(7, done_bond=70)
    with pytest.raises(ConflictError):
        office.undo(late)


def test_a_late_draft_that_is_sent_back_leaves_every_day_as_it_was(store_url):
    office = Office(store_url, reviewed=True)
    with closing(office.ledger) as ledger:
        office.tell(5, done_bond=50)
        office.tell(6, done_bond=60)
        late = office.tell(5, done_bond=45)
        ledger.review(late.seq, RETURNED, Act("李四", NOON + timedelta(days=2), "请核实"))
        assert office.days() == told(None, None, None, None, 50, 60, 60)
        assert [each.seq for each in ledger.drafts()] == [1, 2]


def test_what_was_taken_back_late_is_carried_to_another_store(office, tmp_path):
    office.tell(5, done_bond=50)
    office.tell(6, done_bond=60)
    office.undo(office.tell(5, done_bond=45))
    file = written(export(office.ledger, NOON + timedelta(days=9)))
    other = Office(f"sqlite:///{tmp_path / 'other.sqlite'}")
    with closing(other.ledger):
        store = PlanStore(SHIPPED, lambda: other.ledger)
        taken = take(store, parsed(file, "改动.json"), other.act(), others_only=False)
        assert not taken.waiting
        assert other.days() == office.days()


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("tell"), st.integers(1, 7), st.integers(1, 3)),
        st.tuples(st.just("undo"), st.integers(0, 30), st.just(0)),
    ),
    max_size=14,
)


@settings(max_examples=60)
@given(_STEPS)
def test_each_day_has_its_last_word_and_the_newest_holds(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("late")
    office = Office(f"sqlite:///{folder / 'ledger.sqlite'}")
    pinned, made = {}, []  # value by month of which one was told; changes with what was there
    with closing(office.ledger):
        for what, number, value in steps:
            now = on_days(pinned)
            try:
                if what == "tell":
                    made.append((office.tell(number, done_bond=value), number, now[number]))
                    pinned[number] = value
                elif made:
                    change, month, before = made.pop(number % len(made))
                    office.undo(change)
                    pinned[month] = before
            except (ConflictError, UnchangedError):
                assert office.days() == now
            assert office.days() == on_days(pinned)


def on_days(pinned):
    """Value by month: that of the last month before or at it of which one was told."""
    until = {month: [each for each in pinned if each <= month] for month in DAYS}
    return {month: pinned[max(each)] if each else None for month, each in until.items()}
