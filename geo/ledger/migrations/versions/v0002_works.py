"""Contents kept once, works and their parts."""

from alembic import op

from geo.ledger.blobs import BLOBS
from geo.works.tables import PARTS, WORKS

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    connection = op.get_bind()
    for table in (BLOBS, WORKS, PARTS):
        table.create(connection)
