"""What a program of another's own may not write, on either database."""

from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from geo.errors import DataError
from geo.exchange.attachment_check import CheckedAttachment
from geo.exchange.attachments import attach, listed
from geo.exchange.backup import backup, restore
from geo.ledger import ACCEPTED, Act, Ledger
from geo.ledger.tables import FIELDS
from tools import ledger_outsider as outsider

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
ACT = Act("张三", NOON, "核实")


@pytest.fixture
def ledger(filled, store_url):
    return filled(store_url)


def outside(ledger, *statements):
    outsider.written(ledger, *statements)


def test_a_change_is_given_no_more_fields_after_it(ledger):
    with pytest.raises(DBAPIError, match="已写定"):
        outside(ledger, outsider.field(2, "status", '"完工"'))
    added = outsider.field(3, "status", '"在建"'), outsider.field(3, "progress", "5")
    outside(ledger, outsider.change(3, 2), *added)
    with pytest.raises(DBAPIError, match="已写定"):
        outside(ledger, outsider.field(3, "basis", '"x"'))
    assert [each.field for each in ledger.change(3).fields] == ["progress", "status"]


@pytest.mark.parametrize("seq", [4, 2**40, 2**63 - 1, 0, -1])
def test_a_number_ahead_is_refused_and_locks_nothing(ledger, write, seq):
    with pytest.raises(DBAPIError, match="不是下一号"):
        outside(ledger, outsider.change(seq), outsider.field(seq, "status", "1"))
    for made in (outsider.review(seq, 1), outsider.carried(seq), outsider.decided(seq)):
        with pytest.raises(DBAPIError, match="不是下一号"):
            outside(ledger, made)
    assert write(ledger, "三").seq == 3
    ledger.review(3, ACCEPTED, ACT)
    assert ledger.version() == 5


def test_nobody_says_where_numbers_go_on(ledger, write):
    for statement in (
        f"INSERT INTO generation VALUES ('changes', {2**63 - 1})",
        "UPDATE generation SET number = 9",
        "DELETE FROM generation WHERE number > 9",
    ):
        with pytest.raises(DBAPIError, match="只有恢复备份"):
            outside(ledger, "INSERT INTO generation VALUES ('changes', 1)", statement)
    assert write(ledger, "三").seq == 3


def test_numbers_of_a_generation_go_on_behind_the_guards(ledger, write, tmp_path):
    backup(ledger, tmp_path / "a.sqlite")
    assert write(ledger, "三").seq == 3
    for name in ("b", "c"):
        restore(ledger, tmp_path / "a.sqlite", tmp_path / name, replace=True)
    with pytest.raises(DBAPIError, match="不是下一号"):
        outside(ledger, outsider.change(3), outsider.field(3, "status", "1"))
    outside(ledger, outsider.change(4), outsider.field(4, "status", "1"))
    assert write(ledger, "五").seq == 5
    backup(ledger, tmp_path / "d.sqlite")
    restore(ledger, tmp_path / "d.sqlite", tmp_path / "e", replace=True)
    assert [each.seq for each in ledger.history()] == [1, 2, 4, 5]


def test_a_change_that_was_not_written_takes_no_number(ledger, write):
    with pytest.raises(DBAPIError):
        outside(ledger, outsider.change(3), outsider.field(3, "status", "no JSON"))
    assert write(ledger, "三").seq == 3


@pytest.mark.parametrize(
    "after",
    ["no JSON", "", "[1]", "{}", "true", "null", "NaN", '"a', "'' 1", "1e999", "-1e301"],
)
def test_a_value_that_is_none_is_refused(ledger, after):
    with pytest.raises(DBAPIError):
        outside(ledger, outsider.change(3), outsider.field(3, "status", after))
    outside(ledger, outsider.change(3), outsider.field(3, "status", "1.5"))
    assert list(ledger.state("projects")["value"]) == ["二", 1.5]


def test_half_a_sign_is_read_as_one_that_is_none(ledger):
    outside(ledger, outsider.change(3), outsider.field(3, "status", r'"在\ud800建"'))
    assert list(ledger.state("projects")["value"]) == ["二", "在�建"]
    assert ledger.change(3).fields[0].after == "在�建"


@pytest.mark.parametrize(
    "made",
    [
        "2026",
        "",
        "2026-03-01 04:00:00",
        "2026-02-30T04:00:00.000000Z",
        "2026-13-01T04:00:00.000000Z",
        "2026-03-01T24:00:00.000000Z",
        "2026-03-01T04:60:00.000000Z",
        "2026-03-01T04:00:60.000000Z",
        "2026-03-01T04:00:00.000000+",
        "2026-03-01T04:00:00.000000Z ",
        "0999-03-01T04:00:00.000000Z",
        "1989-12-31T23:59:59.999999Z",
        "2201-01-01T00:00:00.000000Z",
    ],
)
def test_a_time_that_is_none_is_refused(ledger, made):
    with pytest.raises(DBAPIError):
        outside(ledger, outsider.change(3, made=made), outsider.field(3, "status", "1"))
    assert [each.at for each in ledger.history()] == [NOON, NOON]


@pytest.mark.parametrize("made", ["1990-01-01T00:00:00.000000Z", "2200-12-31T23:59:59.999999Z"])
def test_the_first_and_last_times_are_read(ledger, made):
    outside(ledger, outsider.change(3, made=made), outsider.field(3, "status", "1"))
    assert ledger.change(3).at == datetime.fromisoformat(made)


@pytest.mark.parametrize("year", [1, 999, 1989, 2201, 9999])
def test_a_year_that_is_none_of_a_ledger_is_refused(ledger, write, year):
    when = datetime(year, 6, 1, tzinfo=UTC)
    with pytest.raises(DataError, match="不在 1990 年至 2200 年之间"):
        write(ledger, "三", when)
    checked, act = CheckedAttachment("a", False), ACT._replace(at=when)
    with pytest.raises(DataError, match="不在 1990 年至 2200 年之间"):
        attach(ledger, ("projects", "P1", 0), ("二", b"%PDF-2"), checked, act)
    assert len(listed(ledger)) == 1
    assert len(ledger.state("projects", when)) == (1 if year > 2026 else 0)


def test_what_an_attachment_holds_stays(ledger):
    for statement in (
        "DELETE FROM blobs",
        "UPDATE blobs SET content = CAST('x' AS {})",
        "UPDATE blobs SET sha256 = 'x'",
    ):
        bare = statement.format("BLOB" if ledger.database.is_sqlite else "bytea")
        with pytest.raises(DBAPIError, match="只增不改"):
            outside(ledger, bare)
    outside(ledger, f"UPDATE blobs SET added = '{outsider.TIME}'")


def test_a_backup_is_brought_back_behind_the_guards(ledger, write, tmp_path, sqlite_url):
    backup(ledger, tmp_path / "a.sqlite")
    with closing(Ledger(sqlite_url.replace("ledger.sqlite", "other.sqlite"))) as other:
        restore(other, tmp_path / "a.sqlite", tmp_path / "aside.sqlite")
        assert outsider.rows(other)["changes"] == outsider.rows(ledger)["changes"]
        assert write(other, "三").seq == 3
        with other.database.reading() as connection:
            assert connection.scalars(select(FIELDS.c.base)).all() == [0, 1, 2]
