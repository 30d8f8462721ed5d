"""Attachments that were withdrawn."""

from alembic import op

from geo.ledger.attachment_table import WITHDRAWN
from geo.ledger.history_guards import only_added

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table, which is only added to."""
    connection = op.get_bind()
    WITHDRAWN.create(connection)
    for statement in only_added(WITHDRAWN, connection.dialect.name):
        connection.exec_driver_sql(statement)
