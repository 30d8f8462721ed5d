"""Changes, their fields and their reviews; what the database itself refuses."""

from alembic import op

from geo.ledger.history_guards import statements
from geo.ledger.tables import CHANGES, FIELDS, REVIEWS

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, and the triggers that keep anybody from rewriting history."""
    connection = op.get_bind()
    for table in (CHANGES, FIELDS, REVIEWS):
        table.create(connection)
    for statement in statements(connection.dialect.name):
        connection.exec_driver_sql(statement)
