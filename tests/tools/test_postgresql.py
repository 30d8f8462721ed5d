"""The server that the tests of the ledger run on."""

import psycopg
import pytest


def ask(url, statement):
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        return connection.execute(statement).fetchone()


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_what_was_written_outlives_a_stop(postgresql, postgresql_url, how):
    with psycopg.connect(postgresql_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (place geometry)")
        connection.execute("INSERT INTO kept VALUES (st_point(116, 28))")
    postgresql.stop(how)
    assert postgresql.process_id == 0
    with pytest.raises(psycopg.OperationalError):
        ask(postgresql_url, "SELECT 1")
    postgresql.start()
    assert ask(postgresql_url, "SELECT st_astext(place) FROM kept") == ("POINT(116 28)",)


def test_two_databases_share_nothing(postgresql, postgresql_url):
    other = postgresql.database()
    assert other != postgresql_url
    postgresql.drop(other)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        ask(other, "SELECT 1")
    assert ask(postgresql_url, "SELECT 1") == (1,)
