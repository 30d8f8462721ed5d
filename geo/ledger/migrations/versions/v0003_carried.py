"""What was carried here from another store, and what became of it."""

from alembic import op

from geo.ledger.carried_tables import CARRIED, DECIDED
from geo.ledger.history_guards import only_added

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables, which are only added to."""
    connection = op.get_bind()
    for table in (CARRIED, DECIDED):
        table.create(connection)
        for statement in only_added(table, connection.dialect.name):
            connection.exec_driver_sql(statement)
