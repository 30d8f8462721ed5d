"""台账: what an office adds to the plan, as an append-only history on SQLite or PostgreSQL."""

from geo.ledger.ledger import Ledger
from geo.ledger.model import (
    ACCEPTED,
    DRAFT,
    RETURNED,
    Act,
    Change,
    Conflict,
    ConflictError,
    Edit,
    FieldChange,
    UnchangedError,
    Value,
    Verdict,
)

__all__ = [
    "ACCEPTED",
    "DRAFT",
    "RETURNED",
    "Act",
    "Change",
    "Conflict",
    "ConflictError",
    "Edit",
    "FieldChange",
    "Ledger",
    "UnchangedError",
    "Value",
    "Verdict",
]
