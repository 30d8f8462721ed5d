"""What befalls a file: it is held, full, closed, damaged, gone; then it works again, as it was."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo.errors import DataError
from geo.exchange.backup import backup, restore
from geo.ledger import Act, Edit, Ledger

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
KEPT = "您填的内容仍在"


def write(ledger, value, item="P1"):
    return ledger.write(Edit("projects", item, {"remark": value}, Act("张三", NOON, "核实")), {})


def values(ledger):
    return [change.fields[0].after for change in ledger.history()]


@pytest.fixture
def ledger(sqlite_url):
    with closing(Ledger(sqlite_url)) as made:
        write(made, "一")
        yield made


@contextmanager
def held(path):
    """Another program that edits the file and does not let go."""
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('BEGIN EXCLUSIVE'); print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdout.readline() == b"held\n"
        yield
        program.stdin.close()


def test_a_file_that_another_program_holds(ledger):
    with held(ledger.database.file):
        with pytest.raises(DataError, match=f"占用（例如 QGIS 正在编辑），没有写入.*{KEPT}"):
            write(ledger, "二")
        assert values(ledger) == ["一"]
    write(ledger, "三")
    assert values(ledger) == ["一", "三"]


def test_a_file_that_is_no_ledger(ledger):
    file = ledger.database.file
    ledger.close()
    kept = file.with_name("kept")
    file.rename(kept)
    file.write_text("这不是台账" * 1000, encoding="utf-8")
    with pytest.raises(DataError, match="不是台账，无法读取台账；请从备份恢复.*刷新"):
        ledger.version()
    with pytest.raises(DataError, match=f"不是台账，没有写入；请从备份恢复.*{KEPT}"):
        write(ledger, "二")
    kept.replace(file)
    write(ledger, "三")
    assert values(ledger) == ["一", "三"]


def test_a_damaged_file_and_its_backup(ledger, tmp_path):
    for number in range(200):
        write(ledger, f"{number} " + "很长的备注" * 100)
    before = values(ledger)
    ledger.close()
    file = ledger.database.file
    backup = shutil.copy(file, tmp_path / "backup")
    with file.open("r+b") as there:
        there.seek(3 * 4096)
        there.write(os.urandom(file.stat().st_size - 3 * 4096))
    with pytest.raises(DataError, match="已损坏"):
        ledger.history()
    with pytest.raises(DataError, match=f"已损坏.*没有写入.*{KEPT}"):
        write(ledger, "二")
    os.replace(backup, file)
    assert values(ledger) == before
    write(ledger, "二")


def test_a_file_that_is_moved_away_while_running(ledger, tmp_path):
    file = ledger.database.file
    file.rename(tmp_path / "elsewhere")
    with pytest.raises(DataError, match="不见了.*没有写入"):
        write(ledger, "二")
    with pytest.raises(DataError, match="不见了.*无法读取"):
        ledger.version()
    assert not file.exists()
    (tmp_path / "elsewhere").rename(file)
    write(ledger, "三")
    assert values(ledger) == ["一", "三"]


def test_a_backup_put_in_place_while_running(ledger, tmp_path):
    there, backup = sqlite3.connect(ledger.database.file), sqlite3.connect(tmp_path / "backup")
    with closing(there), closing(backup):
        there.backup(backup)
    write(ledger, "二")
    os.replace(tmp_path / "backup", ledger.database.file)
    assert values(ledger) == ["一"]
    write(ledger, "三")
    with closing(Ledger(str(ledger.database.url))) as other:
        assert values(other) == ["一", "三"]
    with ledger.database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


@contextmanager
def as_nobody():
    """Whom permissions bind: root may write everywhere."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder():
    """A folder into which anybody may look."""
    folder = Path(tempfile.mkdtemp(prefix="planmap-closed-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="folders are closed otherwise there")
def test_a_folder_that_is_closed(open_folder):
    with as_nobody(), closing(Ledger(f"sqlite:///{open_folder / 'a' / 'l.sqlite'}")) as ledger:
        write(ledger, "一")
        ledger.close()
        (open_folder / "a").chmod(0o555)
        (open_folder / "a" / "l.sqlite").chmod(0o444)
        with pytest.raises(DataError, match=f"不可写.*没有写入；请管理员放开权限.*{KEPT}"):
            write(ledger, "二")
        (open_folder / "a").chmod(0o755)
        (open_folder / "a" / "l.sqlite").chmod(0o644)
        write(ledger, "三")
        assert values(ledger) == ["一", "三"]


@pytest.mark.skipif(sys.platform == "win32", reason="folders are closed otherwise there")
def test_a_folder_that_cannot_be_made(open_folder):
    place = open_folder / "a" / "b" / "l.sqlite"
    with as_nobody(), closing(Ledger(f"sqlite:///{place}")) as ledger:
        closed = open_folder / "a"
        closed.mkdir(mode=0o555)
        with pytest.raises(DataError, match="目录无法建立：没有读写权限"):
            write(ledger, "一")
        closed.chmod(0o755)
        write(ledger, "一")
        assert values(ledger) == ["一"]


def until_refused(ledger):
    """Write until there is no room; return what was acknowledged, and what was said then."""
    done = []
    for number in range(1000):
        try:
            write(ledger, f"{number} " + "很长的备注" * 500)
        except DataError as error:
            return done, str(error)
        done.append(f"{number} " + "很长的备注" * 500)
    raise AssertionError("it never ran out of room")


def test_a_file_that_may_not_grow(ledger, room):
    with room(200_000):
        done, said = until_refused(ledger)
        assert values(ledger) == ["一", *done]
    assert "磁盘" in said
    assert KEPT in said
    write(ledger, "三")
    assert values(ledger) == ["一", *done, "三"]


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 300 kB; only who may mount one has it."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(command, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_is_full(small_disk):
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(100_000))
    with closing(Ledger(f"sqlite:///{small_disk / 'ledger.sqlite'}")) as ledger:
        done, said = until_refused(ledger)
        assert said.startswith("磁盘已满，没有写入；请清理磁盘")
        assert values(ledger) == done
        ballast.unlink()
        write(ledger, "三")
        assert values(ledger) == [*done, "三"]
        with ledger.database.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_a_damaged_file_is_put_aside_for_its_backup(ledger, tmp_path):
    backup(ledger, tmp_path / "backup.sqlite")
    ledger.close()
    ledger.database.file.write_bytes(b"no ledger" * 1000)
    with pytest.raises(DataError, match="已损坏，没有恢复；确要用备份替换，请加 --force"):
        restore(ledger, tmp_path / "backup.sqlite", tmp_path / "aside")
    restore(ledger, tmp_path / "backup.sqlite", tmp_path / "aside", replace=True)
    assert values(ledger) == ["一"]
    assert (tmp_path / "aside").read_bytes() == b"no ledger" * 1000
