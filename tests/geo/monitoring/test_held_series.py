"""A series that is kept goes on with what is new, and begins anew with another history."""

from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from pandas import Index

from geo.ledger import Act, Edit, Ledger
from geo.monitoring.held_series import HeldSeries
from geo.monitoring.series import Moment

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


class Asked:
    """A ledger that remembers since when it was asked."""

    def __init__(self, ledger):
        self.ledger, self.since = ledger, []

    def entries(self, table, fields=None, *, since=0, at=None):
        self.since.append(since)
        return self.ledger.entries(table, fields, since=since, at=at)


@pytest.fixture
def written(tmp_path):
    """Return a ledger in which remarks were written one by one."""
    opened = []

    def made(name, *remarks, minutes=0):
        ledger = Ledger(f"sqlite:///{tmp_path / name}")
        opened.append(ledger)
        for place, remark in enumerate(remarks):
            act = Act("张三", NOON + timedelta(minutes=minutes + place), "核实")
            ledger.write(Edit("projects", "P1", {"remark": remark, "progress": place + 1}, act), {})
        return ledger

    yield made
    for each in opened:
        each.close()


def last(series):
    told = series.on(Index(["P1"]), ["remark", "progress"], Moment(date(2026, 4, 1)))
    return told.iloc[0].to_list()


def test_only_what_is_new_is_read(written):
    ledger, held = written("a.sqlite"), HeldSeries("projects")
    asked = Asked(ledger)
    assert last(held.read(asked)) == [None, None]
    written("a.sqlite", "一", "二")
    assert last(held.read(asked)) == ["二", 2]
    assert last(held.read(asked)) == ["二", 2]
    act = Act("张三", NOON + timedelta(hours=1), "核实")
    ledger.write(Edit("projects", "P1", {"remark": "三"}, act), {})
    ledger.write(Edit("roads", "R1", {"remark": "路"}, act), {})
    assert last(held.read(asked)) == ["三", 2]
    ledger.write(Edit("projects", "P1", {"progress": 9}, act), {})
    assert last(held.read(asked)) == ["三", 9]
    assert asked.since == [0, 0, 1, 1, 2]


@pytest.mark.parametrize("others", [("甲",), ("甲", "乙"), ("甲", "乙", "丙"), ()])
def test_another_history_is_read_from_its_start(written, others):
    held = HeldSeries("projects")
    held.read(written("a.sqlite", "一", "二"))
    expected = [others[-1], len(others)] if others else [None, None]
    assert last(held.read(written("b.sqlite", *others, minutes=30))) == expected


def test_a_restored_history_that_ends_before_is_read_from_its_start(written):
    held = HeldSeries("projects")
    held.read(written("a.sqlite", "一", "二"))
    shorter = written("b.sqlite", "一")
    assert last(held.read(shorter)) == ["一", 1]
    with closing(shorter):
        assert last(held.read(shorter)) == ["一", 1]
