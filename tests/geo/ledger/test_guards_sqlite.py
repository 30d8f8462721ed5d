"""What a program of another's own may not write into the file of a ledger."""

import sqlite3
from contextlib import closing

import pytest

from geo.errors import DataError
from tools import ledger_outsider as outsider

_OTHER_TITLE = (
    "INSERT INTO attachments SELECT 2, uid, of_table, item, change_uid, '他图', type, "
    "positioned, sha256, author, made, recorded FROM attachments"
)


@pytest.fixture
def ledger(filled, sqlite_url):
    return filled(sqlite_url)


@pytest.fixture(params=["", "PRAGMA recursive_triggers = ON", "PRAGMA foreign_keys = ON"])
def file(request, ledger):
    """The file opened by a program that sets what it likes."""
    with closing(sqlite3.connect(ledger.database.file, isolation_level=None)) as opened:
        opened.execute(request.param)
        yield opened


@pytest.mark.parametrize(
    "statement",
    [
        outsider.change(1),
        outsider.change(2, uid="y"),
        outsider.change(1).replace("(seq,", "(rowid,"),
        outsider.change(1).replace("VALUES (1,", "VALUES ('1',"),
        outsider.change(1).replace("VALUES (1,", "VALUES (1.0,"),
        "INSERT INTO changes SELECT 3, uid, of_table, item, '甲', made, recorded, why, document, "
        "kind, undoes, wants_review, fields_count, as_of FROM changes WHERE seq = 2",
        "INSERT INTO changes SELECT NULL, uid, of_table, item, '甲', made, recorded, why, document,"
        " kind, undoes, wants_review, fields_count, as_of FROM changes WHERE seq = 2",
        outsider.field(2, "remark", "1", 2, "'\"二\"'"),
        outsider.field(2, "remark", "1", 1, "'\"一\"'"),
        outsider.field(2, "other", "1", 0),
        outsider.review(1, 1, "z"),
        outsider.review(2, 2, "z"),
        "INSERT INTO reviews SELECT 2, uid, 1, verdict, '甲', made, recorded, word FROM reviews",
        outsider.carried(1),
        outsider.decided(1),
        "INSERT INTO attachments SELECT * FROM attachments",
        _OTHER_TITLE,
        "INSERT INTO generation VALUES ('changes', 9)",
        "INSERT INTO blobs SELECT sha256, size, packing, CAST('x' AS BLOB), added FROM blobs",
    ],
)
def test_nothing_is_replaced(ledger, file, statement):
    before = outsider.rows(ledger)
    with pytest.raises(sqlite3.IntegrityError, match="台账"):
        file.execute(statement.replace("INSERT", "REPLACE", 1))
    with pytest.raises(sqlite3.IntegrityError, match="台账"):
        file.execute(statement.replace("INSERT", "INSERT OR REPLACE", 1))
    assert outsider.rows(ledger) == before


@pytest.mark.parametrize("table", outsider.GUARDED)
@pytest.mark.parametrize("verb", ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE", "DELETE FROM"])
@pytest.mark.parametrize("place", ["main", "there"])
def test_nothing_is_changed_or_deleted(ledger, file, table, verb, place):
    file.execute("ATTACH ? AS there", [str(ledger.database.file)])
    before = outsider.rows(ledger)
    what = "" if verb == "DELETE FROM" else " SET item = 'x'"
    bare = f"{verb} {place}.{table}{what}"
    with pytest.raises(sqlite3.IntegrityError, match="只增不改"):
        file.execute(bare.replace("item", "uid") if table == "reviews" else bare)
    assert outsider.rows(ledger) == before


def test_nothing_is_changed_where_it_is_there_already(ledger, file):
    before = outsider.rows(ledger)
    key = {"changes": "seq", "changed_fields": "seq, field"}
    for table in outsider.GUARDED:
        with pytest.raises(sqlite3.IntegrityError, match="只增不改|已写定"):
            file.execute(
                f"INSERT INTO {table} SELECT * FROM {table} WHERE true "
                f"ON CONFLICT ({key.get(table, 'number')}) DO UPDATE SET uid = 'x'"
                if table != "changed_fields"
                else "INSERT INTO changed_fields SELECT * FROM changed_fields WHERE true "
                "ON CONFLICT (seq, field) DO UPDATE SET after = '1'"
            )
    assert outsider.rows(ledger) == before


def test_tables_of_another_file_are_not_asked(ledger, file):
    file.execute("CREATE TEMP TABLE changed_fields AS SELECT * FROM main.changed_fields LIMIT 0")
    file.execute("CREATE TEMP TABLE changes AS SELECT * FROM main.changes")
    file.execute("BEGIN")
    file.execute(outsider.change(3).replace("INTO ", "INTO main."))
    with pytest.raises(sqlite3.IntegrityError, match="更新的改动"):
        file.execute(outsider.field(3, "remark", "1").replace("INTO ", "INTO main."))
    file.execute("ROLLBACK")
    assert len(ledger.history()) == 2


@pytest.mark.parametrize("column", ["author", "made", "recorded", "uid"])
def test_bytes_are_no_text(ledger, file, column):
    told = outsider.change(3)
    names = told.partition("(")[2].partition(")")[0].split(", ")
    values = told.partition("VALUES (")[2].removesuffix(")").split(", ")
    values[names.index(column)] = f"CAST({values[names.index(column)]} AS BLOB)"
    with pytest.raises(sqlite3.IntegrityError, match="应为文字"):
        file.execute(f"INSERT INTO changes ({', '.join(names)}) VALUES ({', '.join(values)})")
    file.execute("BEGIN")
    file.execute(outsider.change(3))
    with pytest.raises(sqlite3.IntegrityError, match="应为文字"):
        file.execute(outsider.field(3, "status", "1").replace("'1'", "CAST('1' AS BLOB)"))
    file.execute("ROLLBACK")
    assert len(ledger.history()) == 2


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("after", "no JSON", "程序读不懂的值"),
        ("after", "[1]", "程序读不懂的值"),
        ("after", "1e999", "程序读不懂的值"),
        ("after", b"\xff\xfe", "程序读不懂的值"),
        ("made", "999-06-01T00:00:00.000000Z", "不是台账的时间"),
        ("made", "0999-06-01T00:00:00.000000Z", "不在 1990 年"),
        ("made", b"2026", "不是台账的时间"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_in_words(ledger, column, value, words):
    """As a file may hold it that a program with guards switched off has written."""
    table = "changed_fields" if column == "after" else "changes"
    with closing(sqlite3.connect(ledger.database.file, isolation_level=None)) as file:
        file.execute("PRAGMA ignore_check_constraints = ON")
        file.execute(f"DROP TRIGGER {table}_update_refused")
        file.execute(f"UPDATE {table} SET {column} = ? WHERE seq = 2", [value])
    for read in (lambda: ledger.state("projects"), ledger.history):
        with pytest.raises(DataError, match=words):
            read()


def test_letters_that_are_none_are_told_in_words(ledger, file):
    file.execute("BEGIN")
    file.execute(outsider.change(3).replace("'甲'", "CAST(x'ffd6d0' AS TEXT)"))
    file.execute(outsider.field(3, "status", "1"))
    file.execute("COMMIT")
    for read in (lambda: ledger.state("projects"), ledger.history):
        with pytest.raises(DataError, match=r"读不懂的文字.*planmap ledger restore"):
            read()
