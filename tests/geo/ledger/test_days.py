"""The day to which figures belong: kept, undone with its day, and late ones leave the present."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from geo.errors import DataError
from geo.exchange.change_text import parsed, written
from geo.exchange.exporting import export
from geo.ledger import Act, Edit, Ledger

NOON = datetime(2023, 6, 6, 4, 0, tzinfo=UTC)
MAY, JUNE = date(2023, 5, 31), date(2023, 6, 30)
VERSION_5 = Path(__file__).with_name("version_0005.sql")


def report(ledger, done, day, after=0, why="月报"):
    act = Act("张三", NOON + timedelta(days=after), why, as_of=day)
    return ledger.write_all([Edit("projects", "P1", {"done_bond": done}, act)], lambda _: {})


def told(ledger, at=None):
    entries = ledger.entries("projects", at=at)
    return [(row.value, row.as_of, row.seq) for row in entries.itertuples()]


def test_a_figure_belongs_to_its_day_else_to_that_on_which_it_was_made(store_url):
    with closing(Ledger(store_url)) as ledger:
        (first,) = report(ledger, 50, MAY)
        report(ledger, 52, None, 1)
        assert (first.as_of, ledger.change(1).as_of, ledger.change(2).as_of) == (MAY, MAY, None)
        assert told(ledger) == [
            (50, MAY, 1),
            (52, (NOON + timedelta(days=1)).astimezone().date(), 2),
        ]


def test_entries_can_be_narrowed(store_url):
    with closing(Ledger(store_url)) as ledger:
        assert ledger.entries("projects").empty
        report(ledger, 50, MAY)
        report(ledger, 60, JUNE, 30)
        act = Act("李四", NOON + timedelta(days=31), "核实")
        ledger.write(Edit("projects", "P2", {"status": "在建"}, act), {})
        ledger.write(Edit("roads", "R1", {"remark": "窄"}, act), {})
        assert told(ledger, NOON + timedelta(days=2)) == [(50, MAY, 1)]
        assert ledger.entries("projects", since=1)["seq"].tolist() == [2, 3]
        assert ledger.entries("projects", ["status"])["item"].tolist() == ["P2"]
        assert ledger.entries("projects", []).empty


def test_a_late_report_of_an_earlier_month_leaves_what_holds_now(store_url):
    with closing(Ledger(store_url)) as ledger:
        report(ledger, 50, MAY)
        report(ledger, 60, JUNE, 30)
        late, again = report(ledger, 45, MAY, 40, "五月的数报错了")
        assert [(each.fields[0].after, each.as_of) for each in (late, again)] == [
            (45, MAY),
            (60, JUNE),
        ]
        assert again.why == "五月的数报错了（补记以前的数，现值照旧）"
        assert ledger.state("projects")["value"].tolist() == [60]
        assert told(ledger) == [(50, MAY, 1), (60, JUNE, 2), (45, MAY, 3), (60, JUNE, 4)]


def test_an_undo_belongs_to_the_day_of_what_it_undoes(store_url):
    act = Act("张三", NOON + timedelta(days=50), "填错")
    with closing(Ledger(store_url)) as ledger:
        report(ledger, 50, MAY)
        report(ledger, 600, JUNE, 30)
        report(ledger, 61, None, 31)
        assert ledger.undo(3, act).as_of == (NOON + timedelta(days=31)).astimezone().date()
        assert told(ledger)[-1][0] == 600


def test_a_day_of_no_ledger_is_refused(store_url):
    with closing(Ledger(store_url)) as ledger, pytest.raises(DataError, match="1990 年至 2200 年"):
        report(ledger, 1, date(1023, 5, 31))


@pytest.mark.parametrize("day", ["2023-02-30", "2023-5-1", "1023-05-31", "昨天"])
def test_the_database_holds_days_of_the_calendar_alone(store_url, day):
    with closing(Ledger(store_url)) as ledger:
        report(ledger, 1, MAY)
        row = (
            "INSERT INTO changes (seq, uid, of_table, item, author, made, recorded, why, kind, "
            "wants_review, fields_count, as_of) SELECT 2, 'u', of_table, item, author, made, "
            "recorded, why, kind, wants_review, fields_count, :day FROM changes"
        )
        with pytest.raises(DataError), ledger.database.writing() as connection:
            connection.execute(text(row), {"day": day})
        assert len(ledger.history()) == 1


def test_a_file_of_changes_carries_the_day(store_url):
    with closing(Ledger(store_url)) as ledger:
        report(ledger, 50, MAY)
        report(ledger, 60, None, 30)
        file = parsed(written(export(ledger, NOON)), "改动.json")
    assert [each.as_of for each in file.changes] == ["2023-05-31", None]
    wrong = written(file).replace(b"2023-05-31", b"2023-05-41")
    with pytest.raises(DataError, match="2023-05-41 不是日历上的日期"):
        parsed(wrong, "改动.json")


def test_a_store_of_the_version_before_is_brought_up(tmp_path):
    file = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(file)) as made:
        made.executescript(VERSION_5.read_text("utf-8"))
    with closing(Ledger(f"sqlite:///{file}")) as ledger:
        assert ledger.state("projects").set_index("field")["value"].to_dict() == {
            "status": "在建",
            "progress": 45,
        }
        act = Act("张三", datetime(2027, 1, 1, tzinfo=UTC), "月报", as_of=date(2026, 12, 31))
        made = ledger.write(Edit("projects", "P5-1-01", {"progress": 50}, act), {})
        assert [each.as_of for each in ledger.history()] == [None, None, date(2026, 12, 31)]
        assert made.seq == 3
    with closing(sqlite3.connect(file)) as stranger:
        copied = "INSERT OR REPLACE INTO changes SELECT * FROM changes WHERE seq = 1"
        with pytest.raises(sqlite3.DatabaseError, match="只增不改"):
            stranger.execute(copied)
        with pytest.raises(sqlite3.DatabaseError, match="应为文字"):
            stranger.execute(
                "INSERT INTO changes SELECT 4, 'u', of_table, item, author, made, recorded, why, "
                "document, kind, undoes, wants_review, fields_count, x'32' FROM changes "
                "WHERE seq = 1"
            )


def test_a_server_of_the_version_before_is_brought_up(postgresql_url):
    with closing(Ledger(postgresql_url)) as ledger:
        report(ledger, 50, None)
        with ledger.database.writing() as connection:
            for table in ("changes", "carried"):
                connection.execute(text(f"ALTER TABLE {table} DROP COLUMN as_of"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
    with closing(Ledger(postgresql_url)) as ledger:
        report(ledger, 60, JUNE, 30)
        assert [each.as_of for each in ledger.history()] == [None, JUNE]
