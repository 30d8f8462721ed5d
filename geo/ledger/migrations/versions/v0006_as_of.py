"""The day to which the figures of a change belong."""

from alembic import op
from sqlalchemy import Connection, Table, inspect

from geo.ledger.carried_tables import CARRIED
from geo.ledger.history_guards import only_added
from geo.ledger.tables import CHANGES, day_check

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column to changes and to what was carried here, where it is not there yet."""
    connection = op.get_bind()
    for table in (CHANGES, CARRIED):
        there = {each["name"] for each in inspect(connection).get_columns(table.name)}
        if "as_of" not in there:
            _add(connection, table)


def _add(connection: Connection, table: Table) -> None:
    dialect = connection.dialect.name
    check = day_check("as_of", dialect)
    connection.exec_driver_sql(
        f"ALTER TABLE {table.name} ADD COLUMN as_of TEXT CONSTRAINT as_of_day CHECK ({check})"
    )
    if dialect == "sqlite":  # its guard names every column of text
        guard = f"{table.name}_replace_refused"
        connection.exec_driver_sql(f"DROP TRIGGER {guard}")
        for statement in only_added(table, dialect):
            if f"TRIGGER {guard} " in statement:
                connection.exec_driver_sql(statement)
