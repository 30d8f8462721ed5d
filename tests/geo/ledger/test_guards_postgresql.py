"""What a session of PostgreSQL that sets what it likes may not write into a ledger."""

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from geo.exchange.backup import backup, restore
from tools import ledger_outsider as outsider


@pytest.fixture
def ledger(filled, postgresql_url):
    return filled(postgresql_url)


def replica(ledger, *statements):
    outsider.written(ledger, "SET session_replication_role = replica", *statements)


@pytest.mark.parametrize("restored", [False, True])
def test_no_setting_of_a_session_goes_round_the_guards(ledger, tmp_path, restored):
    if restored:
        backup(ledger, tmp_path / "a.sqlite")
        restore(ledger, tmp_path / "a.sqlite", tmp_path / "aside.sqlite", replace=True)
    before = outsider.rows(ledger)
    for table in before:
        column = "uid" if table == "reviews" else "item"
        for statement in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
            with pytest.raises(DBAPIError, match="只增不改"):
                replica(ledger, statement)
        with pytest.raises(DBAPIError, match="只增不改"):
            replica(ledger, f"TRUNCATE {table} CASCADE")
    with pytest.raises(DBAPIError, match="更新的改动"):
        replica(ledger, outsider.change(3), outsider.field(3, "remark", "1"))
    with pytest.raises(DBAPIError, match="不是下一号"):
        replica(ledger, outsider.change(9))
    with pytest.raises(DBAPIError, match="只有恢复备份"):
        replica(ledger, "INSERT INTO generation VALUES ('changes', 9)")
    with pytest.raises(DBAPIError, match="只增不改"):
        replica(ledger, "DELETE FROM blobs")
    assert outsider.rows(ledger) == before


def test_tables_of_another_schema_are_not_asked(ledger):
    shadow = "CREATE TEMP TABLE changed_fields AS SELECT * FROM public.changed_fields WHERE false"
    named = outsider.field(3, "remark", "1").replace("INTO ", "INTO public.")
    with pytest.raises(DBAPIError, match="更新的改动"):
        outsider.written(ledger, shadow, outsider.change(3), named)
    assert len(ledger.history()) == 2


def test_functions_of_another_schema_are_not_called(ledger):
    """One's own `max` and `coalesce`-like helpers, `=` and `<>` among them, first on the path."""
    own = (
        "CREATE SCHEMA own",
        "CREATE FUNCTION own.never(bigint, bigint) RETURNS boolean LANGUAGE sql AS 'SELECT false'",
        "CREATE OPERATOR own.<> (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = own.never)",
        "CREATE OPERATOR own.>= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = own.never)",
        "SET search_path = own, public, pg_catalog",
    )
    with pytest.raises(DBAPIError, match="不是下一号"):
        outsider.written(ledger, *own, outsider.change(9))
    with pytest.raises(DBAPIError, match="更新的改动"):
        outsider.written(ledger, *own, outsider.change(3), outsider.field(3, "remark", "1"))
    assert len(ledger.history()) == 2


def test_rows_that_are_copied_in_meet_the_guards(ledger):
    url = make_url(ledger.database.url).set(drivername="postgresql")
    refused = pytest.raises(psycopg.errors.RaiseException, match="已写定")
    with (
        refused,
        psycopg.connect(url.render_as_string(hide_password=False)) as connection,
        connection.cursor().copy("COPY changed_fields FROM STDIN") as copy,
    ):
        copy.write_row((2, "status", "projects", "P1", None, "1", 0))
    upsert = outsider.change(2) + " ON CONFLICT (seq) DO UPDATE SET author = 'x'"
    with pytest.raises(DBAPIError, match="不是下一号"):
        outsider.written(ledger, upsert)
    assert len(ledger.history()) == 2
