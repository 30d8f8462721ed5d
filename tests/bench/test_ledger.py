"""Writers that are killed, and many at once: all that was acknowledged is there, once."""

from contextlib import closing

from bench.ledger_check import faults
from bench.ledger_data import TABLE, fill
from bench.ledger_kills import killed
from bench.ledger_writers import Said, crowd, heard_from
from geo.ledger import Ledger


def test_writers_killed_in_the_middle_lose_nothing(store_url):
    survived = killed(store_url, kills=20)
    assert survived.faults == []
    assert survived.acknowledged >= 40
    assert survived.beside <= 20


def test_a_server_that_dies_with_its_writers_loses_nothing(postgresql, postgresql_url):
    survived = killed(postgresql_url, kills=3, server=postgresql)
    assert survived.faults == []
    assert survived.acknowledged >= 6


def test_fifty_writers_at_once_lose_nothing(store_url):
    with crowd(store_url, processes=10, threads=5, seconds=20) as writers:
        heard = heard_from(writers)
    written = [said for said in heard if said.what == "written"]
    assert faults(store_url, written) == []
    assert len({said.uid for said in written}) == len(written) > 50
    told = [said.words for said in heard if said.what == "conflict"]
    assert told
    assert all("请对照双方的值后再保存" in words for words in told)
    assert all("您填的内容仍在" in said.words for said in heard if said.what == "refused")


def test_what_is_lost_doubled_or_half_is_found(store_url):
    with crowd(store_url, processes=1, threads=1, seconds=1) as writers:
        heard = [said for said in heard_from(writers) if said.what == "written"]
    assert faults(store_url, heard) == []
    other = Said("written", "P0", "x", 0.0, 999, "nobody")
    assert faults(store_url, [*heard, other]) == [f"lost: {other}"]
    wrong = heard[0]._replace(value="x")
    assert faults(store_url, [wrong])[0].startswith("not as acknowledged")


def test_a_long_history_is_one_that_the_ledger_would_have_written(store_url):
    last: dict[tuple[str, str], tuple[int, object]] = {}
    with closing(Ledger(store_url)) as ledger:
        fill(ledger, items=20, changes=300)
        changes, state = ledger.history(), ledger.state(TABLE)
    assert len(changes) == 300
    for change in changes:
        for each in change.fields:
            assert (each.base, each.before) == last.get((change.item, each.field), (0, None))
            last[change.item, each.field] = change.seq, each.after
    said = zip(state["item"], state["field"], state["seq"], state["value"], strict=True)
    assert {(item, field): (seq, value) for item, field, seq, value in said} == last
