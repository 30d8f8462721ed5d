"""What befalls a server: it stops, dies in a commit, refuses; then it works again, as it was."""

import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from threading import Thread

import psycopg
import pytest
from sqlalchemy.engine import make_url

from geo.errors import DataError
from geo.ledger import Act, Edit, Ledger

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
KEPT = "您填的内容仍在"


def write(ledger, value):
    return ledger.write(Edit("projects", "P1", {"remark": value}, Act("张三", NOON, "核实")), {})


def values(ledger):
    return [change.fields[0].after for change in ledger.history()]


@pytest.fixture
def ledger(postgresql_url):
    with closing(Ledger(postgresql_url)) as made:
        write(made, "一")
        yield made


def outside(url, statement):
    """Let the server's administrator do something."""
    anyway = {"options": "-c default_transaction_read_only=off", "autocommit": True}
    with psycopg.connect(url.replace("+psycopg", ""), **anyway) as connection:
        connection.execute(statement)


def test_a_server_that_is_away_and_back(ledger, postgresql):
    postgresql.stop()
    for _ in range(2):
        with pytest.raises(DataError, match=f"连不上台账数据库，没有写入；.*{KEPT}"):
            write(ledger, "二")
        with pytest.raises(DataError, match="连不上台账数据库，无法读取台账；.*刷新"):
            ledger.version()
    postgresql.start()
    write(ledger, "三")
    assert values(ledger) == ["一", "三"]


def test_a_server_that_was_restarted_between_two_changes_is_not_noticed(ledger, postgresql):
    postgresql.stop("immediate")
    postgresql.start()
    write(ledger, "二")
    assert values(ledger) == ["一", "二"]


def test_a_server_that_dies_while_somebody_writes(ledger, postgresql):
    done, said = [], []

    def keep_writing():
        for number in range(100_000):
            try:
                done.append(write(ledger, f"{number}"))
            except DataError as error:
                said.append(str(error))
                return

    thread = Thread(target=keep_writing)
    thread.start()
    while len(done) < 3:
        pass
    postgresql.stop("immediate")
    thread.join()
    postgresql.start()
    (words,) = said
    assert KEPT in words
    assert "连接" in words or "连不上" in words
    there = ledger.history()
    assert there[1 : 1 + len(done)] == done
    assert len(there) - 1 - len(done) in (0, 1)
    write(ledger, "后来")
    assert values(ledger)[-1] == "后来"


def test_a_connection_that_breaks_in_the_middle_leaves_no_half(ledger, postgresql_url):
    def half():
        with ledger.database.writing() as connection:
            connection.exec_driver_sql(
                "INSERT INTO changes (uid, of_table, item, author, made, recorded, why, kind, "
                "wants_review, fields_count) VALUES ('x', 'projects', 'P1', '甲', "
                "'2026-03-01T04:00:00.000000Z', '2026-03-01T04:00:00.000000Z', '乙', 'edit', "
                "false, 1)"
            )
            mine = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            outside(postgresql_url, f"SELECT pg_terminate_backend({mine})")
            connection.exec_driver_sql("SELECT 1")

    with pytest.raises(DataError, match=f"连接中断，不知是否已写入.*{KEPT}"):
        half()
    assert values(ledger) == ["一"]
    write(ledger, "二")
    assert values(ledger) == ["一", "二"]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("ALTER DATABASE {db} SET default_transaction_read_only = on", "只读（例如备用服务器）"),
        ("REVOKE INSERT ON changes FROM clerk", "用户没有权限"),
        ("ALTER ROLE clerk NOLOGIN", "拒绝登录"),
        ("ALTER ROLE clerk CONNECTION LIMIT 0", "连接已用完"),
    ],
)
def test_a_server_that_refuses(ledger, postgresql_url, statement, words):
    database = make_url(postgresql_url).database
    outside(postgresql_url, "DROP ROLE IF EXISTS clerk")
    outside(postgresql_url, "CREATE ROLE clerk LOGIN")
    outside(postgresql_url, "GRANT ALL ON ALL TABLES IN SCHEMA public TO clerk")
    outside(postgresql_url, "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO clerk")
    with closing(Ledger(postgresql_url.replace("planmap@", "clerk@"))) as clerk:
        assert values(clerk) == ["一"]
        clerk.close()
        outside(postgresql_url, statement.format(db=database))
        with pytest.raises(DataError, match=f"{words}.*没有写入.*{KEPT}"):
            write(clerk, "二")
    assert values(ledger) == ["一"]
    outside(postgresql_url, "DROP OWNED BY clerk")
    outside(postgresql_url, "DROP ROLE clerk")


def test_a_database_that_is_not_there(postgresql):
    url = postgresql.database()
    postgresql.drop(url)
    with closing(Ledger(url)) as ledger, pytest.raises(DataError, match="拒绝登录.*库名"):
        ledger.version()


def test_another_process_is_seen_at_once(ledger, postgresql_url):
    code = (
        "import sys; from datetime import UTC, datetime; from geo.ledger import *;"
        "l = Ledger(sys.argv[1]); a = Act('李四', datetime(2026, 3, 2, tzinfo=UTC), '核实');"
        "print([c.fields[0].after for c in l.history()]);"
        "l.write(Edit('projects', 'P1', {'remark': '二'}, a), {}); l.close()"
    )
    before = ledger.version()
    command = [sys.executable, "-c", code, postgresql_url]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "['一']"
    assert ledger.version() > before
    assert values(ledger) == ["一", "二"]
