"""The generation of the store."""

from alembic import op

from geo.ledger.generation import GENERATION

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    GENERATION.create(op.get_bind())
