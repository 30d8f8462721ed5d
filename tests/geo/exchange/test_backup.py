"""A ledger kept as one file, and brought back."""

import sqlite3
from contextlib import closing
from threading import Event, Thread

import pytest

from geo.errors import DataError
from geo.exchange.backup import backup, restore
from geo.exchange.copying import copy_all
from geo.exchange.deciding import waiting
from geo.ledger import ConflictError, Edit
from geo.ledger.database import Database

ITEM = "P5-1-01"


def filled(inside, outside):
    """Changes, a review of none, a carried conflict."""
    inside.set(ITEM, status="在建")
    outside.set(ITEM, status="停缓建", remark="“停”\n<b>")
    outside.ledger.undo(outside.set(ITEM, progress=5).seq, outside.act("填错"))
    outside.take(inside.file())
    return outside


def test_a_backup_brings_everything_back(offices, office, tmp_path):
    full, new = filled(*offices), office("新机器")
    kept = backup(full.ledger, tmp_path / "备份.sqlite")
    assert (kept.changes, kept.size > 0) == (3, True)
    assert [each.name for each in tmp_path.glob("备份*")] == ["备份.sqlite"]
    assert restore(new.ledger, tmp_path / "备份.sqlite", tmp_path / "a.sqlite").changes == 3
    assert new.ledger.history() == full.ledger.history()
    assert waiting(new.store) == waiting(full.store) != []
    assert not (tmp_path / "a.sqlite").exists()
    assert new.set(ITEM, progress=9).seq == 4


def test_the_guards_stand_after_a_restore(offices, office, tmp_path):
    full, new = filled(*offices), office("新机器")
    backup(full.ledger, tmp_path / "b.sqlite")
    restore(new.ledger, tmp_path / "b.sqlite", tmp_path / "a.sqlite")
    with closing(sqlite3.connect(new.ledger.database.file)) as file:
        with pytest.raises(sqlite3.IntegrityError, match="只增不改"):
            file.execute("UPDATE changes SET author = 'x'")
        with pytest.raises(sqlite3.IntegrityError, match="只增不改"):
            file.execute("DELETE FROM carried")


def test_changes_are_replaced_only_when_told_and_kept_aside(offices, office, tmp_path):
    full, other = filled(*offices), office("另一台")
    other.set(ITEM, status="完工")
    before = other.ledger.history()
    backup(full.ledger, tmp_path / "b.sqlite")
    with pytest.raises(DataError, match="已有 1 条改动"):
        restore(other.ledger, tmp_path / "b.sqlite", tmp_path / "a.sqlite")
    assert other.ledger.history() == before
    restore(other.ledger, tmp_path / "b.sqlite", tmp_path / "a.sqlite", replace=True)
    assert other.ledger.history() == full.ledger.history()
    restore(other.ledger, tmp_path / "a.sqlite", tmp_path / "c.sqlite", replace=True)
    assert other.ledger.history() == before


def test_a_restore_is_noticed_and_a_page_from_before_meets_a_conflict(offices, tmp_path):
    _, office = offices
    made = office.set(ITEM, progress=1)
    backup(office.ledger, tmp_path / "b.sqlite")
    seen = office.set(ITEM, progress=2)
    store, ledger = office.store.version(), office.ledger.version()
    restore(office.ledger, tmp_path / "b.sqlite", tmp_path / "a.sqlite", replace=True)
    assert office.ledger.history() == [made]
    assert office.store.version() != store
    assert office.ledger.version() > ledger
    theirs = office.set(ITEM, progress=3)
    assert (made.seq, seen.seq, theirs.seq) == (1, 2, 3)
    stale = Edit("projects", ITEM, {"progress": 4}, office.act(), {"progress": seen.seq})
    with pytest.raises(ConflictError):
        office.store.write(stale)


def test_no_number_comes_twice_however_often_a_backup_comes_back(offices, tmp_path):
    _, outside = offices
    outside.set(ITEM, progress=1)
    backup(outside.ledger, tmp_path / "b.sqlite")
    versions = {outside.ledger.version()}
    for number in range(2):
        outside.set(ITEM, progress=2)
        versions.add(outside.ledger.version())
        aside = tmp_path / f"a{number}.sqlite"
        restore(outside.ledger, tmp_path / "b.sqlite", aside, replace=True)
        versions.add(outside.ledger.version())
    assert len(versions) == 5
    assert outside.set(ITEM, progress=3).seq == 4


def test_a_backup_while_others_write_is_one_moment(offices, tmp_path):
    inside, _ = offices
    inside.set(ITEM, status="在建")
    begun, stop = Event(), Event()

    def write():
        for number in range(10_000):
            inside.set(ITEM, progress=number % 100, remark=str(number))
            begun.set()
            if stop.is_set():
                return

    writer = Thread(target=write)
    writer.start()
    begun.wait(20)
    kept = [backup(inside.ledger, tmp_path / f"{number}.sqlite") for number in range(3)]
    stop.set()
    writer.join()
    for number, each in enumerate(kept):
        with closing(sqlite3.connect(tmp_path / f"{number}.sqlite")) as file:
            told = file.execute("SELECT count(*), max(seq) FROM changes").fetchone()
            fields = file.execute("SELECT max(seq) FROM changed_fields").fetchone()
        assert told == (each.changes, each.changes)
        assert fields == (each.changes,)


def test_what_is_no_backup_is_refused(offices, tmp_path):
    inside, _ = offices
    with pytest.raises(DataError, match="还没有任何改动"):
        backup(inside.ledger, tmp_path / "b.sqlite")
    (tmp_path / "text.sqlite").write_text("no database, but long enough to be read as one" * 99)
    sqlite3.connect(tmp_path / "other.sqlite").close()
    for name in ("missing.sqlite", "text.sqlite", "other.sqlite"):
        with pytest.raises(DataError, match=name):
            restore(inside.ledger, tmp_path / name, tmp_path / "a.sqlite")
    assert inside.ledger.version() == 0


def test_a_backup_in_which_a_change_is_missing_is_refused(offices, office, tmp_path):
    (_, full), new = offices, office("新机器")
    for values in ({"status": "在建"}, {"progress": 5}, {"remark": "已开工"}):
        full.set(ITEM, **values)
    backup(full.ledger, tmp_path / "b.sqlite")
    with closing(sqlite3.connect(tmp_path / "b.sqlite")) as file:
        file.execute("DROP TRIGGER changes_delete_refused")
        file.execute("DELETE FROM changes WHERE seq = 2")
        file.commit()
    with pytest.raises(DataError, match="b.sqlite 不完整"):
        restore(new.ledger, tmp_path / "b.sqlite", tmp_path / "a.sqlite")
    source = Database(f"sqlite:///{tmp_path / 'b.sqlite'}")
    with (
        pytest.raises(DataError, match="缺少编号为 2 的改动"),
        source.writing() as there,
        new.ledger.database.writing() as here,
    ):
        copy_all(there, here)
    source.close()
    assert new.ledger.history() == []


def test_a_damaged_or_rewritten_backup_is_refused(offices, office, tmp_path):
    full, new = filled(*offices), office("新机器")
    backup(full.ledger, tmp_path / "b.sqlite")
    content = bytearray((tmp_path / "b.sqlite").read_bytes())
    (tmp_path / "cut.sqlite").write_bytes(content[: len(content) // 2])
    with closing(sqlite3.connect(tmp_path / "b.sqlite")) as file:
        file.execute("DROP TRIGGER changed_fields_update_refused")
        file.execute(
            "UPDATE changed_fields SET after = '\"完工\"' WHERE field = 'progress' AND base = 0"
        )
        file.commit()
    with pytest.raises(DataError, match="cut.sqlite"):
        restore(new.ledger, tmp_path / "cut.sqlite", tmp_path / "a.sqlite")
    with pytest.raises(DataError, match="与台账不符"):
        restore(new.ledger, tmp_path / "b.sqlite", tmp_path / "a.sqlite")
    assert new.ledger.history() == []
