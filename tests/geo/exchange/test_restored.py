"""What still looks at the state before, once a backup or another file is in its place."""

import os
import shutil
from contextlib import closing
from datetime import UTC, datetime

import pytest

from geo.errors import DataError
from geo.exchange.backup import backup, restore
from geo.ledger import ConflictError, Edit, Ledger
from geo.works.model import BehindError, Draft
from geo.works.store import Works

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
ITEM = "P5-1-01"


def draft(seen, work="w"):
    return Draft(work, "me", "王工", "地块", '{"planmap": 1}', (), (), seen)


def minute(number):
    return NOON.replace(minute=number)


def test_no_page_saves_over_what_was_saved_after_a_restore(offices, tmp_path):
    _, office = offices
    works = Works(office.ledger.database)
    office.set(ITEM, progress=1)
    assert works.save(draft(0), minute(0)) == 1
    assert works.save(draft(0, "still"), minute(0)) == 1
    backup(office.ledger, tmp_path / "b.sqlite")
    before = works.save(draft(1), minute(1))
    restore(office.ledger, tmp_path / "b.sqlite", tmp_path / "a.sqlite", replace=True)
    opened = works.read("w").work
    assert opened.saved == minute(0)
    with pytest.raises(BehindError):  # where there was another state since, it asks
        works.save(draft(before), minute(2))
    now = works.save(draft(opened.version), minute(3))
    assert now > opened.version > before
    with pytest.raises(BehindError):
        works.save(draft(before), minute(4))
    assert works.read("w").work.saved == minute(3)
    assert works.save(draft(1, "still"), minute(5)) == 2


@pytest.fixture
def office(office):
    """An office on a file, with two changes and a backup of the first."""
    made = office("外网")
    made.set(ITEM, progress=1)
    return made


def stale(office, seq):
    return office.store.write(
        Edit("projects", ITEM, {"progress": 99}, office.act(), {"progress": seq})
    )


def test_numbers_do_not_come_again_behind_a_damaged_file(office, tmp_path):
    works = Works(office.ledger.database)
    works.save(draft(0), minute(0))
    backup(office.ledger, tmp_path / "b.sqlite")
    for number in range(2, 30):
        seen = office.set(ITEM, progress=number)
        works.save(draft(number - 1), minute(number))
    version = office.ledger.version()
    office.ledger.database.file.write_bytes(b"no ledger" * 1000)
    with closing(Ledger(office.url)) as other:
        restore(other, tmp_path / "b.sqlite", tmp_path / "a.sqlite", replace=True)
        assert other.version() > version
    assert office.ledger.version() > version
    theirs = [office.set(ITEM, progress=number) for number in range(2, 30)]
    assert min(each.seq for each in theirs) > seen.seq
    for each in range(1, seen.seq + 1):
        with pytest.raises(ConflictError):
            stale(office, each)
    for each in range(1, 30):
        with pytest.raises(BehindError):
            works.save(draft(each), minute(31))


def test_numbers_do_not_come_again_where_a_file_is_put_in_place(office, tmp_path):
    backup(office.ledger, tmp_path / "b.sqlite")
    seen = office.set(ITEM, progress=2)
    store, version = office.store.version(), office.ledger.version()
    shutil.copy(tmp_path / "b.sqlite", tmp_path / "c.sqlite")
    os.replace(tmp_path / "c.sqlite", office.ledger.database.file)
    assert office.ledger.version() > version
    assert office.store.version() != store
    assert [each.seq for each in office.ledger.history()] == [1]
    assert office.set(ITEM, progress=3).seq > seen.seq
    with pytest.raises(ConflictError):
        stale(office, seen.seq)


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_a_ledger_s_own_file_is_no_backup_of_it(office, ending, tmp_path):
    own = office.ledger.database.file
    named = own.with_name(own.name + ending)
    with pytest.raises(DataError, match="就是台账文件本身"):
        backup(office.ledger, named)
    with pytest.raises(DataError, match="就是台账文件本身"):
        restore(office.ledger, named, tmp_path / "a.sqlite", replace=True)
    backup(office.ledger, tmp_path / "b.sqlite")
    with pytest.raises(DataError, match="就是台账文件本身"):
        restore(office.ledger, tmp_path / "b.sqlite", named, replace=True)
    assert [each.seq for each in office.ledger.history()] == [1]


def test_another_name_of_a_ledger_s_file_is_no_backup_of_it(office, tmp_path):
    (tmp_path / "b.sqlite").symlink_to(office.ledger.database.file)
    os.link(office.ledger.database.file, tmp_path / "c.sqlite")
    for name in ("b.sqlite", "c.sqlite"):
        with pytest.raises(DataError, match="就是台账文件本身"):
            backup(office.ledger, tmp_path / name)
    assert [each.seq for each in office.ledger.history()] == [1]
