"""Changes, their fields, reviews and generation; what the database itself refuses."""

from alembic import op

from geo.ledger.generation import GENERATION
from geo.ledger.history_guards import schema_of, statements
from geo.ledger.tables import CHANGES, FIELDS, REVIEWS

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, and the triggers that keep anybody from rewriting history."""
    connection = op.get_bind()
    for table in (GENERATION, CHANGES, FIELDS, REVIEWS):
        table.create(connection)
    for statement in statements(connection.dialect.name, schema_of(connection)):
        connection.exec_driver_sql(statement)
