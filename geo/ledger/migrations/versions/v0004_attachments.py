"""Photos and PDF of items."""

from alembic import op

from geo.ledger import content_guards
from geo.ledger.attachment_table import ATTACHMENTS
from geo.ledger.history_guards import only_added

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table, which is only added to; what it shows stays."""
    connection = op.get_bind()
    ATTACHMENTS.create(connection)
    for statement in only_added(ATTACHMENTS, connection.dialect.name):
        connection.exec_driver_sql(statement)
    content_guards.make(connection)
